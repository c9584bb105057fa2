// expect-error: routpact::counted_block with a span of const entries
// names: protocol
#include <routpact/protocol.hpp>
#include <span>
#include <vector>

struct header {
    ULONG limit;
    ULONG count;
};
struct rule {
    ULONG address;
    ULONG mask;
};
template <class Rules>
using block = routpact::counted_block<header, &header::count, Rules>;

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

#ifdef BAD
    protocol(routpact::router_manager&, const block<std::vector<rule>>&) {}
#else
    protocol(routpact::router_manager&, const block<std::span<const rule>>&) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(protocol)
