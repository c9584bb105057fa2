// Threads call every slot while interfaces are added and deleted and the protocol stops and starts:
// stress [--calls N] [--stops N] [--threads N] [--seed N]. The seed repeats what each thread does;
// the system decides when.

#include "random.hpp"
#include "schedule.hpp"

#include <chrono>
#include <cstring>
#include <random>
#include <vector>

ROUTPACT_EXPORT_PROTOCOLS(probe::protocol)

namespace {

using std::chrono::steady_clock;

unsigned long long calls_wanted = 1000000;
unsigned long long stops_wanted = 100;
unsigned workers = 4;
schedule states;
slots all_slots{};
HANDLE event = nullptr;
std::atomic<bool> enough = false;

/// The parameters of one run of the protocol.
struct {
    std::atomic<unsigned> indexes = schedule::indexes; ///< The number of indexes in calls.
    std::atomic<unsigned> churn = 1; ///< The number of changes of an interface in 64 calls.
} mood;

bool fetch_event() {
    ROUTING_PROTOCOL_EVENTS type{};
    MESSAGE message{};
    const DWORD code = all_slots.pfnGetEventMessage(&type, &message);
    if (code != NO_ERROR && code != ERROR_NO_MORE_ITEMS)
        broken("GetEventMessage", code);
    if (code == NO_ERROR && type == ROUTER_STOPPED)
        ++counted.stops_fetched;
    if (code == NO_ERROR && type == UPDATE_COMPLETE)
        ++counted.updates_completed;
    return code == NO_ERROR;
}

DWORD update(const slots& s, ULONG index) {
    return s.pfnUpdateRoutes(index);
}

/// The loop of each worker thread.
void work(unsigned me) {
    constexpr call update_call{"DoUpdateRoutes", update, true, true, ERROR_CAN_NOT_COMPLETE};
    random_numbers random{seed + me};
    unsigned calls_made = 0;
    for (; !enough.load(unordered); ++calls_made) {
        if (timeline::watch{states.life}.state() == schedule::stopped)
            std::this_thread::yield(); // leaves the processor to conduct()
        if (calls_made == 64) {
            counted.calls += calls_made;
            calls_made = 0;
        }
        const unsigned indexes = mood.indexes.load(unordered);
        const ULONG index = random.below(indexes);
        const ULONG own = index / workers * workers + me; // only this thread adds and deletes it
        if (random.below(64) < mood.churn.load(unordered) && own < indexes) {
            random.below(2) ? states.add(all_slots, own) : states.remove(all_slots, own);
        } else if (const unsigned choice = random.below(128); choice == 0) {
            if (states.make(update_call, all_slots, index, true) == NO_ERROR)
                ++counted.updates_accepted;
        } else if (choice < 4) {
            fetch_event();
        } else {
            states.make(calls::all[random.below(std::size(calls::all))], all_slots, index);
        }
    }
    counted.calls += calls_made;
}

/// Waits until the workers have made so many calls.
void let(unsigned calls) {
    const unsigned long long until = counted.calls + calls;
    while (counted.calls < until)
        std::this_thread::sleep_for(std::chrono::microseconds{50});
}

void start() {
    states.life.begin_change();
    states.begin_life();
    const DWORD code = all_slots.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0);
    if (code != NO_ERROR)
        broken("StartProtocol", code);
    states.life.end_change(schedule::starting);
}

void complete_start() {
    states.life.begin_change();
    require(all_slots.pfnStartComplete() == NO_ERROR, "StartComplete succeeds");
    states.life.end_change(schedule::running);
}

bool stop_is_pending() {
    const DWORD code = all_slots.pfnStopProtocol();
    if (code != NO_ERROR && code != ERROR_PROTOCOL_STOP_PENDING)
        broken("StopProtocol", code);
    return code == ERROR_PROTOCOL_STOP_PENDING;
}

/// Stops the protocol, once or twice at the same time. Exactly one ROUTER_STOPPED comes if either
/// stop is pending.
void stop(bool twice) {
    states.life.begin_change();
    bool other_pending = false;
    std::thread other;
    if (twice)
        other = std::thread{[&] { other_pending = stop_is_pending(); }};
    const bool pending = stop_is_pending();
    if (twice)
        other.join();
    states.life.end_change(schedule::stopped);
    ++counted.stops;
    if (pending || other_pending)
        ++counted.stops_pending;
    const auto limit = steady_clock::now() + std::chrono::minutes{1};
    while (fetch_event() || counted.stops_fetched < counted.stops_pending) {
        require(steady_clock::now() < limit, "ROUTER_STOPPED comes");
        WaitForSingleObject(event, 1);
    }
    require(counted.stops_fetched == counted.stops_pending,
            "one ROUTER_STOPPED for a pending stop");
    require(counted.interfaces_made == counted.interfaces_ended, "a stop ends all interfaces");
    require(counted.protocols_made == counted.protocols_ended, "a stop ends the protocol");
}

/// Starts and stops the protocol until there were enough calls and stops.
void conduct() {
    random_numbers random{seed + workers};
    const auto share = static_cast<unsigned>(2 * calls_wanted / stops_wanted);
    while (counted.calls < calls_wanted || counted.stops < stops_wanted) {
        static constexpr unsigned crowds[] = {1, 2, 4, schedule::indexes};
        static constexpr unsigned churns[] = {1, 8, 32};
        mood.indexes.store(crowds[random.below(std::size(crowds))], unordered);
        mood.churn.store(churns[random.below(std::size(churns))], unordered);
        start();
        let(random.below(1000));
        if (random.below(8) != 0) {
            complete_start();
            let(random.below(share + 1));
        }
        stop(random.below(4) == 0);
        let(random.below(200));
    }
}

void read(int count, char** arguments) {
    seed = std::random_device{}();
    for (int i = 1; i + 1 < count; i += 2) {
        const unsigned long long number = std::strtoull(arguments[i + 1], nullptr, 0);
        if (std::strcmp(arguments[i], "--calls") == 0)
            calls_wanted = number;
        else if (std::strcmp(arguments[i], "--stops") == 0)
            stops_wanted = number;
        else if (std::strcmp(arguments[i], "--threads") == 0)
            workers = static_cast<unsigned>(number);
        else if (std::strcmp(arguments[i], "--seed") == 0)
            seed = number;
        else
            broken("no such option");
    }
}

} // namespace

int main(int count, char** arguments) {
    read(count, arguments);
    std::printf("--calls %llu --stops %llu --threads %u --seed %llu\n", calls_wanted, stops_wanted,
                workers, seed);
    std::fflush(stdout);
    event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    all_slots.dwVersion = 0x500;
    all_slots.dwProtocolId = probe::protocol::protocol_id;
    all_slots.fSupportedFunctionality = probe::protocol::functionality;
    MPR_SERVICE_CHARACTERISTICS service{};
    require(RegisterProtocol(&all_slots, &service) == NO_ERROR, "the protocol registers");

    std::vector<std::thread> threads;
    for (unsigned me = 0; me < workers; ++me)
        threads.emplace_back(work, me);
    conduct();
    enough = true;
    for (std::thread& each : threads)
        each.join();
    while (fetch_event()) {
    }
    require(counted.stops_fetched == counted.stops_pending,
            "one ROUTER_STOPPED for a pending stop");
    require(counted.updates_accepted == counted.updates_completed, "each update ends once");
    CloseHandle(event);
    std::printf("figure: stress: %llu calls by %u threads, %llu interfaces, %llu stops (%llu "
                "pending), %llu updates; none lost, no wrong answer (--seed %llu)\n",
                +counted.calls, workers, +counted.interfaces_made, +counted.stops,
                +counted.stops_pending, +counted.updates_accepted, seed);
}
