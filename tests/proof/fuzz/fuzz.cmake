# Runs FUZZER for up to SECONDS, in DIR. With FINDS the fuzzer starts without a corpus and has to find
# a bug; otherwise it starts from CORPUS and must find none.
file(REMOVE_RECURSE ${DIR})
file(MAKE_DIRECTORY ${DIR}/found)
if(FINDS)
  set(beginning -seed=1)
else()
  set(beginning ${CORPUS})
endif()
string(TIMESTAMP begin %s)
execute_process(
  COMMAND ${FUZZER} -max_len=160 -len_control=0 -timeout=30 -max_total_time=${SECONDS}
    -print_final_stats=1 -artifact_prefix=${DIR}/ found ${beginning}
  WORKING_DIRECTORY ${DIR} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
string(TIMESTAMP end %s)
math(EXPR seconds "${end} - ${begin}")

# The fuzzer's message about the sequence that it stopped at.
set(finding)
if(said MATCHES "(contract violated: [^\n]*|(ERROR: AddressSanitizer|ERROR: libFuzzer: timeout|ERROR: LeakSanitizer|runtime error:|panic)[^\n]*)")
  set(finding "${CMAKE_MATCH_1}")
endif()
set(executions "no")
if(said MATCHES "stat::number_of_executed_units: *([0-9]+)")
  set(executions ${CMAKE_MATCH_1})
elseif(said MATCHES ".*\n#([0-9]+)[ \t]")
  set(executions ${CMAKE_MATCH_1})
endif()

if(FINDS AND result AND finding)
  message("figure: ${NAME} within ${seconds} s, about ${executions} sequences: ${finding}")
elseif(FINDS)
  message(FATAL_ERROR "${said}\nthe bug was not found in ${executions} sequences")
elseif(result)
  message(FATAL_ERROR "${said}\nto see the calls: replay --trace ${DIR}/crash-...")
else()
  message("figure: ${NAME} fuzzed ${seconds} s, ${executions} sequences, no violation")
endif()
