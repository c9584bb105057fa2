# What projects of Visual Studio set, and what its templates leave unset: NOMINMAX is not defined.
set(compile_one ${CMAKE_CXX_COMPILER} ${flags} /nologo /Zs ${include})
set(source ${CMAKE_CURRENT_SOURCE_DIR}/one.cpp)
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang) # clang-cl
  list(INSERT compile_one 1 --target=${CMAKE_CXX_COMPILER_TARGET})
  list(PREPEND source --) # the path may begin like an option
endif()
function(add_surroundings name)
  if(NOT ARGN MATCHES "/std:")
    list(PREPEND ARGN /std:c++20)
  endif()
  add_test(NAME hygiene/${name} COMMAND ${compile_one} ${warnings} ${ARGN} ${source})
  set_tests_properties(hygiene/${name} PROPERTIES TIMEOUT 300)
endfunction()

set(unicode /DUNICODE /D_UNICODE)
add_surroundings(default)
add_surroundings(permissive_off /permissive- ${unicode})
add_surroundings(latest /std:c++latest)
add_surroundings(no_rtti /GR-)
add_surroundings(no_exceptions /EHs-c- /D_HAS_EXCEPTIONS=0)
add_surroundings(lean /DWIN32_LEAN_AND_MEAN /DNOMINMAX ${unicode})
add_surroundings(windows_first /FIevery_standard_header.hpp /D_WINSOCKAPI_ /FIwindows.h)
add_surroundings(windows_first_lean
  /FIevery_standard_header.hpp /DWIN32_LEAN_AND_MEAN /FIwindows.h ${unicode})
add_surroundings(mpr60 /DMPR60=1)

# No /EHsc: the compiler has to say so once, and the linker has to refuse such a unit beside others.
list(REMOVE_ITEM compile_one /EHsc /Zs)
list(REMOVE_ITEM source ${CMAKE_CURRENT_SOURCE_DIR}/one.cpp)
list(APPEND source ${generated}/two_headers.cpp)
file(CONFIGURE OUTPUT ${generated}/two_headers.cpp
  CONTENT "#include <routpact/abi.hpp>\n#include <routpact/callbacks.hpp>\n")
add_test(NAME hygiene/exceptions COMMAND ${CMAKE_COMMAND}
  "-DCOMPILE=${compile_one};/std:c++20" "-DSOURCE=${source}" -DLINKER=${CMAKE_LINKER}
  -DWORK=${CMAKE_CURRENT_BINARY_DIR}/exceptions -P ${CMAKE_CURRENT_SOURCE_DIR}/exceptions.cmake)
set_tests_properties(hygiene/exceptions PROPERTIES TIMEOUT 300)
