# Other dialects and macros; more warnings; and a program of two translation units, optimised as
# one: nothing is defined twice, or in two ways.

add_surroundings(dialect -fno-rtti -funsigned-char -fvisibility=hidden)
add_surroundings(mpr60 -DMPR60=1)
set(macros -include ${CMAKE_CURRENT_SOURCE_DIR}/windows_macros.hpp)
if(WIN32)
  set(standard -include ${made}/every_standard_header.hpp)
  set(unicode -DUNICODE -D_UNICODE)
  # but not the old winsock.h, which would bar the winsock2.h after the library; that one warns
  add_surroundings(windows_first ${standard} -D_WINSOCKAPI_ -include windows.h -Wno-cpp
    ${macros})
  add_surroundings(windows_first_lean
    ${standard} ${unicode} -DWIN32_LEAN_AND_MEAN -include windows.h)
  add_surroundings(lean ${unicode} -DWIN32_LEAN_AND_MEAN -DNOMINMAX)
  add_surroundings(winsock_first -DNOMINMAX -include winsock2.h)
else()
  add_surroundings(windows_macros ${macros})
  add_surroundings(undefined -fsanitize=undefined)
endif()

# Warnings beyond those of every test. Left out, and why:
#   useless-cast                   needed where a ULONG, or a size_t, is another type
#   switch-enum, switch-default    each wants what the other forbids
#   cast-align=strict, strict-aliasing=1   memory for objects is made of bytes
#   conditionally-supported        Windows supports it: the address of a function as that of a module
#   zero-as-null-pointer-constant  the system's PTHREAD_MUTEX_INITIALIZER
set(more_warnings alloca arith-conversion cast-align cast-qual comma-subscript ctor-dtor-privacy
  deprecated-copy-dtor double-promotion duplicated-branches duplicated-cond extra-semi float-equal
  format=2 logical-op mismatched-tags missing-declarations non-virtual-dtor null-dereference
  old-style-cast overloaded-virtual placement-new=2 redundant-decls redundant-move redundant-tags
  strict-null-sentinel suggest-override undef unused-const-variable=2 unused-macros vla)
list(TRANSFORM more_warnings PREPEND -W)

add_executable(hygiene one.cpp other.cpp)
target_include_directories(hygiene PRIVATE ${made})
target_compile_options(hygiene PRIVATE
  ${warnings} ${more_warnings} -O2 -flto=auto -fno-rtti -fvisibility=hidden)
target_link_options(hygiene PRIVATE -O2 -flto=auto -Wodr -Wlto-type-mismatch -Werror)
target_link_libraries(hygiene PRIVATE routpact::routpact Threads::Threads)
if(ROUTPACT_TESTS_RUN)
  add_test(NAME hygiene/linked COMMAND hygiene)
  set_tests_properties(hygiene/linked PROPERTIES TIMEOUT 120)
endif()
