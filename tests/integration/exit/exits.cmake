# Runs a program TIMES times. Each run has to exit by itself with exit code 0, and to print EXPECTED as
# its last line:
#   cmake -DEMULATOR=WINE|... -DPROGRAM=FILE|ARGUMENT|... -DTIMES=20 -DEXPECTED=LINE -P exits.cmake
cmake_minimum_required(VERSION 3.25)
string(REPLACE "|" ";" command "${EMULATOR}|${PROGRAM}")
list(REMOVE_ITEM command "")
foreach(time RANGE 1 ${TIMES})
  execute_process(COMMAND ${command} ${time} TIMEOUT 20
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  string(REPLACE "\r" "" output "${output}")
  if(NOT result EQUAL 0 OR NOT output MATCHES "(^|\n)${EXPECTED}\n$")
    message(FATAL_ERROR "run ${time}: result \"${result}\", expected exit code 0 and the last line "
      "\"${EXPECTED}\"\n${output}${errors}")
  endif()
endforeach()
message("${TIMES} runs: ${EXPECTED}")
