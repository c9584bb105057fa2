# Checks that expect_error.cmake refuses a source, with the text of its line `// must-say: TEXT`.
cmake_minimum_required(VERSION 3.25)
file(READ "${SOURCE}" source)
if(NOT source MATCHES "// must-say: ([^\n]+)\n")
  message(FATAL_ERROR "${SOURCE}: no must-say line")
endif()
set(expected "${CMAKE_MATCH_1}")
execute_process(
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${SOURCE} -DCOMPILER=${COMPILER} "-DCOMMAND=${COMMAND}"
    -P ${CMAKE_CURRENT_LIST_DIR}/../expect_error.cmake
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0)
  message(FATAL_ERROR "${SOURCE} was accepted")
endif()
string(FIND "${output}" "${expected}" position)
if(position EQUAL -1)
  message(FATAL_ERROR "${SOURCE} was refused without the words\n  ${expected}\n${output}")
endif()
