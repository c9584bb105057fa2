# Opens an HTML report of routpact-check in a browser without a window, and checks that the browser
# shows it without an error and without a request. Then changes the report, and checks that this
# notices an error and a request.
#   cmake -DCOMMAND=... -DBROWSER=... -DWORK=DIR -P browser.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${COMMAND} --format html --output ${WORK}/report.html
  RESULT_VARIABLE result ERROR_VARIABLE error)
if(NOT result STREQUAL "1")
  message(FATAL_ERROR "the check ended with ${result}: ${error}")
endif()

# look(FILE): opens a page; sets dom to what is shown, and errors to the lines of the console. A
# request is an error too, because the policy in the page forbids all of them.
function(look file)
  execute_process(
    COMMAND ${BROWSER} --headless --no-sandbox --disable-gpu --no-first-run
      --disable-background-networking --disable-component-update
      "--host-resolver-rules=MAP * ~NOTFOUND" --user-data-dir=${WORK}/profile
      --enable-logging=stderr --screenshot=${WORK}/report.png --window-size=1280,3000
      --dump-dom file://${file}
    RESULT_VARIABLE result OUTPUT_VARIABLE dom ERROR_VARIABLE log TIMEOUT 120)
  if(NOT result STREQUAL "0")
    message(FATAL_ERROR "the browser ended with ${result}:\n${log}")
  endif()
  string(REGEX MATCHALL "[^\n]*CONSOLE[^\n]*" errors "${log}")
  set(dom "${dom}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

look(${WORK}/report.html)
if(errors)
  message(FATAL_ERROR "the report has errors:\n${errors}")
endif()
foreach(text IN ITEMS "The DLL does not conform." "abort() was called" ">thread 2<" ">events<"
    "ValidateRoute(" "has not returned" "&lt;script&gt;console.error" "nc-routprot-p" "to repeat")
  string(FIND "${dom}" "${text}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "the browser does not show ${text}:\n${dom}")
  endif()
endforeach()

# change(WITHOUT WITH ERROR): changes the report; the browser must report an error with this text
file(READ ${WORK}/report.html page)
function(change without with error)
  string(REGEX REPLACE "${without}" "${with}" changed "${page}")
  file(WRITE ${WORK}/changed.html "${changed}")
  look(${WORK}/changed.html)
  if(NOT errors MATCHES "${error}")
    message(FATAL_ERROR "the change \"${with}\" gives no error ${error}:\n${errors}")
  endif()
endfunction()
change("<footer>" "<img src=\"https://127.0.0.1/\"><footer>" "Content Security Policy")
change("<meta http-equiv[^>]*>" "<script>console.error('ran')</script>" "ran")
