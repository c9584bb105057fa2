// The entry point of a program.
#include "startup.hpp"

#include <corecrt_startup.h>
#include <stdlib.h>

int __cdecl main(int, char**);

extern "C" int __cdecl mainCRTStartup() {
    _configure_narrow_argv(_crt_argv_unexpanded_arguments);
    _crt_atexit(end_module); // exit() calls it
    begin_module();
    exit(main(*__p___argc(), *__p___argv()));
}
