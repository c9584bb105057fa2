# The list of accepted findings, through a series of runs on two DLLs, of which the first has many.
#   cmake -DCOMMAND=... -DWORK=DIR -P baseline.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
set(list ${WORK}/list)

# run(EXIT_CODE TEXT ARGUMENT...): runs a check whose report must have the text
function(run exit text)
  execute_process(COMMAND ${COMMAND} ${ARGN}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(FIND "${output}" "${text}" position)
  if(NOT result STREQUAL exit OR position EQUAL -1)
    message(FATAL_ERROR
      "${ARGN}: not the exit code ${exit} and \"${text}\", but ${result} and\n${output}")
  endif()
endfunction()

run(1 "does not conform." --only "RP-ITF-0?")
run(0 "all that counts is accepted" --only "RP-ITF-0?" --seed 5 --write-baseline ${list})
file(READ ${list} written)
if(NOT written MATCHES "\nRP-ITF-03  broken  NO_ERROR \\(0\\) for an existing index\n"
    OR written MATCHES "careless|sessions")
  message(FATAL_ERROR "the list has no entry, or names a DLL:\n${written}")
endif()

# Another seed, and rules that the list does not have
run(0 "all that counts is accepted" --only "RP-ITF-0?" --seed 6 --baseline ${list})
run(0 "The DLL conforms" --only RP-START-01 --baseline ${list})
run(1 "contract  RP-GONE-09" --only "RP-ITF-0?" --only "RP-GONE-*" --baseline ${list})

# The list grows, keeps what was written by hand, and is the same for another seed.
string(REPLACE "\n\n" "\n\n# ticket 5\n" commented "${written}")
file(WRITE ${list} "${commented}")
run(0 "all that counts is accepted" --only "RP-GONE-*" --seed 7 --write-baseline ${list})
file(READ ${list} grown)
if(NOT grown MATCHES "RP-GONE-09.*# ticket 5\n[^\n]*\nRP-ITF-03")
  message(FATAL_ERROR "the list lost something:\n${grown}")
endif()
run(0 "all that counts is accepted" --only "RP-GONE-*" --seed 8 --write-baseline ${WORK}/another
  --baseline ${list})
file(READ ${WORK}/another another)
if(NOT another STREQUAL grown)
  message(FATAL_ERROR "two lists:\n${grown}\nand\n${another}")
endif()

# A stale entry fails, with its line and what to do, in each format.
file(APPEND ${list} "RP-START-01 broken *\n")
foreach(format IN ITEMS text json junit html)
  run(1 ": RP-START-01  broken  *: the DLL no longer has this finding. Remove the line"
    --only RP-START-01 --baseline ${list} --format ${format})
endforeach()
run(0 "all that counts is accepted" --only "RP-ITF-0?" --baseline ${list}) # it was not tried
run(0 "The DLL conforms" --only RP-START-01 --write-baseline ${list})
file(READ ${list} repaired)
if(NOT repaired STREQUAL grown)
  message(FATAL_ERROR "the stale entry remains, or more is lost:\n${repaired}")
endif()

# Without a result, the list stays as it is.
run(2 "none of these rules applies" --only RP-MCAST-05 --write-baseline ${list})
file(READ ${list} unchanged)
if(NOT unchanged STREQUAL grown)
  message(FATAL_ERROR "the list was written without a result:\n${unchanged}")
endif()
