# The same seed gives the same report for any number of jobs. Another seed gives another report.
#   cmake -DCOMMAND=... -P repeat.cmake
cmake_minimum_required(VERSION 3.25)

function(get_report report)
  execute_process(COMMAND ${COMMAND} ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output)
  if(NOT result STREQUAL "1")
    message(FATAL_ERROR "exit code ${result}\n${output}")
  endif()
  set(${report} "${output}" PARENT_SCOPE)
endfunction()

get_report(one_by_one --seed 5 --jobs 1)
get_report(together --seed 5 --jobs 8)
get_report(another --seed 6 --jobs 8)
if(NOT one_by_one STREQUAL together)
  message(FATAL_ERROR "two reports:\n${one_by_one}\nand\n${together}")
endif()
string(REPLACE "seed 6" "seed 5" another "${another}")
if(another STREQUAL together)
  message(FATAL_ERROR "the seed changes nothing:\n${another}")
endif()
