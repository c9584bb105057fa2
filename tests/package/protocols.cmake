# Builds the protocol DLLs of SOURCE with the package in PREFIX. Each exports RegisterProtocol and nothing else,
# also if a static library defines it; a DLL without RegisterProtocol does not link.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} --fresh -S ${SOURCE} -B ${WORK} -G ${GENERATOR} ${OPTIONS}
    -DCMAKE_PREFIX_PATH=${PREFIX})
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${CMAKE_COMMAND} --build ${WORK})
include(${WORK}/files.cmake)
foreach(dll IN LISTS dlls)
  execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${load} ${dll})
  execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND ${readelf} --dyn-syms --wide ${dll} OUTPUT_VARIABLE symbols)
  string(REGEX MATCHALL "(GLOBAL|WEAK|UNIQUE) +DEFAULT +[0-9]+ [^\n]+" exported "${symbols}")
  if(NOT exported MATCHES "^[A-Z]+ +DEFAULT +[0-9]+ RegisterProtocol$")
    message(FATAL_ERROR "${dll} exports not RegisterProtocol alone, but ${exported}")
  endif()
endforeach()
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK} --target forgotten
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0 OR NOT output MATCHES "RegisterProtocol[^\n]* not defined")
  message(FATAL_ERROR "a DLL without RegisterProtocol ends with ${result}:\n${output}")
endif()
