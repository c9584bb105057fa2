# Runs the smallest benchmarks once and briefly, to test that they work. The table has to contain
# routpact and the other contenders, and the check a result for each goal.
execute_process(COMMAND ${PROGRAM} --benchmark_filter=/interfaces:10/|^adding|^removing/threads:16/calls:other|^waiting/threads:1
    --benchmark_out=${JSON} --benchmark_out_format=json
  RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "${PROGRAM}: ${failed}\n${said}")
endif()
foreach(script IN ITEMS table check)
  execute_process(COMMAND ${PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/${script}.py ${JSON}
    RESULT_VARIABLE failed OUTPUT_VARIABLE ${script} ERROR_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "${script}.py: ${failed}\n${said}")
  endif()
endforeach()
foreach(contender IN ITEMS array routpact shared_mutex sessions twin)
  if(NOT table MATCHES "${contender}")
    message(FATAL_ERROR "no figures for ${contender}:\n${table}")
  endif()
endforeach()
if(check MATCHES "SKIP" OR NOT check MATCHES "PASS")
  message(FATAL_ERROR "a goal was not measured:\n${check}")
endif()
