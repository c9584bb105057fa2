# cmake "-DCOMMAND=ROUTPACT_CHECK" -DDLL=FILE -DID=ID -DNAME=NAME -P check.cmake
# The DLL has to conform, with no finding of severity contract. Prints the counts as a figure.
execute_process(COMMAND ${COMMAND} ${DLL} --protocol-id ${ID}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0 OR NOT output MATCHES "\n(0 findings of severity contract, [^\n\r]*kept)")
  message(FATAL_ERROR "routpact-check returned ${result}:\n${output}")
endif()
message(NOTICE "figure: routpact-check of ${NAME}: ${CMAKE_MATCH_1}")
