// Protocols that add, delete or change interfaces wrongly.

#include "deviation.hpp"

namespace misbehaving {
namespace interfaces {

using t = table;
using lock = std::unique_lock<std::mutex>;

// Arguments of AddInterface: 0 name, 1 index, 3 the first reserved one, 6 info; of InterfaceStatus:
// 0 index, 2 type, 3 info.

// Returns `Code` if `When(arguments ...)` holds, which is called under the lock of `life`.
template <DWORD Code, auto When>
struct refuses {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const lock locked{life.mutex};
            if (When(a...))
                return Code;
        }
        return obey(a...);
    }
};

constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;
constexpr DWORD bad_argument = ERROR_INVALID_PARAMETER;
bool is_ordinary(ULONG index) { // other rules use other indexes
    return index > 0 && index <= 1000;
}

constexpr auto with_info = [](auto&... a) { return argument<6>(a...) != nullptr; };
constexpr auto without_info = [](auto&... a) { return argument<6>(a...) == nullptr; };
constexpr auto later = [](auto&... a) {
    const ULONG index = argument<1>(a...);
    return life.completed && is_ordinary(index) && !life.ever.contains(index);
};
constexpr auto deleted_before = [](auto&... a) { return life.deleted.contains(argument<1>(a...)); };
constexpr auto extreme = [](auto&... a) {
    const ULONG index = argument<0>(a...);
    return index == 0xffffffff && life.present.contains(index);
};
constexpr auto with_media = [](auto&... a) { return argument<3>(a...) != 0; };
constexpr auto enabled = [](auto&... a) {
    const ULONG index = argument<0>(a...);
    return is_ordinary(index) && life.enabled.contains(index);
};
constexpr auto null_and_enabled = [](auto&... a) {
    return argument<2>(a...) == RIS_INTERFACE_ENABLED && argument<3>(a...) == nullptr &&
           life.present.contains(argument<0>(a...));
};
constexpr auto nameless = [](auto&... a) { return argument<2>(a...) > RIS_INTERFACE_MEDIA_ABSENT; };

struct adds_twice {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const lock locked{life.mutex};
        const ULONG index = argument<1>(a...);
        return answer == bad_argument && is_ordinary(index) && life.present.contains(index)
                   ? DWORD{NO_ERROR}
                   : answer;
    }
};

struct dials_disabled {
    template <auto, class Pointer>
    static DWORD call(Pointer obey) {
        const DWORD answer = obey();
        lock locked{life.mutex};
        const bool any = !life.present.empty();
        const ULONG index = any ? *life.present.begin() : 0;
        locked.unlock();
        if (any)
            obedient::manager.load()->demand_dial(index);
        return answer;
    }
};

struct enables_once {
    static inline std::set<ULONG> disabled;
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const lock locked{life.mutex};
            const ULONG index = argument<0>(a...);
            if (argument<2>(a...) == RIS_INTERFACE_ENABLED && disabled.contains(index))
                return failure;
            if (argument<2>(a...) == RIS_INTERFACE_DISABLED && life.enabled.contains(index))
                disabled.insert(index);
        }
        return obey(a...);
    }
};

struct reads_more_addresses {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const auto* const binding = static_cast<const IP_ADAPTER_BINDING_INFO*>(argument<3>(a...));
        if (binding && argument<2>(a...) == RIS_INTERFACE_ADDRESS_CHANGE)
            look_at(binding, SIZEOF_IP_BINDING(binding->AddressCount));
        return obey(a...);
    }
};

struct tests_bits {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        DWORD& type = argument<2>(a...);
        if (answer == NO_ERROR && type == RIS_INTERFACE_MEDIA_PRESENT) { // 3, as if 1 and 2
            type = RIS_INTERFACE_DISABLED;
            return obey(a...);
        }
        return answer;
    }
};

constexpr deviation all[] = {
    {"RP-ITF-01", replace<&t::pfnAddInterface, refuses<failure, with_info>>},
    {"RP-ITF-02", replace<&t::pfnAddInterface, refuses<bad_argument, later>>},
    {"RP-ITF-03", replace<&t::pfnAddInterface, adds_twice>},
    {"RP-ITF-04", replace<&t::pfnAddInterface, refuses<failure, deleted_before>>},
    {"RP-ITF-05", replace<&t::pfnInterfaceStatus, refuses<bad_argument, extreme>>},
    {"RP-ITF-06", replace<&t::pfnAddInterface, refuses<bad_argument, without_info>>},
    {"RP-ITF-07", replace<&t::pfnAddInterface, refuses<bad_argument, with_media>>},
    {"RP-ITF-08", replace<&t::pfnStartComplete, dials_disabled>},
    {"RP-ITF-09", replace<&t::pfnDeleteInterface, refuses<bad_argument, enabled>>},
    {"RP-ITF-10", replace<&t::pfnInterfaceStatus, refuses<failure, null_and_enabled>>},
    {"RP-ITF-11", replace<&t::pfnInterfaceStatus, enables_once>},
    {"RP-ITF-12", replace<&t::pfnInterfaceStatus, refuses<bad_argument, nameless>>},
    {"RP-ITF-13", replace<&t::pfnInterfaceStatus, reads_more_addresses>},
    {"RP-ITF-14", replace<&t::pfnInterfaceStatus, tests_bits>},
};

} // namespace interfaces

std::span<const deviation> from_interfaces() {
    return interfaces::all;
}

} // namespace misbehaving
