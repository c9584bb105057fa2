# The example host plays SESSIONS, a list DLL|ID|DLL|ID.... In its transcripts every callback of the
# contract has to succeed, and to be refused if the contract allows that. The program CALLBACKS prints
# the callbacks.
foreach(variable IN ITEMS EMULATOR SESSIONS)
  string(REPLACE "|" ";" ${variable} "${${variable}}")
endforeach()

execute_process(COMMAND ${EMULATOR} ${CALLBACKS}
  OUTPUT_VARIABLE callbacks COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[A-Za-z]+ (refuses|succeeds)" callbacks "${callbacks}")
list(LENGTH callbacks count)
if(count EQUAL 0)
  message(FATAL_ERROR "${CALLBACKS} prints no callbacks")
endif()

set(transcripts "\n")
while(SESSIONS)
  list(POP_FRONT SESSIONS dll id)
  execute_process(COMMAND ${EMULATOR} ${HOST} ${dll} ${id}
    OUTPUT_VARIABLE transcript COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND transcripts "${transcript}")
endwhile()
# ERROR_INSUFFICIENT_BUFFER is not a refusal: it returns the size.
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
message("${count} callbacks: each succeeds, and is refused where the contract allows it")
