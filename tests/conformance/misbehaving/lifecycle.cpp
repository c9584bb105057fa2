// Protocols that start or stop wrongly.

#include "deviation.hpp"

#include <chrono>

namespace misbehaving {
namespace lifecycle {

using t = table;

// The state of the deviations below. StartProtocol resets it.
struct deviation_state {
    std::mutex mutex;
    std::chrono::steady_clock::time_point start;
    bool stopped = false; // StopProtocol was called
    bool ended = false;   // a stop has ended
    bool swallow = false; // drop ROUTER_STOPPED
    unsigned extra = 0;   // events to add
    DWORD extra_event = 0;
};
deviation_state state;

// A conforming StartProtocol, which resets the state.
struct starts {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{state.mutex};
        if (answer == NO_ERROR) {
            state.start = std::chrono::steady_clock::now();
            state.stopped = state.swallow = false;
            state.extra = 0;
        }
        return answer;
    }
};

struct never_starts {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer, A&...) {
        return ERROR_CAN_NOT_COMPLETE;
    }
};

struct adds_late {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const auto age = std::chrono::steady_clock::now() - state.start;
        return age < std::chrono::milliseconds{30} ? DWORD{ERROR_CAN_NOT_COMPLETE} : obey(a...);
    }
};

struct dials_early {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        std::unique_lock locked{life.mutex};
        if (answer == NO_ERROR && !life.completed) {
            locked.unlock();
            obedient::manager.load()->demand_dial(argument<0>(a...));
        }
        return answer;
    }
};

struct starts_twice {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        return answer == ERROR_CAN_NOT_COMPLETE ? DWORD{NO_ERROR} : answer;
    }
};

struct reads_large_functions {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        look_at(argument<1>(a...), sizeof(SUPPORT_FUNCTIONS_50));
        return obey(a...);
    }
};

struct starts_once {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const std::lock_guard locked{state.mutex};
        return state.ended ? DWORD{ERROR_CAN_NOT_COMPLETE} : obey(a...);
    }
};
struct ends {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const std::lock_guard locked{state.mutex};
        state.ended = true;
        return obey();
    }
};

// Stops without ROUTER_STOPPED, if an update was the last call before. Other scenarios would wait
// for the event.
struct stops_silently {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const DWORD answer = obey();
        const std::lock_guard locked{state.mutex};
        state.stopped = true;
        state.swallow = life.last == position_of<&t::pfnUpdateRoutes>();
        return answer;
    }
};
struct swallows {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{state.mutex};
        const bool stopped = answer == NO_ERROR && *argument<0>(a...) == ROUTER_STOPPED;
        return stopped && state.swallow ? DWORD{ERROR_NO_MORE_ITEMS} : answer;
    }
};

// Queues ROUTER_STOPPED late, after other events were fetched, and without a signal.
struct signals_no_end {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const DWORD answer = obey();
        if (answer == ERROR_PROTOCOL_STOP_PENDING) // then all signals are one
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        return answer;
    }
};
struct holds_back {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        static std::optional<std::chrono::steady_clock::time_point> held;
        const std::lock_guard locked{state.mutex};
        const auto now = std::chrono::steady_clock::now();
        if (held && now - *held > std::chrono::milliseconds{30}) {
            held.reset();
            *argument<0>(a...) = ROUTER_STOPPED;
            return NO_ERROR;
        }
        const DWORD answer = held ? DWORD{ERROR_NO_MORE_ITEMS} : obey(a...);
        if (answer != NO_ERROR || *argument<0>(a...) != ROUTER_STOPPED)
            return answer;
        held = now;
        return ERROR_NO_MORE_ITEMS;
    }
};

// Adds an event after ROUTER_STOPPED.
template <ROUTING_PROTOCOL_EVENTS Extra>
struct goes_on {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{state.mutex};
        if (answer == NO_ERROR && *argument<0>(a...) == ROUTER_STOPPED) {
            state.extra = 1;
        } else if (answer != NO_ERROR && state.extra > 0) {
            --state.extra;
            *argument<0>(a...) = Extra;
            return NO_ERROR;
        }
        return answer;
    }
};

struct stops {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        {
            const std::lock_guard locked{state.mutex};
            state.stopped = true;
        }
        return obey();
    }
};
struct fetches_no_more {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{state.mutex};
        return answer != NO_ERROR && state.stopped ? DWORD{ERROR_CAN_NOT_COMPLETE} : answer;
    }
};

struct signals_its_stop {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const DWORD answer = obey();
        const std::lock_guard locked{life.mutex};
        if (answer == NO_ERROR)
            SetEvent(life.event);
        return answer;
    }
};

// Whether StartComplete was called.
bool is_complete() {
    const std::lock_guard locked{life.mutex};
    return life.completed;
}

struct stops_only_if_complete {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const bool complete = is_complete();
        const DWORD answer = obey();
        return complete ? answer : DWORD{ERROR_CAN_NOT_COMPLETE};
    }
};

// Stops at once before StartComplete, and says that the stop is pending.
struct pends_for_ever {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const bool complete = is_complete();
        const DWORD answer = obey();
        return complete || answer != NO_ERROR ? answer : DWORD{ERROR_PROTOCOL_STOP_PENDING};
    }
};

// Stays as if started once it has refused to start.
struct stays_refused {
    static inline std::atomic<bool> refused = false;
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        if (refused)
            return ERROR_CAN_NOT_COMPLETE;
        const DWORD answer = obey(a...);
        refused = answer == ERROR_INVALID_PARAMETER;
        return answer;
    }
};

// Uses the notification event of the first start for ever.
struct keeps_first_event {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        static HANDLE first = nullptr;
        first = first ? first : argument<0>(a...);
        argument<0>(a...) = first;
        return obey(a...);
    }
};

constexpr deviation all[] = {
    {"RP-START-01", replace<&t::pfnStartProtocol, never_starts>},
    {"RP-START-02",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts>(tricky);
         replace<&t::pfnAddInterface, adds_late>(tricky);
     }},
    {"RP-START-03", replace<&t::pfnInterfaceStatus, dials_early>},
    {"RP-START-04", replace<&t::pfnStartProtocol, starts_twice>},
    {"RP-START-05", replace<&t::pfnStartProtocol, reads_large_functions>},
    {"RP-START-06",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts_once>(tricky);
         replace<&t::pfnStopProtocol, ends>(tricky);
     }},
    {"RP-START-07", replace<&t::pfnStartProtocol, keeps_first_event>},
    {"RP-START-08",
     [](t& tricky) {
         stays_refused::refused = false;
         replace<&t::pfnStartProtocol, stays_refused>(tricky);
     }},
    {"RP-STOP-01",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts>(tricky);
         replace<&t::pfnStopProtocol, stops_silently>(tricky);
         replace<&t::pfnGetEventMessage, swallows>(tricky);
     }},
    {"RP-STOP-01",
     [](t& tricky) {
         replace<&t::pfnStopProtocol, signals_no_end>(tricky);
         replace<&t::pfnGetEventMessage, holds_back>(tricky);
     }},
    {"RP-STOP-02",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts>(tricky);
         replace<&t::pfnGetEventMessage, goes_on<ROUTER_STOPPED>>(tricky);
     }},
    {"RP-STOP-03",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts>(tricky);
         replace<&t::pfnStopProtocol, stops>(tricky);
         replace<&t::pfnGetEventMessage, fetches_no_more>(tricky);
     }},
    {"RP-STOP-04",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts>(tricky);
         replace<&t::pfnGetEventMessage, goes_on<SAVE_GLOBAL_CONFIG_INFO>>(tricky);
     }},
    {"RP-STOP-05", replace<&t::pfnStopProtocol, signals_its_stop>},
    {"RP-STOP-06", replace<&t::pfnStopProtocol, stops_only_if_complete>},
    {"RP-STOP-07", replace<&t::pfnStopProtocol, pends_for_ever>},
};

} // namespace lifecycle

std::span<const deviation> from_lifecycle() {
    return lifecycle::all;
}

} // namespace misbehaving
