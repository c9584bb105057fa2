# ctest runs this: adds the tests of routpact_discover_contract_tests, which sets the variables.

if(NOT EXISTS ${dll} OR NOT EXISTS ${tool})
  add_test(${TEST_PREFIX}not_built "${dll} or ${tool} is not built") # fails, and shows this as its command
  return()
endif()

# Runs routpact-check, and sets `output` to what it prints.
function(run_tool)
  execute_process(COMMAND ${command} ${ARGN}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "routpact-check cannot be asked for the tests of ${dll}: ${result}\n${error}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

set(selection "")
foreach(pattern IN LISTS ONLY)
  list(APPEND selection --only ${pattern})
endforeach()
foreach(pattern IN LISTS SKIP)
  list(APPEND selection --skip ${pattern})
endforeach()
run_tool(--list-rules ${selection})
string(REGEX MATCHALL "(^|\n)  [A-Z][A-Z0-9-]+ " rules "${output}")
string(REGEX REPLACE "[\n ]" "" rules "${rules}")

set(options ${EXTRA_ARGS})
if(TIMEOUT)
  list(APPEND options --timeout ${TIMEOUT})
endif()
set(ids ${PROTOCOL_ID})
if(NOT ids) # the search takes seconds, so its result is kept
  if(NOT EXISTS ${cache} OR NOT ${cache} IS_NEWER_THAN ${dll} OR NOT ${cache} IS_NEWER_THAN ${tool})
    run_tool(${dll} --list-protocols ${options})
    file(WRITE ${cache} "${output}")
  endif()
  file(STRINGS ${cache} ids)
endif()

# The exit code 2 of a rule that does not apply is no failure; that of a check that is impossible is.
set(not_applicable
  "No result: (none of these rules applies|StartProtocol returns|AddInterface returns)")
foreach(id IN LISTS ids)
  foreach(rule IN LISTS rules)
    set(test ${TEST_PREFIX}${id}/${rule})
    add_test(${test} ${command} ${dll} --protocol-id ${id} --only ${rule} ${options})
    set_tests_properties(${test} PROPERTIES
      SKIP_REGULAR_EXPRESSION "${not_applicable}" LABELS contract ${PROPERTIES})
  endforeach()
  add_test(${TEST_PREFIX}${id}/all ${command} ${dll} --protocol-id ${id} ${selection} ${options})
  set_tests_properties(${TEST_PREFIX}${id}/all PROPERTIES LABELS contract ${PROPERTIES})
endforeach()
