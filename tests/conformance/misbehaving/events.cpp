// Protocols with a wrong event queue.

#include "deviation.hpp"

#include <chrono>
#include <thread>
#include <vector>

namespace misbehaving {
namespace events {

using t = table;
using lock = std::unique_lock<std::mutex>;

struct event {
    ROUTING_PROTOCOL_EVENTS what;
    MESSAGE message;
};

// Events from the obedient queue that were not returned yet. A start clears them.
std::mutex mutex;
std::vector<event> waiting;
unsigned updates_ended = 0; // since the start

bool runs() {
    const lock locked{life.mutex};
    return life.started;
}

DWORD give(const event& e, ROUTING_PROTOCOL_EVENTS* what, MESSAGE* message) {
    *what = e.what;
    if (message)
        *message = e.message;
    return NO_ERROR;
}

// Takes the first waiting event, or else the next event of the obedient queue.
template <class Pointer>
DWORD next(Pointer obey, event& e) {
    if (waiting.empty())
        return obey(&e.what, &e.message);
    e = waiting.front();
    waiting.erase(waiting.begin());
    return NO_ERROR;
}

struct forgets {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const lock locked{mutex};
        if (answer == NO_ERROR) {
            waiting.clear();
            updates_ended = 0;
        }
        return answer;
    }
};

// Implements GetEventMessage by `How(obedient pointer, event, message)`, under a lock.
template <auto How>
struct fetches {
    template <auto, class Pointer>
    static DWORD call(Pointer obey, ROUTING_PROTOCOL_EVENTS* what, MESSAGE* message) {
        const lock locked{mutex};
        return How(obey, what, message);
    }
};
template <auto How>
constexpr auto with_queue = [](t& tricky) {
    replace<&t::pfnStartProtocol, forgets>(tricky);
    replace<&t::pfnGetEventMessage, fetches<How>>(tricky);
};

constexpr auto another_code_if_empty = [](auto obey, auto* what, auto* message) {
    const DWORD answer = obey(what, message);
    return answer != NO_ERROR && message && runs() ? DWORD{ERROR_CAN_NOT_COMPLETE} : answer;
};
constexpr auto no_null_if_empty = [](auto obey, auto* what, auto* message) {
    const DWORD answer = obey(what, message);
    return answer != NO_ERROR && !message ? DWORD{ERROR_INVALID_PARAMETER} : answer;
};
constexpr auto no_null = [](auto obey, auto* what, auto* message) {
    event e{};
    const DWORD answer = next(obey, e);
    if (answer != NO_ERROR || message)
        return answer == NO_ERROR ? give(e, what, message) : answer;
    waiting.push_back(e);
    return DWORD{ERROR_INVALID_PARAMETER};
};
constexpr auto keeps_if_null = [](auto obey, auto* what, auto* message) {
    event e{};
    const DWORD answer = next(obey, e);
    if (answer == NO_ERROR && !message)
        waiting.push_back(e);
    return answer == NO_ERROR ? give(e, what, message) : answer;
};
constexpr auto unknown_event = [](auto obey, auto* what, auto* message) {
    event e{};
    const DWORD answer = next(obey, e);
    if (answer != NO_ERROR)
        return answer;
    DWORD number = 0; // an enumeration must not hold the undocumented number
    std::memcpy(&number, &e.what, sizeof number);
    if (number == UPDATE_COMPLETE) {
        number = 7;
        waiting.push_back(e);
        std::memcpy(&waiting.back().what, &number, sizeof number);
    }
    std::memcpy(what, &e.what, sizeof e.what);
    if (message)
        *message = e.message;
    return DWORD{NO_ERROR};
};
constexpr auto takes_the_signal = [](auto obey, auto* what, auto* message) {
    const DWORD answer = obey(what, message);
    if (answer == NO_ERROR && *what == UPDATE_COMPLETE) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
        WaitForSingleObject(life.event, 0);
    }
    return answer;
};
constexpr auto takes_later_signals = [](auto obey, auto* what, auto* message) {
    const DWORD answer = obey(what, message);
    if (answer == NO_ERROR && *what == UPDATE_COMPLETE && updates_ended++ > 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
        WaitForSingleObject(life.event, 0);
    }
    return answer;
};
constexpr auto last_first = [](auto obey, auto* what, auto* message) {
    for (event e{}; obey(&e.what, &e.message) == NO_ERROR;)
        waiting.insert(e.what == UPDATE_COMPLETE ? waiting.begin() : waiting.end(), e);
    event e{};
    if (waiting.empty())
        return DWORD{ERROR_NO_MORE_ITEMS};
    next(obey, e);
    return give(e, what, message);
};

struct signals_first {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        SetEvent(life.event);
        return obey(a...);
    }
};

constexpr deviation all[] = {
    {"RP-EVENT-01", with_queue<another_code_if_empty>},
    {"RP-EVENT-02", with_queue<no_null_if_empty>},
    {"RP-EVENT-03", with_queue<no_null>},
    {"RP-EVENT-04", with_queue<keeps_if_null>},
    {"RP-EVENT-05", with_queue<unknown_event>},
    {"RP-EVENT-06", with_queue<takes_the_signal>},
    {"RP-EVENT-06", with_queue<takes_later_signals>},
    {"RP-EVENT-07", replace<&t::pfnUpdateRoutes, signals_first>},
    {"RP-EVENT-08", with_queue<last_first>},
};

} // namespace events

std::span<const deviation> from_events() {
    return events::all;
}

} // namespace misbehaving
