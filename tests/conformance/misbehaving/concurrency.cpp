// Protocols that support one thread only.

#include "deviation.hpp"

#include <chrono>
#include <routpact/detail/conformance/rules/concurrency.hpp>
#include <thread>

namespace misbehaving {
namespace concurrency {

using t = table;
namespace rd = routpact::detail;
using lock = std::unique_lock<std::mutex>;

// The number of threads inside the callback that deviates.
std::atomic<int> inside = 0;

struct visit {
    const int before = inside++;
    ~visit() { --inside; }
    visit() = default;
    visit(const visit&) = delete;
    visit& operator=(const visit&) = delete;
};
void linger() { // without sleep, whose duration depends on the system
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds{500};
    while (std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
}

struct for_one_thread {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const visit here;
        if (here.before > 0)
            return 998; // ERROR_NOACCESS
        linger();
        return obey(a...);
    }
};

// A stop that never ends if it begins during the callback.
struct stops_in_between {
    static inline std::atomic<bool> stuck = false;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        if constexpr (is<Member, &t::pfnStopProtocol>) {
            stuck = inside > 0;
            const DWORD answer = obey();
            return stuck ? DWORD{ERROR_PROTOCOL_STOP_PENDING} : answer;
        } else if constexpr (is<Member, &t::pfnGetEventMessage>) {
            const DWORD answer = obey(a...);
            return stuck ? DWORD{ERROR_NO_MORE_ITEMS} : answer;
        } else {
            const visit here;
            linger();
            return obey(a...);
        }
    }
    template <auto Member>
    static void apply(t& tricky) {
        replace<Member, stops_in_between>(tricky);
        replace<&t::pfnStopProtocol, stops_in_between>(tricky);
        replace<&t::pfnGetEventMessage, stops_in_between>(tricky);
    }
};

struct adds_for_both {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const visit here;
        linger();
        const DWORD answer = obey(a...);
        const bool two = here.before > 0 || inside > 1;
        linger();
        return answer == ERROR_INVALID_PARAMETER && two ? DWORD{NO_ERROR} : answer;
    }
};

struct locks_meanwhile {
    static inline std::mutex mutex;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const lock locked{mutex};
        if constexpr (is<Member, &t::pfnUpdateRoutes>)
            if (auto* const manager = obedient::manager.load())
                manager->demand_dial(argument<0>(a...));
        return obey(a...);
    }
};

// Copies the first event, and takes it from the queue a little later.
struct fetches_for_one_thread {
    static inline std::mutex mutex;
    static inline std::optional<std::pair<ROUTING_PROTOCOL_EVENTS, MESSAGE>> first;

    template <auto, class Pointer>
    static DWORD call(Pointer obey, ROUTING_PROTOCOL_EVENTS* event, MESSAGE* message) {
        {
            const lock locked{mutex};
            std::pair<ROUTING_PROTOCOL_EVENTS, MESSAGE> next{};
            if (!first && obey(&next.first, &next.second) == NO_ERROR)
                first = next;
            if (!first)
                return ERROR_NO_MORE_ITEMS;
            *event = first->first;
            if (message)
                *message = first->second;
        }
        linger();
        const lock locked{mutex};
        first.reset();
        return NO_ERROR;
    }
};

constexpr std::array<deviation, 4> others{{
    {"RP-THREAD-13", replace<&t::pfnGetEventMessage, for_one_thread>},
    {"RP-THREAD-13", replace<&t::pfnGetEventMessage, fetches_for_one_thread>},
    {"RP-LOCK-01", replace<&t::pfnAddInterface, adds_for_both>},
    {"RP-LOCK-02",
     [](t& tricky) {
         replace<&t::pfnUpdateRoutes, locks_meanwhile>(tricky);
         replace<&t::pfnGetGlobalInfo, locks_meanwhile>(tricky);
     }},
}};

constexpr auto all = together(deviations_of<rd::concurrent_calls, for_one_thread>,
                              deviations_of<rd::racing_stop, stops_in_between>, others);

} // namespace concurrency

std::span<const deviation> from_concurrency() {
    return concurrency::all;
}

} // namespace misbehaving
