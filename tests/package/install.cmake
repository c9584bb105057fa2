# Installs the library to PREFIX. Also installs it to a temporary prefix and moves that to MOVED_PREFIX:
# an installation has to be relocatable.
cmake_minimum_required(VERSION 3.25)
set(left_prefix ${MOVED_PREFIX}-away)
file(REMOVE_RECURSE ${WORK}/build ${WORK}/consumers ${PREFIX} ${left_prefix} ${MOVED_PREFIX})
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G ${GENERATOR} ${OPTIONS}
    -DROUTPACT_EXAMPLES=OFF -DROUTPACT_CHECK=OFF)
foreach(prefix IN ITEMS ${PREFIX} ${left_prefix})
  execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND ${CMAKE_COMMAND} --install ${WORK}/build --prefix ${prefix})
endforeach()
file(RENAME ${left_prefix} ${MOVED_PREFIX})
foreach(file IN ITEMS routpact.natvis routpact.natstepfilter routpact_gdb.py routpact_lldb.py) # for debuggers
  if(NOT EXISTS ${PREFIX}/include/routpact/${file})
    message(FATAL_ERROR "${file} is not installed")
  endif()
endforeach()
