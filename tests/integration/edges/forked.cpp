// A process forks while its threads are inside the library. The child's copy of the memory contains
// the other threads' locks and hazard records, so the child must not call the library. But a child
// that only exits, or executes another program, must not hang.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <routpact/interface_table.hpp>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

struct line {};
routpact::interface_table<line> lines;
std::atomic<bool> enough = false;

void churn(ULONG index) {
    while (!enough) {
        lines.insert(index);
        static_cast<void>(lines.remove(index));
    }
}

// Returns whether the child exits by itself within 10 seconds.
bool exits(pid_t child) {
    for (int i = 0; i < 10000; ++i) {
        int status = 0;
        if (waitpid(child, &status, WNOHANG) == child)
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return false;
}

} // namespace

int main() {
    lines.insert(1);
    std::vector<std::thread> threads;
    for (const ULONG index : {2u, 3u})
        threads.emplace_back(churn, index);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    int hung = 0;
    for (int i = 0; i < 100 && hung == 0; ++i) {
        const pid_t child = fork();
        if (child == 0)
            std::exit(0); // with the destructors of static objects
        hung += exits(child) ? 0 : 1;
    }
    enough = true;
    for (std::thread& each : threads)
        each.join();
    std::puts(hung == 0 ? "all checks passed" : "check failed: every child exits");
    std::fflush(stdout);
    std::_Exit(hung);
}
