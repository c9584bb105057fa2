// Codes that no page names, and calls that are taken when the protocol does not run.

#include "deviation.hpp"

#include <routpact/testing/rules/codes.hpp>

namespace misbehaving {
namespace {

using t = table;
constexpr DWORD undocumented = 998; // ERROR_NOACCESS
constexpr ULONG only_here = 70000;  // what the rules of codes call with, and no others

struct answers_oddly {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        std::unique_lock locked{life.mutex};
        [[maybe_unused]] const bool complete = life.completed;
        locked.unlock();
        if constexpr (is<Member, &t::pfnGetGlobalInfo>)
            if (argument<1>(a...) && *argument<1>(a...) == 3) // bytes
                return undocumented;
        const DWORD answer = obey(a...);
        if constexpr (is<Member, &t::pfnStartProtocol>)
            return argument<4>(a...) == 3 ? undocumented : answer; // three bytes of garbage
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

struct runs_always {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        std::unique_lock locked{life.mutex};
        const bool runs = life.started;
        locked.unlock();
        const DWORD answer = obey(a...);
        return runs ? answer : DWORD{NO_ERROR};
    }
};

constexpr auto all = together(deviations_of<routpact::testing::documented_answers, answers_oddly>,
                              deviations_of<routpact::testing::illegal_calls, runs_always>);

} // namespace

std::span<const deviation> from_codes() {
    return all;
}

} // namespace misbehaving
