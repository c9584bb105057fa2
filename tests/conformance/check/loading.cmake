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

# A DLL that stays loaded: what keeps it there is named.
set(stays ARGS $<TARGET_FILE:staying> --only RP-UNLOAD-03 --strict)
add_check_test(reference_to_itself 1 ${stays} --protocol-id 1
  STDOUT "RP-UNLOAD-03  broken" "it is still loaded: it has loaded itself and keeps that reference")
add_check_test(thread_that_stays 1 ${stays} --protocol-id 2
  STDOUT "RP-UNLOAD-03  broken" "it is still loaded: a thread that it started still runs")
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_SYSTEM_NAME STREQUAL Linux)
  target_compile_options(staying PRIVATE -fno-gnu-unique)
  add_library(unique MODULE staying.cpp)
  target_compile_options(unique PRIVATE ${warnings} -fgnu-unique)
  target_link_libraries(unique PRIVATE routpact::routpact Threads::Threads)
  set_target_properties(unique PROPERTIES PREFIX "")
  add_check_test(unique_symbol 2 ARGS $<TARGET_FILE:unique> --only RP-UNLOAD-03 --protocol-id 1
    STDOUT "the module cannot be unloaded: its unique symbol counter<int>::value keeps it loaded; compile it with -fno-gnu-unique"
    STDERR "none of these rules applies to this protocol")
  add_library(nodelete MODULE staying.cpp)
  target_compile_options(nodelete PRIVATE ${warnings} -fno-gnu-unique)
  target_link_libraries(nodelete PRIVATE routpact::routpact Threads::Threads)
  target_link_options(nodelete PRIVATE -Wl,-z,nodelete)
  set_target_properties(nodelete PROPERTIES PREFIX "")
  add_check_test(never_deleted 2 ARGS $<TARGET_FILE:nodelete> --only RP-UNLOAD-03 --protocol-id 1
    STDOUT "the module cannot be unloaded: it is linked with -z nodelete"
    STDERR "none of these rules applies to this protocol")
endif()
