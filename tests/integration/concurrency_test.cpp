// Callbacks through the C pointers, insertions and removals in several threads at the same time.

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>
#include <thread>
#include <vector>

namespace concurrency_tests {
namespace {

using routpact::insert_result;
using routpact::remove_result;

constexpr unsigned pristine = 0x600D;

struct dial_in {
    dial_in() { ++alive; }
    ~dial_in() {
        health = 0xDEAD;
        --alive;
    }
    dial_in(const dial_in&) = delete;

    void connected(PVOID) {
        if (health != pristine)
            ++dead_uses;
        ++calls;
    }

    unsigned health = pristine;
    std::atomic<unsigned> calls = 0;

    static inline std::atomic<int> alive = 0;
    static inline std::atomic<int> dead_uses = 0;
};

routpact::interface_table<dial_in> interfaces;

constexpr ULONG indexes = 4;

template <class... Work>
void run_together(Work... work) {
    std::vector<std::thread> threads;
    (threads.emplace_back(work), ...);
    for (std::thread& thread : threads)
        thread.join();
}

} // namespace

TEST_CASE("no callback uses an interface that was removed, and every removal returns") {
    std::atomic<bool> stop = false;
    std::atomic<unsigned> accepted = 0;
    std::atomic<unsigned> strange_codes = 0;
    const auto call = [&] {
        for (ULONG index = 0; !stop; index = (index + 1) % (indexes + 1)) {
            const DWORD answer =
                routpact::connect_client<interfaces, &dial_in::connected>(index, nullptr);
            accepted += answer == NO_ERROR;
            strange_codes += answer != NO_ERROR && answer != ERROR_INVALID_PARAMETER;
        }
    };
    const auto churn = [&] {
        for (int round = 0; round < 3000 || accepted == 0; ++round) {
            const ULONG index = static_cast<ULONG>(round) % indexes;
            interfaces.insert(index);
            static_cast<void>(interfaces.remove(index));
        }
        stop = true;
    };
    run_together(call, call, churn);
    CHECK(interfaces.clear());
    CHECK(accepted > 0);
    CHECK(strange_codes == 0);
    CHECK(dial_in::dead_uses == 0);
    CHECK(dial_in::alive == 0);
}

TEST_CASE("of several threads that add or remove one index, exactly one succeeds") {
    std::atomic<int> balance = 0;
    std::atomic<unsigned> strange = 0;
    const auto compete = [&] {
        for (int round = 0; round < 3000; ++round) {
            const insert_result inserted = interfaces.insert(1);
            balance += inserted == insert_result::inserted;
            strange += inserted == insert_result::out_of_memory;
            const remove_result removed = interfaces.remove(1);
            balance -= removed == remove_result::removed;
            strange += removed == remove_result::would_deadlock;
        }
    };
    run_together(compete, compete, compete);
    CHECK(strange == 0);
    CHECK(balance == static_cast<int>(interfaces.size()));
    interfaces.clear();
    CHECK(dial_in::alive == 0);
}

TEST_CASE("threads that remove each other's interfaces while they use their own do not deadlock") {
    std::atomic<unsigned> strange = 0;
    const auto meet = [&](ULONG mine, ULONG other) {
        return [&, mine, other] {
            for (int round = 0; round < 2000; ++round) {
                interfaces.insert(mine);
                if (const auto used = interfaces.find(mine))
                    strange += interfaces.remove(mine) == remove_result::removed;
                if (const auto used = interfaces.find(mine))
                    static_cast<void>(interfaces.remove(other));
            }
        };
    };
    run_together(meet(1, 2), meet(2, 3), meet(3, 1));
    CHECK(strange == 0);
    CHECK(interfaces.clear());
    CHECK(dial_in::alive == 0);
}

TEST_CASE("for_each() visits no destroyed interface while other threads insert and remove") {
    std::atomic<bool> stop = false;
    const auto visit = [&] {
        while (!stop) {
            interfaces.for_each([](ULONG, dial_in& itf) {
                if (itf.health != pristine)
                    ++dial_in::dead_uses;
            });
        }
    };
    const auto churn = [&] {
        for (int round = 0; round < 3000; ++round) {
            interfaces.insert(static_cast<ULONG>(round) % 8);
            static_cast<void>(interfaces.remove(static_cast<ULONG>(round + 4) % 8));
        }
        stop = true;
    };
    run_together(visit, churn);
    CHECK(dial_in::dead_uses == 0);
    CHECK(interfaces.clear());
}

namespace {
routpact::interface_table<dial_in> reentered;
remove_result from_inside;

void remove_myself(dial_in&, PVOID) {
    from_inside = reentered.remove(1);
}
} // namespace

TEST_CASE("remove() refuses in a callback on the same interface, and the callback continues") {
    reentered.insert(1);
    CHECK(routpact::connect_client<reentered, remove_myself>(1, nullptr) == NO_ERROR);
    CHECK(from_inside == remove_result::would_deadlock);
    CHECK(reentered.find(1));
    CHECK(reentered.remove(1) == remove_result::removed);
}

} // namespace concurrency_tests
