#include "contender.hpp"
#include "registered.hpp"
#include "time_calls.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace {

struct scenario {
    const contender* over;
    std::size_t table; ///< Of `contents`.
    calls which;
    bool absent;

    const content& held() const { return contents[table]; }
    const table_functions& functions() const { return over->tables[table]; }
    ULONG number(ULONG slot) const { return over->by_slot ? slot : index_of(held(), slot); }
};

/// A thread that repeatedly adds a few more interfaces to a table and removes them: 50,000 changes
/// per second, if the table is fast enough.
class writer {
public:
    writer(const scenario& changed, int processor)
        : thread_{[this, changed, processor] {
              keep_on_processor_of_thread(processor);
              changed.over->enter_thread();
              const ULONG first = changed.held().interfaces * 2; // after the slots of absent calls
              while (!end_) {
                  for (ULONG slot = first; slot != first + 16; ++slot)
                      change(changed.functions().add, changed.number(slot));
                  for (ULONG slot = first; slot != first + 16; ++slot)
                      change(changed.functions().remove, changed.number(slot));
              }
              changed.over->leave_thread();
          }} {}
    ~writer() {
        end_ = true;
        thread_.join();
    }
    writer(const writer&) = delete;
    writer& operator=(const writer&) = delete;

    std::uint64_t changes() const { return changes_; }

private:
    // Without a pause between changes, readers would never get a lock.
    void change(void (*add_or_remove)(ULONG), ULONG index) {
        const auto next = std::chrono::steady_clock::now() + std::chrono::microseconds{20};
        add_or_remove(index);
        ++changes_;
        while (!end_ && std::chrono::steady_clock::now() < next)
            std::this_thread::yield();
    }

    std::atomic<bool> end_ = false;
    std::atomic<std::uint64_t> changes_ = 0;
    std::thread thread_;
};

void fill(const contender& over, std::size_t table) {
    const scenario needed{&over, table, calls::all, false};
    for (ULONG slot = 0; slot != needed.held().interfaces; ++slot)
        needed.functions().add(needed.number(slot));
}

void run(benchmark::State& state, const scenario& timed) {
    std::vector<ULONG> numbers =
        slots_to_call(timed.held(), timed.which, timed.absent, state.thread_index());
    for (ULONG& slot : numbers)
        slot = timed.number(slot);

    timed.over->enter_thread();
    std::unique_ptr<writer> writing;
    if (timed.held().changing && state.thread_index() == 0)
        writing = std::make_unique<writer>(timed, state.threads());
    const auto start = std::chrono::steady_clock::now();

    const DWORD expected = timed.absent ? ERROR_INVALID_PARAMETER : NO_ERROR;
    const PCONNECT_CLIENT connect_client = timed.functions().connect_client;
    IP_LOCAL_BINDING client{};
    time_calls(state, std::move(numbers), 1,
               [connect_client, expected, address = &client](ULONG number) {
                   return connect_client(number, address) == expected;
               });

    if (writing) {
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        state.counters["changes_per_second"] =
            static_cast<double>(writing->changes()) / taken.count();
    }
    writing.reset();
    timed.over->leave_thread();
}

void add(const scenario& timed, int threads) {
    const content& held = timed.held();
    const std::string name = std::string{"lookup/contender:"} + timed.over->name +
                             "/answer:" + (timed.absent ? "miss" : "hit") +
                             "/calls:" + name_of(timed.which) +
                             "/indexes:" + (held.random ? "random" : "dense") +
                             "/interfaces:" + std::to_string(held.interfaces) +
                             "/writer:" + (held.changing ? "yes" : "no");
    benchmark::RegisterBenchmark(name.c_str(),
                                 [timed](benchmark::State& state) { run(state, timed); })
        ->Threads(threads)
        ->Iterations(1)
        ->UseRealTime();
}

} // namespace

void register_lookups() {
    for (const contender* const over : contenders()) {
        over->enter_thread();
        for (std::size_t table = 0; table != std::size(contents); ++table) {
            fill(*over, table);
            const auto time = [&](calls which, bool absent, std::initializer_list<int> threads) {
                for (const int n : threads)
                    add({over, table, which, absent}, n);
            };
            if (contents[table].changing) {
                if (over->tables[table].remove)
                    time(calls::different, false, {1, 2});
                continue;
            }
            time(calls::all, false, {1});
            time(calls::different, false, {1, 2, 4});
            time(calls::same, false, {1, 2, 4});
            time(calls::all, true, {1});
            time(calls::different, true, {1, 2});
        }
    }
}
