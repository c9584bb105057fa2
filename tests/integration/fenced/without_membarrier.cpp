// without-membarrier PROGRAM [ARGUMENT ...]: runs a program without the system call membarrier, and
// with ROUTPACT_TESTS_FENCED in its environment.

#include "filter.hpp"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

int main(int count, char** arguments) {
    if (count < 2) {
        std::fputs("usage: without-membarrier PROGRAM [ARGUMENT ...]\n", stderr);
        return 2;
    }
    if (!take_membarrier_away()) {
        std::perror("cannot install the filter of system calls");
        return 2;
    }
    setenv("ROUTPACT_TESTS_FENCED", "1", 1);
    execv(arguments[1], arguments + 1);
    std::perror(arguments[1]);
    return 2;
}
