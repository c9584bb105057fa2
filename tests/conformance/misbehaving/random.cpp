// A protocol whose fault only a certain sequence of calls shows.

#include "deviation.hpp"

namespace misbehaving {
namespace {

using t = table;

// Finds the interface of a client by the low 31 bits of the index.
struct ignores_highest_bit {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const std::lock_guard locked{life.mutex};
            ULONG& index = argument<0>(a...);
            if (!life.present.contains(index) && life.present.contains(index ^ 0x80000000))
                index ^= 0x80000000;
        }
        return obey(a...);
    }
};

constexpr deviation all[] = {
    {"RP-RANDOM-01", replace<&t::pfnConnectClient, ignores_highest_bit>},
};

} // namespace

std::span<const deviation> from_random() {
    return all;
}

} // namespace misbehaving
