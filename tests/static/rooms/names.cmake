# Compares the names that SOURCE puts into namespace routpact with public_names.txt. With SAYS, it
# has to find a difference that matches this text; without, none.
execute_process(
  COMMAND ${COMMAND} -I ${INCLUDE} -fsyntax-only -fno-color-diagnostics
    -Xclang -ast-dump -Xclang -ast-dump-filter=routpact ${SOURCE}
  COMMAND awk -f ${CMAKE_CURRENT_LIST_DIR}/names.awk
  OUTPUT_VARIABLE found RESULTS_VARIABLE results)
if(results MATCHES "[^0;]")
  message(FATAL_ERROR "the compiler or awk failed: ${results}")
endif()
string(REGEX MATCHALL "[a-z][a-z0-9_]*" found "${found}")
list(REMOVE_DUPLICATES found)
file(STRINGS ${INCLUDE}/routpact/public_names.txt listed)
set(leaked ${found})
list(REMOVE_ITEM leaked ${listed})
set(missing ${listed})
list(REMOVE_ITEM missing ${found})
set(said "")
if(leaked)
  string(APPEND said "namespace routpact leaks: ${leaked}\nmove them to routpact::detail, or add "
    "them to include/routpact/public_names.txt\n")
endif()
if(missing)
  string(APPEND said "public_names.txt lists what is not there: ${missing}\n")
endif()
if(NOT DEFINED SAYS)
  if(said)
    message(FATAL_ERROR "${said}")
  endif()
elseif(NOT said MATCHES "${SAYS}")
  message(FATAL_ERROR "expected \"${SAYS}\", but got:\n${said}")
endif()
