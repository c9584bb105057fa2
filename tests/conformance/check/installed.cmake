# Installs the build BUILD, moves the installation, and checks DLL in a project that uses it.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/away)
file(RENAME ${WORK}/away ${WORK}/prefix)
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/build -G ${GENERATOR} -DDLL=${DLL}
    -DCMAKE_PREFIX_PATH=${WORK}/prefix)
execute_process(
  COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/build --no-tests=error --verbose
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0 OR NOT output MATCHES "prefix/bin/routpact-check.*The DLL conforms")
  message(FATAL_ERROR "the consumer's test ended with ${result}:\n${output}")
endif()
if(NOT EXISTS ${WORK}/prefix/share/routpact/report.schema.json)
  message(FATAL_ERROR "the schema of the JSON report is not installed")
endif()
