// Protocols that return undocumented codes, or accept calls while they are not running.

#include "deviation.hpp"

#include <routpact/detail/conformance/rules/codes.hpp>

namespace misbehaving {
namespace codes {

using t = table;
constexpr DWORD undocumented = 998; // ERROR_NOACCESS
constexpr ULONG only_here = 70000;  // an index that only the rules about codes use

struct returns_undocumented {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        std::unique_lock locked{life.mutex};
        [[maybe_unused]] const bool complete = life.completed;
        locked.unlock();
        if constexpr (is<Member, &t::pfnGetGlobalInfo>)
            if (argument<1>(a...) && *argument<1>(a...) == 3) // a capacity that only they use
                return undocumented;
        const DWORD answer = obey(a...);
        if constexpr (is<Member, &t::pfnStartProtocol>)
            return argument<4>(a...) == 3 ? undocumented : answer; // three meaningless bytes
        else if constexpr (is<Member, &t::pfnStartComplete>)
            return ERROR_CAN_NOT_COMPLETE;
        else if constexpr (is<Member, &t::pfnStopProtocol>)
            return complete && answer == NO_ERROR ? DWORD{ERROR_CAN_NOT_COMPLETE} : answer;
        else if constexpr (slot<Member>::contract.index_position != 0)
            return index_of<Member>(a...) == only_here ? undocumented : answer;
        else if constexpr (is<Member, &t::pfnGetGlobalInfo>)
            return answer;
        else
            return begins_with<Member>(only_here, a...) ? undocumented : answer;
    }

private:
    template <auto Member, class... A>
    static bool begins_with(ULONG what, A&... a) {
        const void* const input = argument<input_place<Member>>(a...);
        ULONG first = 0;
        if (input && argument<input_size_place<Member>>(a...) >= sizeof first)
            std::memcpy(&first, input, sizeof first);
        return first == what;
    }
};

struct accepts_always {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        std::unique_lock locked{life.mutex};
        const bool runs = life.started;
        locked.unlock();
        const DWORD answer = obey(a...);
        return runs ? answer : DWORD{NO_ERROR};
    }
};

struct knows_enabled_ones_only {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const std::lock_guard locked{life.mutex};
            const ULONG index = index_of<Member>(a...);
            bool wrong = life.completed && life.present.contains(index) &&
                         !life.enabled.contains(index) && life.ever.size() == 1;
            if constexpr (is<Member, &t::pfnInterfaceStatus>)
                wrong = wrong && argument<2>(a...) == RIS_INTERFACE_MEDIA_ABSENT;
            if (wrong)
                return ERROR_INVALID_PARAMETER;
        }
        return obey(a...);
    }
};

struct has_room_for_200 {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        static std::set<DWORD> clients;
        const DWORD answer = obey(a...);
        const auto* const client = static_cast<const IP_LOCAL_BINDING*>(argument<1>(a...));
        if (answer != NO_ERROR || !client)
            return answer;
        const std::lock_guard locked{life.mutex};
        clients.insert(client->Address);
        return clients.size() <= 200 ? answer : DWORD{ERROR_CAN_NOT_COMPLETE};
    }
};

constexpr auto many_clients =
    std::to_array<deviation>({{"RP-CODE-15", replace<&t::pfnConnectClient, has_room_for_200>}});

constexpr auto all =
    together(many_clients, deviations_of<routpact::detail::present_index, knows_enabled_ones_only>,
             deviations_of<routpact::detail::documented_answers, returns_undocumented>,
             deviations_of<routpact::detail::illegal_calls, accepts_always>);

} // namespace codes

std::span<const deviation> from_codes() {
    return codes::all;
}

} // namespace misbehaving
