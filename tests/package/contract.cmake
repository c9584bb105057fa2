# Builds SOURCE, runs its tests of the contract, and checks which pass, fail and are skipped.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} --fresh -S ${SOURCE} -B ${WORK} -G ${GENERATOR} ${OPTIONS})
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${CMAKE_COMMAND} --build ${WORK})

# run(RESULT TESTS): runs the tests that match, sets `output`, and requires that ctest succeeds or fails
function(run expected tests)
  execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${WORK} --no-tests=error -R ${tests} ${ARGN}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(actual fails)
  if(result EQUAL 0)
    set(actual passes)
  endif()
  if(NOT actual STREQUAL expected)
    message(FATAL_ERROR "ctest -R ${tests} ${ARGN}: ${result}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()
function(expect)
  foreach(pattern IN LISTS ARGN)
    if(NOT output MATCHES "${pattern}")
      message(FATAL_ERROR "no ${pattern} in\n${output}")
    endif()
  endforeach()
endfunction()

run(passes "^keeps/")
expect("keeps/0x0fff0007/RP-REG-01 [.]+ +Passed" "keeps/0x0fff0007/RP-REG-02 [.]+ +Passed"
  "keeps/0x0fff0007/all [.]+ +Passed")
run(passes "^keeps/" -L "^kept$")
run(passes "^by_id/")
expect("RP-REG-01 [.]+ +Passed" "RP-MCAST-05 [.]+[*]+Skipped" "/all [.]+ +Passed")
if(output MATCHES "RP-REG-02")
  message(FATAL_ERROR "SKIP has no effect:\n${output}")
endif()
run(fails "^breaks/")
expect("RP-REG-01 [.]+ +Passed" "RP-REG-02 [.]+[*]+Failed" "/all [.]+[*]+Failed")
run(fails "^refuses/") # most rules do not apply: not green
expect("RP-ITF-01 [.]+[*]+Skipped" "/all [.]+[*]+Failed")
run(fails "^unbuilt/")
expect("is not built")
