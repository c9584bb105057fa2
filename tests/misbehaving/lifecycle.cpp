// Protocols that start and stop in a way of their own.

#include "deviation.hpp"

#include <chrono>

namespace misbehaving {
namespace {

using t = table;

// What the deviations below remember, from StartProtocol on.
struct memory {
    std::mutex mutex;
    std::chrono::steady_clock::time_point start;
    bool stopped = false; // a StopProtocol came
    bool ended = false;   // a stop has ended
    bool swallow = false; // ROUTER_STOPPED
    unsigned extra = 0;   // events that are to come
    DWORD extra_event = 0;
};
memory told;

// StartProtocol as it should be, which forgets.
struct starts {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{told.mutex};
        if (answer == NO_ERROR) {
            told.start = std::chrono::steady_clock::now();
            told.stopped = told.swallow = false;
            told.extra = 0;
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
        const auto age = std::chrono::steady_clock::now() - told.start;
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
        const std::lock_guard locked{told.mutex};
        return told.ended ? DWORD{ERROR_CAN_NOT_COMPLETE} : obey(a...);
    }
};
struct ends {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const std::lock_guard locked{told.mutex};
        told.ended = true;
        return obey();
    }
};

// Stops that are not told, where an update was the last thing before: others would wait for them.
struct stops_silently {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const DWORD answer = obey();
        const std::lock_guard locked{told.mutex};
        told.stopped = true;
        told.swallow = life.last == position_of<&t::pfnUpdateRoutes>();
        return answer;
    }
};
struct swallows {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{told.mutex};
        const bool stopped = answer == NO_ERROR && *argument<0>(a...) == ROUTER_STOPPED;
        return stopped && told.swallow ? DWORD{ERROR_NO_MORE_ITEMS} : answer;
    }
};

// An event more behind ROUTER_STOPPED.
template <ROUTING_PROTOCOL_EVENTS Extra>
struct goes_on {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{told.mutex};
        if (answer == NO_ERROR && *argument<0>(a...) == ROUTER_STOPPED) {
            told.extra = 1;
        } else if (answer != NO_ERROR && told.extra > 0) {
            --told.extra;
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
            const std::lock_guard locked{told.mutex};
            told.stopped = true;
        }
        return obey();
    }
};
struct fetches_no_more {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{told.mutex};
        return answer != NO_ERROR && told.stopped ? DWORD{ERROR_CAN_NOT_COMPLETE} : answer;
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

struct stops_only_if_complete {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        std::unique_lock locked{life.mutex};
        const bool complete = life.completed;
        locked.unlock();
        const DWORD answer = obey();
        return complete ? answer : DWORD{ERROR_CAN_NOT_COMPLETE};
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
    {"RP-STOP-01",
     [](t& tricky) {
         replace<&t::pfnStartProtocol, starts>(tricky);
         replace<&t::pfnStopProtocol, stops_silently>(tricky);
         replace<&t::pfnGetEventMessage, swallows>(tricky);
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
};

} // namespace

std::span<const deviation> from_lifecycle() {
    return all;
}

} // namespace misbehaving
