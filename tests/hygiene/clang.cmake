# All of clang's warnings.
#
# Left out of the warnings, and why:
#   c++98-compat, pre-c++*-compat, c++20-compat   this is C++20
#   padded                         structures are as the C interface has them
#   unsafe-buffer-usage            so are buffers: a pointer and a length
#   switch-enum, switch-default    each wants what the other forbids
#   weak-vtables                   there is no source file to put one into
#   exit-time-destructors, global-constructors   the table of interfaces frees its memory when the
#                                  module goes; constinit forbids what runs when it comes
#   ctad-maybe-unsupported         std::lock_guard's arguments are deduced
#   reserved-identifier            _Align8 is a name of the platform's header
#   disabled-macro-expansion       sa_sigaction of the system's header
set(but c++98-compat c++98-compat-pedantic c++20-compat pre-c++14-compat pre-c++17-compat
  pre-c++20-compat pre-c++20-compat-pedantic padded unsafe-buffer-usage switch-enum switch-default
  weak-vtables exit-time-destructors global-constructors ctad-maybe-unsupported reserved-identifier
  disabled-macro-expansion)
list(TRANSFORM but PREPEND -Wno-)
add_surroundings(every_warning -Weverything ${but})
if(CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 19)
  add_subdirectory(microsoft)
endif()
