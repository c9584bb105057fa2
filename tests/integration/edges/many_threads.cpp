// Threads that run short of hazard records at the same time share one new block of them: more
// blocks than needed would be searched by every later removal.

#include "../../common/require.hpp"
#include "../../common/wait_until.hpp"

#include <atomic>
#include <cstdio>
#include <new>
#include <routpact/interface_table.hpp>
#include <thread>
#include <vector>

namespace {

struct line {};
routpact::interface_table<line> lines;

constexpr int block = routpact::detail::hazard_storage::block_size;
thread_local bool is_user = false; // the other threads' allocations do not count
std::atomic<int> allocations = 0;
std::atomic<int> users = 0; // that have found the interface
std::atomic<bool> enough = false;
std::vector<std::thread> threads;

void use() {
    is_user = true;
    const auto found = lines.find(7);
    ++users;
    wait_until(enough);
}

void start_users(int count) {
    const int before = users;
    for (int i = 0; i < count; ++i)
        threads.emplace_back(use);
    wait_until([&] { return users == before + count; });
}

} // namespace

// A block of records is allocated with this form. The first two threads meet here.
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    if (is_user && ++allocations <= 2)
        wait_until([] { return allocations >= 2; });
    return ::operator new(size, alignment);
}

int main() {
    lines.insert(7);
    while (allocations == 0) {
        const int before = users;
        threads.emplace_back(use);
        wait_until([&] { return users > before || allocations > 0; });
    }
    threads.emplace_back(use);
    const int all = static_cast<int>(threads.size());
    wait_until([&] { return users == all; });
    require(allocations == 2, "two threads allocate a block at the same time");
    start_users(block - 2);
    require(allocations == 2, "a block has a record for as many threads");
    start_users(1);
    require(allocations == 3, "one of the two blocks is used, and the other one freed");

    enough = true;
    for (std::thread& each : threads)
        each.join();
    std::puts("all checks passed");
    return 0;
}
