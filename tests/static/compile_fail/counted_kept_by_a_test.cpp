// expect-error: name a counted_block of a std::vector of entries
#include <routpact/testing.hpp>
#include <span>
#include <vector>

struct header {
    ULONG count;
};
template <class Numbers>
using block = routpact::counted_block<header, &header::count, Numbers>;

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit protocol(routpact::router_manager&) {}
    block<std::vector<ULONG>> get_global_info() { return {}; }
};

void test(routpact::testing::router_manager<protocol>& router) {
#ifdef BAD
    router.get_global_info<block<std::span<const ULONG>>>();
#else
    router.get_global_info<block<std::vector<ULONG>>>();
#endif
}
