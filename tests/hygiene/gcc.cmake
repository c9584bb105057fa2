# More warnings than those of every test, and a program of two translation units, optimised at once:
# nothing is defined twice, nor differently.
#
# Left out of the warnings, and why:
#   useless-cast                   needed where a ULONG, or a size_t, is another type
#   switch-enum, switch-default    each wants what the other forbids
#   cast-align=strict, strict-aliasing=1   memory for objects is made of bytes
#   conditionally-supported        Windows supports it: the address of a function as that of a module
#   zero-as-null-pointer-constant  the system's PTHREAD_MUTEX_INITIALIZER
set(more_warnings alloca arith-conversion cast-align cast-qual comma-subscript
  ctor-dtor-privacy deprecated-copy-dtor double-promotion duplicated-branches duplicated-cond extra-semi float-equal format=2 logical-op mismatched-tags missing-declarations
  non-virtual-dtor null-dereference old-style-cast overloaded-virtual placement-new=2
  redundant-decls redundant-move redundant-tags strict-null-sentinel suggest-override undef
  unused-const-variable=2 unused-macros vla)
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
