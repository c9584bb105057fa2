# cmake -DLIST=... "-DCHECK=routpact-check" -DDLL=... -P unloaded.cmake: a crash of code that runs on
# after the stop is a finding of RP-UNLOAD-01 alone
execute_process(COMMAND ${EMULATOR} ${LIST} OUTPUT_VARIABLE list COMMAND_ERROR_IS_FATAL ANY)
if(NOT list MATCHES "RP-UNLOAD-01 (0x[0-9a-f]+)")
  message(FATAL_ERROR "no protocol breaks RP-UNLOAD-01:\n${list}")
endif()
execute_process(
  COMMAND ${EMULATOR} ${CHECK} ${DLL} --protocol-id ${CMAKE_MATCH_1} --strict
    --global-info hex:0000000000000000000000000000000000000000
    --interface-info hex:00000000000000000000000000000000
    --only RP-UNLOAD-01 --only "RP-ITF-0?" --only RP-START-01
  OUTPUT_VARIABLE report RESULT_VARIABLE result)
if(NOT result EQUAL 1 OR NOT report MATCHES "RP-UNLOAD-01  crashed"
    OR report MATCHES "RP-(START|ITF)-[0-9]+  crashed")
  message(FATAL_ERROR "not a crash of RP-UNLOAD-01 alone: ${result}\n${report}")
endif()
