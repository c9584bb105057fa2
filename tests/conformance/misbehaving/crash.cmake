# cmake -DPROGRAM=... -P crash.cmake: the program must crash while it tries a rule
execute_process(COMMAND ${EMULATOR} ${PROGRAM} "[crash]"
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT output MATCHES "trying" OR output MATCHES "alive" OR result STREQUAL "0")
  message(FATAL_ERROR "not a crash: ${result}\n${output}")
endif()
message(STATUS "ended with ${result}, as expected")
