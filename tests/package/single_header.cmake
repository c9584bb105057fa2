# Makes the single headers of INCLUDE in WORK. With each compiler of COMPILERS, whose options are OPTIONS, a
# protocol DLL has the same symbols as one with the tree of headers, and a program loads it; a unit test runs.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} -DINCLUDE=${INCLUDE} -DOUTPUT=${WORK}/single -P ${SCRIPT})
function(run)
  execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND_ECHO STDOUT COMMAND ${ARGN})
endfunction()

foreach(compiler IN LISTS COMPILERS)
  set(compile ${compiler} ${OPTIONS} -pthread)
  foreach(headers IN ITEMS ${INCLUDE} ${WORK}/single)
    run(${compile} -fPIC -I${headers} -c ${DLL} -o ${WORK}/dll.o)
    execute_process(COMMAND_ERROR_IS_FATAL ANY
      COMMAND ${NM} --format=posix ${WORK}/dll.o OUTPUT_VARIABLE symbols)
    string(REGEX REPLACE "([^ ]+ [A-Za-z])[^\n]*" "\\1" symbols "${symbols}") # without addresses
    if(headers STREQUAL "${INCLUDE}")
      set(expected "${symbols}")
    endif()
  endforeach()
  if(NOT expected MATCHES "N8routpact2v0" OR NOT symbols STREQUAL expected)
    message(FATAL_ERROR "the DLL with the single header has other symbols:\n${symbols}\nexpected:\n${expected}")
  endif()
  run(${compile} -shared ${WORK}/dll.o -o ${WORK}/dll.so)
  run(${compile} -I${INCLUDE} ${LOAD} -o ${WORK}/load -ldl)
  run(${WORK}/load ${WORK}/dll.so)
  run(${compile} -I${WORK}/single ${UNIT_TEST} -o ${WORK}/unit_test)
  run(${WORK}/unit_test)
endforeach()
