# cmake -DPROGRAM=... -P crash.cmake: the program says that it unloads a DLL, and comes to its end
# there
execute_process(COMMAND ${EMULATOR} ${PROGRAM} "[crash]"
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT output MATCHES "unloading" OR output MATCHES "alive" OR result STREQUAL "0")
  message(FATAL_ERROR "not a crash while unloading: ${result}\n${output}")
endif()
message(STATUS "ended with ${result}, as expected")
