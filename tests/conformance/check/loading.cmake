# What the loader refuses is explained, and its crashes are findings.

# A DLL is loaded from any current directory, with the DLL beside it that it needs.
add_library(helper SHARED helper.cpp)
set_target_properties(helper PROPERTIES PREFIX "")
target_link_libraries(needs_helper PRIVATE helper)
set_target_properties(needs_helper PROPERTIES BUILD_RPATH "$ORIGIN" BUILD_RPATH_USE_ORIGIN ON)
add_test(NAME check/needed_dll
  COMMAND ${CMAKE_COMMAND} "-DCHECK=${check}" -DDLL=$<TARGET_FILE:needs_helper>
    -DNEEDED=$<TARGET_FILE:helper> -DWORK=${CMAKE_CURRENT_BINARY_DIR}/needed
    -P ${CMAKE_CURRENT_SOURCE_DIR}/needed.cmake)
set_tests_properties(check/needed_dll PROPERTIES TIMEOUT 300)

# Files for another processor and another system
find_program(printf_program printf REQUIRED)
set(foreign ${CMAKE_CURRENT_BINARY_DIR}/foreign)
string(REPEAT 0 58 filler)
execute_process(COMMAND ${printf_program} "MZ${filler}\\100\\0\\0\\0PE\\0\\0\\304\\001" # 32-bit ARM
  OUTPUT_FILE ${foreign}_pe COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${printf_program} "\\177ELF%014d\\050\\0" 0 # 32-bit ARM
  OUTPUT_FILE ${foreign}_elf COMMAND_ERROR_IS_FATAL ANY)
if(WIN32)
  set(pe "it is built for 32-bit ARM, routpact-check for ")
  set(elf "it is built for 32-bit ARM on Linux, routpact-check for ")
else()
  set(pe "it is built for 32-bit ARM on Windows, routpact-check for ")
  set(elf "it is built for 32-bit ARM, routpact-check for ")
endif()
foreach(format IN ITEMS pe elf)
  add_check_test(refuses_foreign_${format} 2 ARGS ${foreign}_${format} --protocol-id 7
    STDERR "routpact-check: cannot use ${foreign}_${format}: ${${format}}"
      "use a routpact-check that is built like the DLL")
endforeach()

# Windows' loader turns a crash or an exception of an initialiser into an error code; the finding is the
# same as elsewhere.
add_check_test(crash_while_loaded 1 ARGS $<TARGET_FILE:crashing_constructor> --protocol-id 0x0fff0007
  STDOUT "LOAD  crashed" "writing address 0x10" "while the DLL is loaded"
    "crashing_constructor${CMAKE_SHARED_MODULE_SUFFIX}+0x" ABSENT "RP-")
if(MINGW AND CMAKE_SIZEOF_VOID_P EQUAL 4) # an exception cannot leave a statically linked DLL
  set(threw "LOAD  crashed")
else()
  set(threw "LOAD  threw" "an exception: ")
endif()
add_check_test(exception_while_loaded 1
  ARGS $<TARGET_FILE:throwing_constructor> --protocol-id 0x0fff0007
  STDOUT ${threw} "while the DLL is loaded" ABSENT "RP-")
