# Runs rooms.awk on the tree ROOT. With SAYS, it has to find an error that matches this text;
# without, none.
file(GLOB_RECURSE headers ${ROOT}/include/*.hpp)
file(GLOB_RECURSE outside ${ROOT}/examples/*.cpp ${ROOT}/examples/*.hpp
  ${ROOT}/tests/package/*.cpp ${ROOT}/tests/benchmarks/compile_*.cpp)
if(NOT headers OR NOT outside)
  message(FATAL_ERROR "${ROOT} has no headers, or nothing that includes them")
endif()
execute_process(
  COMMAND awk -v ROOT=${ROOT} -f ${CMAKE_CURRENT_LIST_DIR}/rooms.awk
    ${CMAKE_CURRENT_LIST_DIR}/rooms.txt ${headers} ${outside}
  OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE failed)
if(NOT DEFINED SAYS)
  if(failed)
    message(FATAL_ERROR "${said}")
  endif()
elseif(NOT failed EQUAL 1 OR NOT said MATCHES "${SAYS}")
  message(FATAL_ERROR "expected exit code 1 and \"${SAYS}\", but got ${failed} and:\n${said}")
endif()
