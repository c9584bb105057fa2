# The example host plays SESSIONS, a list DLL|ID|DLL|ID...: in its transcripts every callback of the
# contract is called with success, and refused, if it can be. CALLBACKS prints which those are.
foreach(variable IN ITEMS EMULATOR SESSIONS)
  string(REPLACE "|" ";" ${variable} "${${variable}}")
endforeach()

execute_process(COMMAND ${EMULATOR} ${CALLBACKS}
  OUTPUT_VARIABLE callbacks COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[A-Za-z]+ (refuses|succeeds)" callbacks "${callbacks}")
list(LENGTH callbacks count)
if(count EQUAL 0)
  message(FATAL_ERROR "no callbacks")
endif()

set(transcripts "\n")
while(SESSIONS)
  list(POP_FRONT SESSIONS dll id)
  execute_process(COMMAND ${EMULATOR} ${HOST} ${dll} ${id}
    OUTPUT_VARIABLE transcript COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND transcripts "${transcript}")
endwhile()
# that a buffer is too small is an answer, no refusal
string(REGEX REPLACE "\n[^\n]*ERROR_INSUFFICIENT_BUFFER[^\n]*" "" transcripts "${transcripts}")

set(missing "")
foreach(each IN LISTS callbacks)
  string(REPLACE " " ";" each "${each}")
  list(POP_FRONT each name)
  set(call "\n  ${name}(\\([^\n]*\\))? +")
  if(NOT transcripts MATCHES "${call}(NO_ERROR|returned)")
    list(APPEND missing "${name} never succeeds")
  endif()
  if(each STREQUAL "refuses" AND NOT transcripts MATCHES "${call}ERROR_")
    list(APPEND missing "${name} is never refused")
  endif()
endforeach()
if(missing)
  list(JOIN missing "\n" missing)
  message(FATAL_ERROR "${missing}")
endif()
message("${count} callbacks, each called with success, and refused where it can be")
