# A report replaces an old one when it is complete. Where no report is made, the old one stays.
#   cmake -DCOMMAND=... -DWORK=DIR -P output.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
set(report ${WORK}/report)

# run(EXIT_CODE MATCH ARGUMENT...): afterwards the report must match, and be the only file
function(run exit match)
  execute_process(COMMAND ${COMMAND} ${ARGN} --output ${report}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT result STREQUAL exit OR NOT output STREQUAL "" OR (exit EQUAL 2 AND error STREQUAL ""))
    message(FATAL_ERROR "${ARGN}: exit code ${result}, output:\n${output}\nerror:\n${error}")
  endif()
  file(READ ${report} content)
  file(GLOB files ${WORK}/*)
  if(NOT content MATCHES "${match}" OR NOT files STREQUAL report)
    message(FATAL_ERROR "${ARGN}: the files are ${files}, and the report is\n${content}")
  endif()
endfunction()

set(some --only RP-START-01)
run(1 "^routpact-check .*RP-START-01" ${some})
run(1 "\"tool\": \"routpact-check\".*}\n$" ${some} --format json)
file(WRITE ${report} "old")
run(2 "^old$" ${some} --protocol-id 0x0fff0022) # the DLL refuses this protocol
run(2 "^old$" --only RP-NONE-01)
run(2 "^old$" ${some} --baseline ${WORK}/none)
run(2 "^routpact-check .*No result" --only RP-MCAST-05)
