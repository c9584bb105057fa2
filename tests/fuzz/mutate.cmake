# Copies the headers in FROM to TO/include, and plants the bug of PATCH there; an error if the patch
# does not apply as it stands.
file(REMOVE_RECURSE ${TO})
file(COPY ${FROM}/ DESTINATION ${TO}/include)
execute_process(COMMAND patch --batch --forward --fuzz=0 -p0 -i ${PATCH}
  WORKING_DIRECTORY ${TO}/include/routpact RESULT_VARIABLE failed OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "${PATCH} does not apply any more:\n${said}")
endif()
file(TOUCH ${TO}/done)
