# Checks that a compiler refuses a source, and for the reason that the source states:
#   cmake -DSOURCE=FILE -DCOMPILER=gcc|clang "-DCOMMAND=g++;OPTION;..." -P expect_error.cmake
# The source compiles as it is, does not compile with -DBAD, and the first error then contains,
# literally, the text of its line
#   // expect-error: TEXT
# or, where compilers differ, of one of its lines
#   // expect-error(gcc): TEXT
#   // expect-error(clang): TEXT
# and that of a line, if it has one,
#   // names: TEXT
# With -DPLAIN=ON the headers do without the attribute `unavailable`, as they do with Microsoft's
# compiler. Then the first error has the text, and it or its context (g++ prints that before the error,
# clang behind it) has the name.
cmake_minimum_required(VERSION 3.25)
set(ENV{LC_ALL} C)

function(fail text)
  string(REPLACE "\n" "\n  " text "  ${SOURCE}: ${text}") # CMake leaves indented lines as they are
  message(FATAL_ERROR "${text}")
endfunction()

# ${out} and ${out}_count: the text of the lines `// ${mark}: text`, and how many there are
function(read_marked out mark)
  file(READ "${SOURCE}" rest)
  string(APPEND rest "\n")
  set(count 0)
  while(rest MATCHES "// ${mark}:([^\n]*)\n(.*)")
    math(EXPR count "${count} + 1")
    set(rest "${CMAKE_MATCH_2}")
    string(STRIP "${CMAKE_MATCH_1}" text)
    if(text STREQUAL "")
      fail("an empty text after ${mark}")
    endif()
  endwhile()
  set(${out} "${text}" PARENT_SCOPE)
  set(${out}_count ${count} PARENT_SCOPE)
endfunction()

# No quoted source lines in the output: they may contain anything, the expected text included.
set(options -fsyntax-only -fdiagnostics-color=never)
if(COMPILER STREQUAL gcc)
  list(APPEND options -fno-diagnostics-show-caret)
else()
  list(APPEND options -fno-caret-diagnostics)
endif()

function(compile)
  execute_process(COMMAND ${COMMAND} ${options} ${ARGN} "${SOURCE}"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(result "${result}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
endfunction()

read_marked(any "expect-error")
read_marked(gcc "expect-error\\(gcc\\)")
read_marked(clang "expect-error\\(clang\\)")
read_marked(names "names")
if(any_count EQUAL 1 AND gcc_count EQUAL 0 AND clang_count EQUAL 0)
  set(expected "${any}")
elseif(any_count EQUAL 0 AND gcc_count EQUAL 1 AND clang_count EQUAL 1)
  set(expected "${${COMPILER}}")
else()
  fail("wants one expect-error line for each compiler, \
has ${any_count} for any, ${gcc_count} for gcc, ${clang_count} for clang")
endif()
if(names_count GREATER 1)
  fail("wants at most one names line, has ${names_count}")
endif()

if(PLAIN)
  set(form -DROUTPACT_MISUSE_WITHOUT_ATTRIBUTE)
else()
  set(form)
  compile()
  if(NOT result EQUAL 0)
    fail("does not compile without BAD:\n${output}")
  endif()
endif()

compile(-DBAD ${form})
if(result EQUAL 0)
  fail("compiles with BAD\n${output}")
endif()
string(REGEX REPLACE "[^\n]*:[0-9]+: warning: [^\n]*" "" errors "${output}")
if(NOT errors MATCHES "[^\n]*:[0-9]+: (fatal )?error: ([^\n]*)")
  fail("no error line with BAD:\n${output}")
endif()
set(line "${CMAKE_MATCH_0}")
set(first "${CMAKE_MATCH_2}")
if(PLAIN)
  if(first MATCHES "unavailable")
    fail("the headers still use the attribute:\n  ${line}")
  endif()
  string(FIND "${errors}" "${line}" position) # cut behind the first error and its context
  string(LENGTH "${line}" length)
  math(EXPR behind "${position} + ${length}")
  string(SUBSTRING "${errors}" ${behind} -1 rest)
  string(REGEX REPLACE "\n[^\n]*:[0-9]+: (fatal )?error: .*" "" rest "${rest}")
  string(SUBSTRING "${errors}" 0 ${behind} context)
  string(APPEND context "${rest}")
else()
  set(context "${first}")
endif()
string(REGEX REPLACE "routpact::v[0-9]+(_noexcept)?::" "routpact::" first "${first}") # g++ shows it
string(FIND "${first}" "${expected}" position)
if(position EQUAL -1)
  fail("the first error lacks\n  ${expected}\nit is\n  ${line}")
endif()
string(REGEX REPLACE "routpact::v[0-9]+(_noexcept)?::" "routpact::" context "${context}")
string(FIND "${context}" "${names}" position)
if(position EQUAL -1)
  fail("the first error lacks\n  ${names}\nit is\n  ${line}")
endif()
