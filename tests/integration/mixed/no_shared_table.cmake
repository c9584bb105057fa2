# Checks that the unit without exceptions cannot link to a table that the unit with exceptions defines.
# With a shared table, each unit would use its own hazard records and miss the other unit's hazards.
#   cmake "-DCOMMAND=g++;OPTION;..." -DFROM=SOURCES -DTO=DIR -P no_shared_table.cmake
cmake_minimum_required(VERSION 3.25)

function(compile unit)
  execute_process(
    COMMAND ${COMMAND} -O0 -DSHARE_A_TABLE ${ARGN} -c ${FROM}/${unit}.cpp -o ${TO}/${unit}.o
    COMMAND_ERROR_IS_FATAL ANY)
endfunction()

compile(with)
compile(without -fno-exceptions)
set(ENV{LC_ALL} C)
execute_process(COMMAND ${COMMAND} ${TO}/with.o ${TO}/without.o -o ${TO}/shares
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0 OR NOT output MATCHES "undefined [^\n]*shared_lines")
  message(FATAL_ERROR "the units share a table:\n${output}")
endif()
