// A program with an interface table at namespace scope. Threads change the table when main returns:
//
//   own-table MILLISECONDS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <routpact/interface_table.hpp>
#include <thread>

namespace {

struct line {
    explicit line(bool stays) : stays_{stays} {}
    line(const line&) = delete;
    line& operator=(const line&) = delete;
    ~line() {
        if (stays_) {
            std::puts("a line is destroyed at exit");
            std::fflush(stdout);
        }
    }

private:
    const bool stays_;
};
routpact::interface_table<line> lines;

void churn(ULONG index) {
    for (;;) {
        lines.insert(index, false);
        static_cast<void>(lines.remove(index));
    }
}

} // namespace

int main(int, char** arguments) {
    lines.insert(1, true);
    for (const ULONG index : {2u, 3u})
        std::thread{churn, index}.detach();
    std::this_thread::sleep_for(std::chrono::milliseconds{20 + std::atoi(arguments[1])});
    std::puts("main returns");
    std::fflush(stdout);
    return 0;
}
