// Protocols that are odd, but keep all rules.

#include "deviation.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace misbehaving {
namespace odd {

using t = table;
using lock = std::unique_lock<std::mutex>;
using std::chrono::steady_clock;

// Arguments of AddInterface: 1 index; of InterfaceStatus: 0 index, 2 type; of GetInterfaceInfo
// and SetInterfaceInfo: 0 index, 1 info, 2 size; of SetGlobalInfo: 0 info.

// Answers ERROR_CAN_NOT_COMPLETE if `When(arguments ...)` holds, which is called under the lock of
// `life`.
template <auto When>
struct cannot {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const lock locked{life.mutex};
            if (When(a...))
                return ERROR_CAN_NOT_COMPLETE;
        }
        return obey(a...);
    }
};
template <auto Member, auto When>
constexpr auto cannot_if = replace<Member, cannot<When>>;

constexpr auto second_interface = [](auto&... a) {
    return !life.present.empty() && !life.present.contains(argument<1>(a...));
};
constexpr auto no_place = [](auto&... a) {
    return life.present.size() >= 20 && !life.present.contains(argument<1>(a...));
};
constexpr auto complete = [](auto&... a) {
    return life.completed && !life.present.contains(argument<1>(a...));
};
constexpr auto enabled = [](auto&... a) { return life.enabled.contains(argument<0>(a...)); };
constexpr auto enabled_again = [](auto&... a) {
    const ULONG index = argument<0>(a...);
    return argument<2>(a...) == RIS_INTERFACE_ENABLED && life.enabled.contains(index);
};
constexpr auto known = [](auto&... a) {
    return life.present.contains(argument<0>(a...)) && argument<2>(a...);
};

constexpr auto with_info = [](auto&... a) {
    return life.present.contains(argument<0>(a...)) && argument<1>(a...);
};
constexpr auto with_global_info = [](auto&... a) { return argument<0>(a...) != nullptr; };
constexpr auto disabled = [](auto&... a) {
    return argument<2>(a...) == RIS_INTERFACE_DISABLED && life.present.contains(argument<0>(a...));
};

// Keeps an index for 50 ms after its deletion.
struct frees_late {
    static inline std::map<ULONG, steady_clock::time_point> deleted;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const ULONG index = index_of<Member>(a...);
        if constexpr (is<Member, &t::pfnAddInterface>) {
            const lock locked{life.mutex};
            const auto found = deleted.find(index);
            if (found != deleted.end() && life.deleted.contains(index) &&
                !life.present.contains(index) &&
                steady_clock::now() - found->second < std::chrono::milliseconds{50})
                return ERROR_CAN_NOT_COMPLETE;
        }
        const DWORD answer = obey(a...);
        if constexpr (is<Member, &t::pfnDeleteInterface>) {
            const lock locked{life.mutex};
            if (answer == NO_ERROR)
                deleted[index] = steady_clock::now();
        }
        return answer;
    }
};

// Enables only interfaces that have an address, which they lose when they are disabled.
struct needs_an_address {
    static inline std::set<ULONG> bound;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const ULONG index = index_of<Member>(a...);
        if constexpr (is<Member, &t::pfnInterfaceStatus>) {
            const lock locked{life.mutex};
            if (argument<2>(a...) == RIS_INTERFACE_ENABLED && life.present.contains(index) &&
                !bound.contains(index))
                return ERROR_CAN_NOT_COMPLETE;
        }
        const DWORD answer = obey(a...);
        const lock locked{life.mutex};
        if constexpr (is<Member, &t::pfnInterfaceStatus>) {
            if (answer == NO_ERROR && argument<2>(a...) == RIS_INTERFACE_ADDRESS_CHANGE &&
                argument<3>(a...))
                bound.insert(index);
            if (argument<2>(a...) == RIS_INTERFACE_DISABLED)
                bound.erase(index);
        } else if (answer == NO_ERROR) {
            bound.erase(index);
        }
        return answer;
    }
};

// Counts the calls in the block that it returns.
struct counts {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        static std::atomic<unsigned char> calls = 0;
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR)
            *static_cast<unsigned char*>(argument<sizeof...(A) - 5>(a...)) = ++calls;
        return answer;
    }
};

// Stores even numbers only, and asks to save the block if that changes it.
struct rounds {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        interface_info rounded;
        if (!argument<1>(a...) || argument<3>(a...) != sizeof rounded)
            return obey(a...);
        std::memcpy(&rounded, argument<1>(a...), sizeof rounded);
        bool changed = false;
        for (ULONG& value : rounded.values) {
            changed = changed || value % 2 != 0;
            value -= value % 2;
        }
        argument<1>(a...) = &rounded;
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR && changed)
            obedient::manager.load()->save_interface_config(argument<0>(a...));
        return answer;
    }
};

// Keeps memory of its first 120 updates. It stays reachable, so that no sanitizer reports it.
struct fills_a_pool {
    static inline std::vector<std::unique_ptr<char[]>> pool;

    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const lock locked{life.mutex};
        if (answer == NO_ERROR && pool.size() < 120)
            pool.push_back(std::make_unique<char[]>(1000));
        return answer;
    }
};

constexpr deviation all[] = {
    {"has few places", cannot_if<&t::pfnAddInterface, no_place>},
    {"has one interface only", cannot_if<&t::pfnAddInterface, second_interface>},
    {"adds no interface after StartComplete", cannot_if<&t::pfnAddInterface, complete>},
    {"adds a deleted index late",
     [](t& tricky) {
         replace<&t::pfnAddInterface, frees_late>(tricky);
         replace<&t::pfnDeleteInterface, frees_late>(tricky);
     }},
    {"deletes no enabled interface", cannot_if<&t::pfnDeleteInterface, enabled>},
    {"enables an interface once", cannot_if<&t::pfnInterfaceStatus, enabled_again>},
    {"enables an interface with an address only",
     [](t& tricky) {
         replace<&t::pfnInterfaceStatus, needs_an_address>(tricky);
         replace<&t::pfnAddInterface, needs_an_address>(tricky);
     }},
    {"returns no interface info", cannot_if<&t::pfnGetInterfaceInfo, known>},
    {"disables no interface", cannot_if<&t::pfnInterfaceStatus, disabled>},
    {"sets no info block",
     [](t& tricky) {
         cannot_if<&t::pfnSetInterfaceInfo, with_info>(tricky);
         cannot_if<&t::pfnSetGlobalInfo, with_global_info>(tricky);
     }},
    {"rounds the numbers of info blocks", replace<&t::pfnSetInterfaceInfo, rounds>},
    {"counts the calls in its info blocks",
     [](t& tricky) {
         replace<&t::pfnGetInterfaceInfo, counts>(tricky);
         replace<&t::pfnGetGlobalInfo, counts>(tricky);
     }},
    {"fills a pool for updates", replace<&t::pfnUpdateRoutes, fills_a_pool>},
    {"updates slowly", [](t&) { obedient::update_time = std::chrono::milliseconds{60}; }},
};

} // namespace odd

std::span<const deviation> oddities() {
    return odd::all;
}

} // namespace misbehaving
