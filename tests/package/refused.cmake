# Checks that find_package(routpact) refuses with the options, and prints the texts of TEXT, between |.
cmake_minimum_required(VERSION 3.25)
execute_process(
  COMMAND ${CMAKE_COMMAND} --fresh -S ${CONSUMER} -B ${WORK} -G ${GENERATOR} ${OPTIONS}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0)
  message(FATAL_ERROR "find_package accepts ${OPTIONS}:\n${output}")
endif()
string(REGEX REPLACE "[ \n]+" " " words "${output}")
string(REPLACE "|" ";" texts "${TEXT}")
foreach(expected IN LISTS texts)
  string(FIND "${words}" "${expected}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "find_package fails, but its message lacks\n  ${expected}\n${output}")
  endif()
endforeach()
