# Installs the project PARENT, which has routpact as a subdirectory, and uses its package in DEPENDENT.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} -S ${PARENT} -B ${WORK}/parent -G ${GENERATOR} ${OPTIONS} -DSOURCE=${SOURCE})
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} --install ${WORK}/parent --prefix ${WORK}/prefix)
foreach(file IN ITEMS LICENSE README.md)
  if(NOT EXISTS ${WORK}/prefix/share/doc/routpact/${file})
    message(FATAL_ERROR "${file} is not in the folder of routpact, share/doc/routpact")
  endif()
endforeach()
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${DEPENDENT} ${WORK}/dependent
    --build-generator ${GENERATOR} --build-options ${OPTIONS} -DCMAKE_PREFIX_PATH=${WORK}/prefix
    --test-command ${WORK}/dependent/consumer)

# Without ROUTPACT_INSTALL, a library can be exported whose sources alone use routpact.
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} -S ${PARENT} -B ${WORK}/private -G ${GENERATOR} ${OPTIONS} -DSOURCE=${SOURCE}
    -DPRIVATE_ONLY=ON)
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${CMAKE_COMMAND} --build ${WORK}/private)
