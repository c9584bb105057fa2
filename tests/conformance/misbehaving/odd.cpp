// Protocols that are odd, but keep all rules.

#include "deviation.hpp"

namespace misbehaving {
namespace {

using t = table;

// Refuses more than 20 interfaces at a time.
struct has_few_places {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const std::lock_guard locked{life.mutex};
            if (life.present.size() >= 20 && !life.present.contains(argument<1>(a...)))
                return ERROR_CAN_NOT_COMPLETE;
        }
        return obey(a...);
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

constexpr deviation all[] = {
    {"has few places", replace<&t::pfnAddInterface, has_few_places>},
    {"rounds the numbers of info blocks", replace<&t::pfnSetInterfaceInfo, rounds>},
};

} // namespace

std::span<const deviation> oddities() {
    return all;
}

} // namespace misbehaving
