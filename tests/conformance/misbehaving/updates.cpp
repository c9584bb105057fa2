// Protocols with wrong autostatic updates.

#include "deviation.hpp"

#include <deque>
#include <optional>

namespace misbehaving {
namespace updates {

using t = table;
using lock = std::unique_lock<std::mutex>;

std::mutex mutex;
std::optional<MESSAGE> more; // an UPDATE_COMPLETE to add
std::set<ULONG> lost;        // the interfaces whose UPDATE_COMPLETE is dropped

struct forgets {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const lock locked{mutex};
        if (answer == NO_ERROR) {
            more.reset();
            lost.clear();
        }
        return answer;
    }
};

// Implements GetEventMessage. `How(message)` may change each UPDATE_COMPLETE, or drop it by
// returning false.
template <auto How>
struct fetches {
    template <auto, class Pointer>
    static DWORD call(Pointer obey, ROUTING_PROTOCOL_EVENTS* what, MESSAGE* message) {
        const lock locked{mutex};
        if (more) {
            *what = UPDATE_COMPLETE;
            if (message)
                *message = *more;
            more.reset();
            return NO_ERROR;
        }
        DWORD answer = obey(what, message);
        while (answer == NO_ERROR && *what == UPDATE_COMPLETE && message &&
               !How(message->UpdateCompleteMessage))
            answer = obey(what, message);
        return answer;
    }
};
template <auto How>
constexpr auto with_events = [](t& tricky) {
    replace<&t::pfnStartProtocol, forgets>(tricky);
    replace<&t::pfnGetEventMessage, fetches<How>>(tricky);
};

constexpr auto as_it_is = [](UPDATE_COMPLETE_MESSAGE&) { return true; };
constexpr auto odd_status = [](UPDATE_COMPLETE_MESSAGE& m) {
    m.UpdateStatus = ERROR_ACCESS_DENIED;
    return true;
};
constexpr auto no_type_if_deleted = [](UPDATE_COMPLETE_MESSAGE& m) {
    const lock locked{life.mutex};
    if (life.started && !life.present.contains(m.InterfaceIndex))
        m.UpdateType = 0;
    return true;
};
constexpr auto odd_status_at_stop = [](UPDATE_COMPLETE_MESSAGE& m) {
    const lock locked{life.mutex};
    if (!life.started)
        m.UpdateStatus = ERROR_ACCESS_DENIED;
    return true;
};
constexpr auto another_index = [](UPDATE_COMPLETE_MESSAGE& m) {
    m.InterfaceIndex += 100000;
    return true;
};
constexpr auto twice = [](UPDATE_COMPLETE_MESSAGE& m) {
    more.emplace().UpdateCompleteMessage = m;
    return true;
};
constexpr auto not_if_lost = [](UPDATE_COMPLETE_MESSAGE& m) {
    return !lost.contains(m.InterfaceIndex);
};

struct does_nothing {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        lock locked{life.mutex};
        const bool enabled = life.started && life.enabled.contains(argument<0>(a...));
        locked.unlock();
        return enabled ? DWORD{NO_ERROR} : obey(a...);
    }
};
struct ends_what_it_refused {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const lock locked{mutex};
        if (answer != NO_ERROR)
            more.emplace().UpdateCompleteMessage = {argument<0>(a...), RF_DEMAND_UPDATE_ROUTES,
                                                    ERROR_CAN_NOT_COMPLETE};
        return answer;
    }
};
struct loses_updates {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const lock locked{mutex};
            lost.insert(argument<0>(a...));
        }
        return obey(a...);
    }
};

struct loses_second_update {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const lock locked{mutex};
        if (answer == NO_ERROR && !under_way.empty() && !under_way.contains(argument<0>(a...)))
            lost.insert(argument<0>(a...));
        if (answer == NO_ERROR)
            under_way.insert(argument<0>(a...));
        return answer;
    }
    static inline std::set<ULONG> under_way;
};
constexpr auto not_second = [](UPDATE_COMPLETE_MESSAGE& m) {
    loses_second_update::under_way.erase(m.InterfaceIndex);
    return lost.erase(m.InterfaceIndex) == 0;
};

struct loses_when_disabled {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const lock locked{mutex};
            if (argument<2>(a...) == RIS_INTERFACE_DISABLED)
                lost.insert(argument<0>(a...));
        }
        return obey(a...);
    }
};

// Has a queue with room for 16 events, and drops the others.
struct has_small_queue {
    template <auto, class Pointer>
    static DWORD call(Pointer obey, ROUTING_PROTOCOL_EVENTS* what, MESSAGE* message) {
        const lock locked{mutex};
        ROUTING_PROTOCOL_EVENTS next{};
        for (MESSAGE m; obey(&next, &m) == NO_ERROR;)
            if (queue.size() < 16 || next == ROUTER_STOPPED)
                queue.emplace_back(next, m);
        if (queue.empty())
            return ERROR_NO_MORE_ITEMS;
        *what = queue.front().first;
        if (message)
            *message = queue.front().second;
        queue.pop_front();
        return NO_ERROR;
    }
    static inline std::deque<std::pair<ROUTING_PROTOCOL_EVENTS, MESSAGE>> queue;
};

constexpr deviation all[] = {
    {"RP-UPDATE-01", replace<&t::pfnUpdateRoutes, does_nothing>},
    {"RP-UPDATE-02", with_events<odd_status>},
    {"RP-UPDATE-02", with_events<no_type_if_deleted>},
    {"RP-UPDATE-02", with_events<odd_status_at_stop>},
    {"RP-UPDATE-03", with_events<another_index>},
    {"RP-UPDATE-04", with_events<twice>},
    {"RP-UPDATE-05",
     [](t& tricky) {
         with_events<as_it_is>(tricky);
         replace<&t::pfnUpdateRoutes, ends_what_it_refused>(tricky);
     }},
    {"RP-UPDATE-06",
     [](t& tricky) {
         with_events<not_if_lost>(tricky);
         replace<&t::pfnDeleteInterface, loses_updates>(tricky);
     }},
    {"RP-UPDATE-07",
     [](t& tricky) {
         with_events<not_second>(tricky);
         replace<&t::pfnUpdateRoutes, loses_second_update>(tricky);
     }},
    {"RP-UPDATE-08",
     [](t& tricky) {
         with_events<not_if_lost>(tricky);
         replace<&t::pfnInterfaceStatus, loses_when_disabled>(tricky);
     }},
    {"RP-UPDATE-09", replace<&t::pfnGetEventMessage, has_small_queue>},
};

} // namespace updates

std::span<const deviation> from_updates() {
    return updates::all;
}

} // namespace misbehaving
