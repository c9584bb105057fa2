# Checks DLL from another directory, with the DLL beside it that it needs, and without that:
#   cmake -DCHECK=COMMAND -DDLL=FILE -DNEEDED=FILE -DWORK=DIRECTORY -P needed.cmake
cmake_minimum_required(VERSION 3.25)
cmake_path(GET DLL FILENAME name)
file(REMOVE_RECURSE ${WORK})
file(COPY ${DLL} ${NEEDED} DESTINATION ${WORK}/both)
file(COPY ${DLL} DESTINATION ${WORK}/alone)

function(check directory)
  execute_process(COMMAND ${CHECK} ${directory}/${name} --protocol-id 0x0fff0007 --only RP-REG-01
    WORKING_DIRECTORY ${WORK}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(result ${result} PARENT_SCOPE)
  set(output ${output} PARENT_SCOPE)
endfunction()

check(both)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "not loaded with the DLL that it needs: ${result}\n${output}")
endif()
check(alone)
if(NOT result EQUAL 2 OR NOT output MATCHES "cannot use alone/.*(DLL|library) that (this one|the DLL) needs")
  message(FATAL_ERROR "not said that a DLL is missing: ${result}\n${output}")
endif()
