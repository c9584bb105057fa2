# Other dialects and macros, more warnings, and a program of two translation units with link-time
# optimisation: nothing is defined twice or with different definitions.

set(dialect -fno-rtti -funsigned-char -fvisibility=hidden -DMPR60=1)
set(macros -include ${CMAKE_CURRENT_SOURCE_DIR}/windows_macros.hpp)
if(WIN32) # where the platform's headers take most of the time, so a test has options of two kinds
  set(standard -include ${generated}/every_standard_header.hpp)
  set(unicode -DUNICODE -D_UNICODE)
  # Without the old winsock.h, which excludes a later winsock2.h. -Wno-cpp silences winsock2.h's warning
  # about the order.
  add_surroundings(windows_first ${standard} -D_WINSOCKAPI_ -include windows.h -Wno-cpp
    ${macros} ${next_standard})
  add_surroundings(windows_first_lean
    ${standard} ${unicode} -DWIN32_LEAN_AND_MEAN -include windows.h ${dialect})
  add_surroundings(lean ${unicode} -DWIN32_LEAN_AND_MEAN -DNOMINMAX -fno-exceptions)
  add_surroundings(winsock_first -DNOMINMAX -include winsock2.h)
else()
  add_surroundings(next_standard ${next_standard})
  add_surroundings(dialect ${dialect})
  add_surroundings(no_exceptions -fno-exceptions)
  add_surroundings(windows_macros ${macros})
  add_surroundings(undefined -fsanitize=undefined)
endif()

# Warnings in addition to those of every test. Exceptions, with reasons:
#   switch-enum, switch-default    each requires what the other forbids
#   cast-align=strict, strict-aliasing=1   objects are created in memory that was allocated as bytes
#   conditionally-supported        Windows supports it: a function's address identifies its module
#   useless-cast on Windows        the casts are needed where size_t has 32 bits
set(more_warnings alloca arith-conversion cast-align cast-qual comma-subscript ctor-dtor-privacy
  deprecated-copy-dtor double-promotion duplicated-branches duplicated-cond effc++ extra-semi float-equal
  format=2 logical-op mismatched-tags missing-declarations non-virtual-dtor null-dereference
  old-style-cast overloaded-virtual placement-new=2 redundant-decls redundant-move redundant-tags
  strict-null-sentinel suggest-override undef unused-const-variable=2 unused-macros vla
  zero-as-null-pointer-constant)
if(NOT WIN32)
  list(APPEND more_warnings useless-cast)
endif()
list(TRANSFORM more_warnings PREPEND -W)

add_executable(hygiene one.cpp other.cpp)
set_target_properties(hygiene PROPERTIES UNITY_BUILD OFF) # its two units are the test
target_include_directories(hygiene PRIVATE ${generated})
target_compile_options(hygiene PRIVATE
  ${warnings} ${more_warnings} -O2 -flto=auto -fno-rtti -fvisibility=hidden)
target_link_options(hygiene PRIVATE -O2 -flto=auto -Wodr -Wlto-type-mismatch -Werror)
target_link_libraries(hygiene PRIVATE routpact::routpact Threads::Threads)
if(ROUTPACT_TESTS_RUN)
  add_test(NAME hygiene/linked COMMAND hygiene)
  set_tests_properties(hygiene/linked PROPERTIES TIMEOUT 120)
endif()
