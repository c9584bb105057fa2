# Holds a JSON report of routpact-check against what it has to say: it is JSON, in the order of the
# callbacks, and the finding is complete.
#   cmake -DCOMMAND=... -P json.cmake
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${COMMAND} RESULT_VARIABLE result OUTPUT_VARIABLE report)

function(expect expected)
  string(JSON actual GET "${report}" ${ARGN})
  if(NOT actual STREQUAL expected)
    message(FATAL_ERROR "${ARGN} is ${actual}, not ${expected}, in\n${report}")
  endif()
endfunction()

if(NOT result STREQUAL "1")
  message(FATAL_ERROR "exit code ${result}\n${report}")
endif()
expect(1 exit_code)
expect(OFF conforms)
expect(5 seed)
expect(268369927 protocol_id)
string(JSON count LENGTH "${report}" rules)
if(NOT count EQUAL 2)
  message(FATAL_ERROR "${count} rules in\n${report}")
endif()
expect(1 contract_findings)
expect(1 kept)
expect("RP-REG-01" rules 0 id) # is kept
expect("kept" rules 0 outcome)
expect("RP-START-01" rules 1 id)
expect("crashed" rules 1 outcome)
expect("contract" rules 1 severity)
expect("pfnStartProtocol" rules 1 callback)
expect("pfnStartProtocol" rules 1 calls 1 callback)
expect("" rules 1 calls 1 answer) # null
expect(0 rules 1 calls 0 answer)
expect("invariant broken <&\"> ??" rules 1 printed)
