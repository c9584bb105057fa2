# Checks that find_package(routpact ${VERSION}) refuses the installed version, and says so.
cmake_minimum_required(VERSION 3.25)
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK} -G ${GENERATOR} ${OPTIONS}
    -DHOW=find_package -DVERSION=${VERSION} -DCMAKE_PREFIX_PATH=${PREFIX}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0)
  message(FATAL_ERROR "find_package accepts version ${VERSION}:\n${output}")
endif()
string(REGEX REPLACE "[ \n]+" " " words "${output}")
foreach(expected IN ITEMS "requested version \"${VERSION}\"" "version: ${INSTALLED}")
  string(FIND "${words}" "${expected}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "find_package fails without the words\n  ${expected}\n${output}")
  endif()
endforeach()
