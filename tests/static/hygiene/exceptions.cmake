# cmake "-DCOMPILE=COMMAND" "-DSOURCE=FILE" -DLINKER=LINKER -DWORK=DIR -P exceptions.cmake
# Compiles a source with and without exceptions, for Microsoft's ABI. Only a unit that does without them
# and does not say so gets a message, once. Units that differ do not link.
cmake_minimum_required(VERSION 3.25)
file(MAKE_DIRECTORY ${WORK})
function(compile name messages)
  execute_process(COMMAND ${COMPILE} ${ARGN} /c /Fo${WORK}/${name}.obj ${SOURCE}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX MATCHALL "expected /EHsc: add it" found "${output}")
  list(LENGTH found count)
  if(NOT result EQUAL 0 OR NOT count EQUAL messages)
    message(FATAL_ERROR "${name}: ${count} messages, not ${messages}; result ${result}:\n${output}")
  endif()
endfunction()
compile(on 0 /EHsc)
compile(forgotten 1)
compile(off 0 /D_HAS_EXCEPTIONS=0)

execute_process(
  COMMAND ${LINKER} /nologo /dll /noentry /force:unresolved,multiple /nodefaultlib
    /out:${WORK}/units.dll ${WORK}/on.obj ${WORK}/off.obj
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0 OR NOT output MATCHES "mismatch detected for 'routpact: C\\+\\+ exceptions'")
  message(FATAL_ERROR "the linker accepts units that differ, or for another reason not:\n${output}")
endif()
