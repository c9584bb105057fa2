// Protocols that add interfaces carelessly.

#include "deviation.hpp"

#include <cwchar>
#include <map>

namespace misbehaving {
namespace additions {

using t = table;

struct reads_more_of_the_name {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        if (const wchar_t* const name = argument<0>(a...))
            look_at(name, (std::wcslen(name) + 1) * sizeof *name);
        return obey(a...);
    }
};

// Adds the interface although it refuses the size of the block, argument 8.
struct adds_what_it_refuses {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        if (answer != ERROR_INVALID_PARAMETER || !argument<6>(a...) ||
            argument<8>(a...) == sizeof(interface_info))
            return answer;
        interface_info defaults;
        argument<6>(a...) = &defaults;
        argument<8>(a...) = sizeof defaults;
        obey(a...);
        return answer;
    }
};

// Gives a new interface the block that was set for the one before.
struct remembers_info {
    static inline std::mutex mutex;
    static inline std::map<ULONG, interface_info> remembered;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const std::lock_guard locked{mutex};
        const DWORD answer = obey(a...);
        if constexpr (is<Member, &t::pfnStartProtocol>)
            remembered.clear();
        else if constexpr (is<Member, &t::pfnSetInterfaceInfo>) {
            if (answer == NO_ERROR)
                std::memcpy(&remembered[argument<0>(a...)], argument<1>(a...),
                            sizeof(interface_info));
        } else if (const auto known = remembered.find(argument<1>(a...));
                   answer == NO_ERROR && known != remembered.end())
            good.pfnSetInterfaceInfo(known->first, &known->second, 1, sizeof known->second, 1);
        return answer;
    }
    static void apply(t& tricky) {
        replace<&t::pfnStartProtocol, remembers_info>(tricky);
        replace<&t::pfnSetInterfaceInfo, remembers_info>(tricky);
        replace<&t::pfnAddInterface, remembers_info>(tricky);
    }
};

// Gives a new interface the state of the one before.
struct stays_enabled {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const ULONG index = argument<0>(a...);
        std::unique_lock locked{life.mutex};
        const bool enabled = life.enabled.contains(index);
        locked.unlock();
        const DWORD answer = obey(a...);
        locked.lock();
        if (answer == NO_ERROR && enabled)
            was_enabled.insert(index);
        return answer;
    }
    static inline std::set<ULONG> was_enabled;
};
struct enables_again {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        std::unique_lock locked{life.mutex};
        const bool enabled = stays_enabled::was_enabled.erase(argument<1>(a...)) != 0;
        locked.unlock();
        if (answer == NO_ERROR && enabled)
            good.pfnInterfaceStatus(argument<1>(a...), TRUE, RIS_INTERFACE_ENABLED, nullptr);
        return answer;
    }
};

constexpr deviation all[] = {
    {"RP-ADD-01", replace<&t::pfnAddInterface, reads_more_of_the_name>},
    {"RP-ADD-02", replace<&t::pfnAddInterface, adds_what_it_refuses>},
    {"RP-ADD-03", remembers_info::apply},
    {"RP-ADD-03",
     [](t& tricky) {
         replace<&t::pfnDeleteInterface, stays_enabled>(tricky);
         replace<&t::pfnAddInterface, enables_again>(tricky);
     }},
};

} // namespace additions

std::span<const deviation> from_additions() {
    return additions::all;
}

} // namespace misbehaving
