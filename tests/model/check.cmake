# Makes a checker of MODEL with spin, in DIR, and runs it; its report has to say FINDS.
file(REMOVE_RECURSE ${DIR})
file(MAKE_DIRECTORY ${DIR})
execute_process(COMMAND ${SPIN} -a ${OPTIONS} ${MODEL}
  WORKING_DIRECTORY ${DIR} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND cc -O2 -w -DSAFETY -o pan pan.c
  WORKING_DIRECTORY ${DIR} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${DIR}/pan -m100000
  WORKING_DIRECTORY ${DIR} OUTPUT_VARIABLE report COMMAND_ERROR_IS_FATAL ANY)
message("${report}")
if(report MATCHES "max search depth too small")
  message(FATAL_ERROR "the search was not complete")
endif()
string(FIND "${report}" "${FINDS}" found)
if(found EQUAL -1)
  message(FATAL_ERROR "the report does not say: ${FINDS}")
endif()
