# All of clang's warnings.
#
# Exceptions, with reasons:
#   c++98-compat, pre-c++*-compat, c++20-compat   this is C++20
#   padded                         the C interface defines the structures
#   unsafe-buffer-usage            the C interface passes buffers as a pointer and a length
#   switch-enum, switch-default    each requires what the other forbids
#   weak-vtables                   a header-only library has no source file for a vtable
#   exit-time-destructors, global-constructors   the interface table frees its memory when the module
#                                  is unloaded; constinit rules out code at load time
#   ctad-maybe-unsupported         the arguments of std::lock_guard are deduced
#   reserved-identifier            _Align8 is a name of the platform's header
#   disabled-macro-expansion       sa_sigaction of the system's header
set(but c++98-compat c++98-compat-pedantic c++20-compat pre-c++14-compat pre-c++17-compat
  pre-c++20-compat pre-c++20-compat-pedantic padded unsafe-buffer-usage switch-enum switch-default
  weak-vtables exit-time-destructors global-constructors ctad-maybe-unsupported reserved-identifier
  disabled-macro-expansion)
list(TRANSFORM but PREPEND -Wno-)
add_surroundings(next_standard ${next_standard})
add_surroundings(every_warning -Weverything ${but})
