# Looks into a protocol DLL: it exports RegisterProtocol by its plain name and nothing else; on
# 32-bit x86 each callback that routpact made takes its arguments off the stack, 8 bytes for the
# client callbacks and 24 for GetInterfaceInfo.
#   cmake -DOBJDUMP=objdump -DDLL=sessions.dll -DARCHITECTURE=i686|x86_64 -P dll.cmake
cmake_minimum_required(VERSION 3.25)

function(dump out option)
  execute_process(COMMAND ${OBJDUMP} ${option} ${DLL}
    OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

dump(headers -p)
if(NOT headers MATCHES "\\[Ordinal/Name Pointer\\] Table([^\n]*)\n((\t\\[[^\n]*\n)+)")
  message(FATAL_ERROR "${DLL} exports nothing")
endif()
string(REGEX MATCHALL "\\] [^\n]+" names "${CMAKE_MATCH_2}")
list(TRANSFORM names REPLACE "^.*\\] *" "")
message("exports: ${names}")
if(NOT names STREQUAL "RegisterProtocol")
  message(FATAL_ERROR "${DLL} exports ${names}, not RegisterProtocol alone")
endif()

if(NOT ARCHITECTURE STREQUAL "i686")
  return()
endif()
dump(code -d)
# Without the .cold parts that exceptions run through: they jump back or do not return.
string(REGEX MATCHALL "[0-9a-f]+ <[^>\n]*adapter[^>\n]*4call[^>.\n]*>:\n([^\n]+\n)+" callbacks
  "${code}")
list(LENGTH callbacks count)
if(count EQUAL 0)
  message(FATAL_ERROR "${DLL} has no callback made by routpact")
endif()
foreach(callback IN LISTS callbacks)
  if(callback MATCHES "pfn(Connect|Disconnect)Client")
    set(bytes 0x8)
  elseif(callback MATCHES "pfnGetInterfaceInfo")
    set(bytes 0x18)
  else()
    message(FATAL_ERROR "a callback that this test does not know:\n${callback}")
  endif()
  string(REGEX MATCHALL "\tret[^\n]*" returns "${callback}")
  if(NOT returns)
    message(FATAL_ERROR "a callback that does not return:\n${callback}")
  endif()
  foreach(return IN LISTS returns)
    if(NOT return MATCHES "ret +\\$${bytes}$")
      message(FATAL_ERROR "a callback that leaves its arguments on the stack:\n${callback}")
    endif()
  endforeach()
endforeach()
message("${count} callbacks take their arguments off the stack")
