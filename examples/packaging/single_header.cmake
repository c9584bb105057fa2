# cmake -DOUTPUT=<folder> [-DINCLUDE=<folder>] -P single_header.cmake
#
# Joins the headers of INCLUDE, by default those of this copy of routpact, to two files in OUTPUT. Sources include
# them as they include the tree, and get the same names:
#
#   routpact/routpact.hpp  all of routpact but the testing and conformance headers
#   routpact/testing.hpp   what the testing headers add, for unit tests
#
# The headers of routpact that a header includes come before its own text, each of them once. So none of them may
# need a macro of the header that includes it; one that is included under a condition tests the condition itself.
cmake_minimum_required(VERSION 3.25)
if(NOT OUTPUT)
  message(FATAL_ERROR "single_header.cmake: there is no folder for the headers: add -DOUTPUT=<folder> before -P")
endif()
if(NOT INCLUDE)
  set(INCLUDE ${CMAKE_CURRENT_LIST_DIR}/../../include)
endif()
set(include_line "#include <(routpact/[a-z0-9_/]+[.]hpp)>\n")
set(joined) # the headers that are in a file already

# join(HEADER): appends the header to `text`, after the headers that it includes
function(join header)
  file(READ ${INCLUDE}/${header} content)
  string(FIND "${content}" "#pragma once\n" once)
  if(NOT once EQUAL -1) # the others do their work at each #include
    if(header IN_LIST joined)
      return()
    endif()
    list(APPEND joined ${header})
  endif()
  string(REGEX MATCHALL "${include_line}" lines "${content}")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "${include_line}" "\\1" included "${line}")
    join(${included})
  endforeach()
  string(REPLACE "#pragma once\n" "" content "${content}")
  string(REGEX REPLACE "${include_line}" "" content "${content}")
  string(APPEND text "\n// ======== ${header}\n\n${content}")
  set(text "${text}" PARENT_SCOPE)
  set(joined "${joined}" PARENT_SCOPE)
endfunction()

file(STRINGS ${INCLUDE}/routpact/version.hpp version REGEX " char version")
string(REGEX MATCH "[0-9.]+" version "${version}")
file(READ ${CMAKE_CURRENT_LIST_DIR}/../../LICENSE license)
string(REGEX REPLACE "\n+$" "" license "${license}")
string(REGEX REPLACE "\n" "\n// " license "// ${license}")
string(REGEX REPLACE " +\n" "\n" license "${license}")
set(needs "")
foreach(header IN ITEMS routpact/routpact.hpp routpact/testing.hpp)
  set(text "#pragma once\n// routpact ${version}: ${header} in one file, made by single_header.cmake.\n//\n${license}\n${needs}")
  join(${header})
  file(WRITE ${OUTPUT}/${header} "${text}")
  set(needs "\n#include <${header}>\n")
endforeach()
