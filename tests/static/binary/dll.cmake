# Checks a protocol DLL: it exports only RegisterProtocol, by its plain name. On 32-bit x86, each
# callback of routpact removes its arguments from the stack.
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
# The compiler requires stdcall of a callback, and no other function of an adapter has it. Without the
# .cold parts for exceptions, which jump back or do not return.
string(REGEX MATCHALL "[0-9a-f]+ <[^>\n]*adapter[^>\n]*E4callE[^>.\n]*@[0-9]+>:\n([^\n]+\n)+" callbacks
  "${code}")
list(LENGTH callbacks count)
if(count EQUAL 0)
  message(FATAL_ERROR "${DLL} has no callback of routpact")
endif()
# The size in bytes of the arguments of each callback, from the reference pages and Microsoft's header
# for MPR60.
set(bytes_of
  StartProtocol 0x18 StartComplete 0 StopProtocol 0 GetGlobalInfo 0x14 SetGlobalInfo 0x10
  AddInterface 0x28 DeleteInterface 0x4 InterfaceStatus 0x10 GetInterfaceInfo 0x18
  SetInterfaceInfo 0x14 GetEventMessage 0x8 UpdateRoutes 0x4 ConnectClient 0x8 DisconnectClient 0x8
  GetNeighbors 0x10 GetMfeStatus 0x10 MibCreateEntry 0x8 MibDeleteEntry 0x8 MibGetEntry 0x10
  MibSetEntry 0x8 MibGetFirstEntry 0x10 MibGetNextEntry 0x10 MibSetTrapInfo 0x14
  MibGetTrapInfo 0x10
  ProtocolAction 0xc GetStatistics 0x18 GetRoutingDomainGlobalInfo 0x18
  SetRoutingDomainGlobalInfo 0x14
  RpfCallback 0x28 CreationAlertCallback 0x20 PruneAlertCallback 0x20 JoinAlertCallback 0x14
  WrongIfCallback 0x18 LocalJoinCallback 0x18 LocalLeaveCallback 0x18 DisableIgmpCallback 0x8
  EnableIgmpCallback 0x8)
foreach(callback IN LISTS callbacks)
  if(NOT callback MATCHES "([0-9]+)pfn([A-Za-z]+)")
    message(FATAL_ERROR "not a callback:\n${callback}")
  endif()
  math(EXPR length "${CMAKE_MATCH_1} - 3") # the mangled name says how long the field's is
  string(SUBSTRING "${CMAKE_MATCH_2}" 0 ${length} name)
  list(FIND bytes_of "${name}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "a callback that this test does not know:\n${callback}")
  endif()
  math(EXPR position "${position} + 1")
  list(GET bytes_of ${position} bytes)
  string(REGEX MATCHALL "\tret[^\n]*" returns "${callback}")
  if(NOT returns)
    message(FATAL_ERROR "a callback that does not return:\n${callback}")
  endif()
  foreach(return IN LISTS returns)
    if(NOT return MATCHES "ret +\\$${bytes}$" AND NOT (bytes STREQUAL "0" AND return MATCHES "ret *$"))
      message(FATAL_ERROR "a callback that leaves its arguments on the stack:\n${callback}")
    endif()
  endforeach()
endforeach()
message("${count} callbacks take their arguments off the stack")
