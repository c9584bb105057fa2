# A package whose tool lies in another package, which is not installed: the library is found, the tool is not.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
file(COPY ${PREFIX}/ DESTINATION ${WORK}/prefix)

# find(RESULT TEXT OPTION ...): requires that find_package succeeds or fails, and prints the text
function(find expected text)
  execute_process(
    COMMAND ${CMAKE_COMMAND} --fresh -S ${CONSUMER} -B ${WORK}/build -G ${GENERATOR}
      -DHOW=find_package -DNO_COMPILER=ON -DCMAKE_PREFIX_PATH=${WORK}/prefix ${ARGN}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " words "${output}")
  if(NOT result EQUAL expected OR NOT words MATCHES "${text}")
    message(FATAL_ERROR "find_package with ${ARGN}: ${result}\n${output}")
  endif()
endfunction()

find(0 "" -DCOMPONENTS=check)
file(REMOVE_RECURSE ${WORK}/prefix/bin) # as in a package that has lost the tool
find(0 "")
find(1 "routpact-check is not installed: there is no " -DCOMPONENTS=check)
file(GLOB files ${WORK}/prefix/share/cmake/routpact/routpactCheck*)
file(REMOVE ${files}) # as in the package of a distribution
find(0 "")
find(1 "this routpact is installed without routpact-check" -DCOMPONENTS=check)
