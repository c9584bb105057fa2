# Compares the instructions of a callback by hand with those of routpact, on each path:
#   cmake -DVALGRIND=valgrind -DPROGRAM=paths -P paths.cmake
cmake_minimum_required(VERSION 3.25)

# The instructions of `calls` calls, including start-up
function(count_calls out variant path calls)
  execute_process(
    COMMAND ${VALGRIND} --tool=callgrind --callgrind-out-file=/dev/null
      ${PROGRAM} ${variant} ${path} ${calls}
    RESULT_VARIABLE result ERROR_VARIABLE log OUTPUT_QUIET)
  if(NOT result EQUAL 0 OR NOT log MATCHES "Collected : ([0-9]+)")
    message(FATAL_ERROR "${variant} ${path}: ended with ${result}\n${log}")
  endif()
  set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

# The instructions of one call, including the loop
function(count_one out variant path)
  count_calls(few ${variant} ${path} 50000)
  count_calls(many ${variant} ${path} 100000)
  math(EXPR one "(${many} - ${few} + 25000) / 50000")
  set(${out} ${one} PARENT_SCOPE)
endfunction()

# The accepted path separately. The refused paths together, because the compiler may check the index or
# the address first, and both orders occur for the same checks.
set(worse "")
set(total_by_hand 0)
set(total_adapted 0)
foreach(path IN ITEMS accepted unknown_index null misaligned)
  count_one(by_hand by_hand ${path})
  count_one(adapted adapted ${path})
  message("${path}: ${adapted} instructions adapted, ${by_hand} by hand")
  if(path STREQUAL "accepted")
    if(adapted GREATER by_hand)
      list(APPEND worse accepted)
    endif()
  else()
    math(EXPR total_by_hand "${total_by_hand} + ${by_hand}")
    math(EXPR total_adapted "${total_adapted} + ${adapted}")
  endif()
endforeach()
message("refused, all three: ${total_adapted} instructions adapted, ${total_by_hand} by hand")
if(total_adapted GREATER total_by_hand)
  list(APPEND worse refused)
endif()

# Tests the measurement: it must detect one additional instruction.
count_one(by_hand by_hand accepted)
count_one(padded padded accepted)
if(NOT padded GREATER by_hand)
  message(FATAL_ERROR "blind: ${padded} instructions padded, ${by_hand} by hand")
endif()
if(worse)
  message(FATAL_ERROR "more instructions than by hand: ${worse}")
endif()
