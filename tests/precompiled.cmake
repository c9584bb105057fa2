# What most sources include is parsed once, for the programs and DLLs that reuse it. By default CMake
# marks it as a system header, which would silence the warnings of our own headers.
set(CMAKE_PCH_PROLOGUE "")
set(standard_headers <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdio> <cstdlib> <cstring>
  <functional> <map> <memory> <mutex> <optional> <set> <span> <stdexcept> <string> <thread> <vector>)
set(own_headers <routpact/routpact.hpp> <routpact/testing.hpp>)
# clang forgets there which lines the preprocessor skips, so a build that measures coverage leaves our
# headers out.
if(CMAKE_CXX_FLAGS MATCHES "-fcoverage-mapping")
  set(own_headers)
endif()

# g++ forgets there which warnings a header turns off for itself, and which headers are the system's:
# then it is wrong about functions of these that it inlines (GCC bugs 105523, 105651). For Linux, all other
# targets keep these warnings, and held-types is for the first of them.
set(without_wrong_warnings)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(without_wrong_warnings
    -Wno-attributes -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
set(precompiled_warnings ${warnings} ${without_wrong_warnings})

# add_precompiled(NAME HEADER ...): the target whose precompiled headers others reuse
file(CONFIGURE OUTPUT precompiled.cpp CONTENT "")
function(add_precompiled name)
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  target_compile_options(${name} PRIVATE ${precompiled_warnings})
  target_link_libraries(${name} PRIVATE routpact::routpact Threads::Threads)
  target_precompile_headers(${name} PRIVATE ${standard_headers} ${ARGN})
endfunction()
add_precompiled(precompiled <catch2/catch_test_macros.hpp> ${own_headers}) # for tests with Catch2
target_link_libraries(precompiled PRIVATE Catch2::Catch2)
add_precompiled(precompiled-program ${own_headers})
add_precompiled(precompiled-module ${own_headers})
set_target_properties(precompiled-module PROPERTIES POSITION_INDEPENDENT_CODE ON)

# share_precompiled(DIRECTORY): the users of routpact in DIRECTORY and below reuse them, except those with
# options of their own. Not with g++ for Linux, where a source that misses an #include shows, and not for
# Microsoft's ABI, where some have another runtime library.
function(share_precompiled directory)
  if(MSVC OR (CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT CMAKE_CROSSCOMPILING))
    return()
  endif()
  get_property(targets DIRECTORY ${directory} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    get_target_property(own ${target} PRECOMPILE_HEADERS)
    get_target_property(reused ${target} PRECOMPILE_HEADERS_REUSE_FROM)
    get_target_property(options ${target} COMPILE_OPTIONS)
    get_target_property(independent ${target} POSITION_INDEPENDENT_CODE)
    if(NOT libraries MATCHES "routpact" OR own OR reused OR options MATCHES "(^|;)-[Of]")
      continue()
    endif()
    set(from precompiled-program)
    if(NOT WIN32 AND (type STREQUAL MODULE_LIBRARY OR independent))
      set(from precompiled-module)
    endif()
    target_precompile_headers(${target} REUSE_FROM ${from})
    target_compile_options(${target} PRIVATE ${without_wrong_warnings})
  endforeach()
  get_property(directories DIRECTORY ${directory} PROPERTY SUBDIRECTORIES)
  list(FILTER directories INCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/(conformance|integration|proof)")
  foreach(below IN LISTS directories)
    share_precompiled(${below})
  endforeach()
endfunction()
