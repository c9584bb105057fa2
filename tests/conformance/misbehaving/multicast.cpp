// Protocols with wrong multicast information.

#include "deviation.hpp"

namespace misbehaving {
namespace multicast {

using t = table;

// Arguments of GetNeighbors: 2 size, 3 flags.

template <auto How>
struct lists {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        if (!argument<2>(a...) || !argument<3>(a...))
            return obey(a...);
        const ULONG capacity = *argument<2>(a...);
        const BYTE flags = *argument<3>(a...);
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR)
            How(*argument<2>(a...), capacity, *argument<3>(a...), flags);
        return answer;
    }
};

struct sets_router_manager_status {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR)
            *argument<3>(a...) = MFE_IIF;
        return answer;
    }
};

constexpr auto add_flags = [](DWORD&, ULONG, BYTE& now, BYTE before) {
    now = static_cast<BYTE>(now | before);
};
constexpr auto odd_flags = [](DWORD&, ULONG, BYTE& now, BYTE) {
    now = static_cast<BYTE>(now | 0x08);
};
constexpr auto querier_with_list = [](DWORD&, ULONG, BYTE& now, BYTE) {
    now = MRINFO_QUERIER_FLAG;
};
constexpr auto count_addresses = [](DWORD& size, ULONG capacity, BYTE&, BYTE) {
    if (capacity >= 4096) // the capacity that the rule uses
        size /= 4;
};

constexpr deviation all[] = {
    {"RP-MCAST-01", replace<&t::pfnGetNeighbors, lists<add_flags>>},
    {"RP-MCAST-02", replace<&t::pfnGetNeighbors, lists<odd_flags>>},
    {"RP-MCAST-03", replace<&t::pfnGetNeighbors, lists<querier_with_list>>},
    {"RP-MCAST-04", replace<&t::pfnGetNeighbors, lists<count_addresses>>},
    {"RP-MCAST-05", replace<&t::pfnGetMfeStatus, sets_router_manager_status>},
};

} // namespace multicast

std::span<const deviation> from_multicast() {
    return multicast::all;
}

} // namespace misbehaving
