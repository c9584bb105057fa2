// Without memory for hazard records and shared hazards, a thread whose own record is full waits
// until any shared hazard becomes free. A remover sees the hazards in all of them.

#include "../../common/require.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <routpact/interface_table.hpp>
#include <thread>
#include <vector>

namespace {

std::atomic<bool> no_memory = false;

struct line {
    explicit line(std::atomic<bool>& e) : ended{e} {}
    line(const line&) = delete;
    line& operator=(const line&) = delete;
    ~line() { ended = true; }
    std::atomic<bool>& ended;
};
routpact::interface_table<line> lines;

// Puts a guard on the heap; a guard itself cannot be moved.
struct held_line {
    held_line() : guard{lines.find(7)} {}
    decltype(lines.find(7)) guard;
};
using held_lines = std::vector<std::unique_ptr<held_line>>;

void hold_more(held_lines& held, unsigned count) {
    for (unsigned i = 0; i < count; ++i)
        held.push_back(std::make_unique<held_line>());
}

void wait_a_little() {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
}

template <class Condition>
void wait_until(Condition condition, const char* what) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!condition()) {
        require(std::chrono::steady_clock::now() < end, what);
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
}

} // namespace

// The library allocates with these forms of the operators only.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return no_memory ? nullptr : std::malloc(size);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}

int main() {
    std::atomic<bool> ended = false;
    require(lines.insert(7, ended) == routpact::insert_result::inserted, "the interface is added");
    // the hazards in a thread's record; without an asymmetric fence two of them are unused
    const unsigned own =
        64 / sizeof(void*) - (routpact::detail::asymmetric_fence::is_available() ? 1 : 3);
    constexpr unsigned block = 64; // the shared hazards in one allocation

    held_lines mine;
    hold_more(mine, own + 2 * block); // a full record, and two full blocks of shared hazards
    no_memory = true;
    std::atomic<bool> asks = false;
    std::atomic<bool> has = false;
    std::atomic<bool> may_leave = false;
    std::thread other{[&] {
        held_lines theirs;
        hold_more(theirs, own); // if the record holds fewer, this waits for a shared hazard already
        asks = true;
        hold_more(theirs, 1);
        has = true;
        while (!may_leave)
            wait_a_little();
    }};
    wait_until([&] { return asks.load(); }, "the other thread has a record");
    wait_a_little();
    require(!has, "the other thread waits for a hazard");
    for (unsigned i = own; i < own + block; ++i) // the first block, not the last
        mine[i].reset();
    wait_until([&] { return has.load(); }, "a thread finds a free hazard in any block");

    mine.clear();
    std::thread remover{[] { static_cast<void>(lines.remove(7)); }};
    wait_until([] { return !lines.find(7); }, "the interface is being removed");
    wait_a_little();
    require(!ended, "a shared hazard keeps the interface alive");
    may_leave = true;
    other.join();
    remover.join();
    require(ended, "the interface is destroyed");
    std::puts("all checks passed");
    return 0;
}
