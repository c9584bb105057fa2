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

constexpr deviation all[] = {
    {"has few places", replace<&t::pfnAddInterface, has_few_places>},
};

} // namespace

std::span<const deviation> oddities() {
    return all;
}

} // namespace misbehaving
