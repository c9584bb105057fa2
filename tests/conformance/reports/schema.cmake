# Validates the JSON report and the JSON list of rules of routpact-check against its schema.
#   cmake -DTOOL=... -DARGUMENTS=... -DPYTHON=... -DSCHEMA=... -DWORK=DIR -P schema.cmake
cmake_minimum_required(VERSION 3.25)
file(MAKE_DIRECTORY ${WORK})
file(WRITE ${WORK}/baseline "RP-NONE-01 broken *\n")

# validate(NAME EXIT_CODE ARGUMENT...)
function(validate name exit)
  execute_process(COMMAND ${TOOL} ${ARGN} --format json
    RESULT_VARIABLE result OUTPUT_FILE ${WORK}/${name}.json ERROR_VARIABLE error)
  if(NOT result STREQUAL exit)
    message(FATAL_ERROR "${name} ended with ${result}: ${error}")
  endif()
  execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND ${PYTHON} ${CMAKE_CURRENT_LIST_DIR}/validate.py ${SCHEMA} ${WORK}/${name}.json)
endfunction()

validate(report 1 ${ARGUMENTS} --baseline ${WORK}/baseline)
validate(rules 0 --list-rules)
