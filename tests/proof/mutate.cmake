# Copies the headers in FROM to TO/include, and applies PATCH to the copy. Fails if the patch does not
# apply exactly.
file(REMOVE_RECURSE ${TO})
file(COPY ${FROM}/ DESTINATION ${TO}/include)
execute_process(COMMAND patch --batch --forward --fuzz=0 -p0 -i ${PATCH}
  WORKING_DIRECTORY ${TO}/include/routpact RESULT_VARIABLE failed OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "${PATCH} does not apply. Its context has to match the headers exactly: "
    "update the patch.\n${said}")
endif()
file(TOUCH ${TO}/done)
