# Builds versions.cpp with two units and runs it. With headers of two versions the units must not share
# state. With the same headers they must share it, which shows that the test detects sharing.
set(next ${TO}/next_version)
file(REMOVE_RECURSE ${next})
file(COPY ${INCLUDE}/routpact DESTINATION ${next})
file(READ ${next}/routpact/version.hpp text)
string(REPLACE "#define ROUTPACT_ABI v0" "#define ROUTPACT_ABI v1" changed "${text}")
if(changed STREQUAL text)
  message(FATAL_ERROR "version.hpp has no line \"#define ROUTPACT_ABI v0\"; adapt this test")
endif()
file(WRITE ${next}/routpact/version.hpp "${changed}")

function(run include expected)
  execute_process(COMMAND ${COMMAND} -I ${INCLUDE} -DUNIT=first_unit -c ${FROM}/version_unit.cpp
    -o ${TO}/first.o COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${COMMAND} -I ${include} -DUNIT=second_unit -c ${FROM}/version_unit.cpp
    -o ${TO}/second.o COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${COMMAND} -I ${INCLUDE} ${FROM}/versions.cpp ${TO}/first.o
    ${TO}/second.o -o ${TO}/versions COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${TO}/versions RESULT_VARIABLE result TIMEOUT 20)
  if(NOT result EQUAL expected)
    message(FATAL_ERROR "headers in ${include}: expected exit code ${expected}, got ${result}")
  endif()
endfunction()
run(${next} 0)
run(${INCLUDE} 3)
