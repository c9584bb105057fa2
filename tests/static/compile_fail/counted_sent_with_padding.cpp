// expect-error: give the padding a name, or pass info_bytes
#include <routpact/testing.hpp>
#include <vector>

struct header {
    ULONG count;
    union {
        ULONG number;
#ifdef BAD
        BYTE flag;
#else
        BYTE flags[4];
#endif
    } value;
};
using block = routpact::counted_block<header, &header::count, std::vector<ULONG>>;

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit protocol(routpact::router_manager&) {}
};

void test(routpact::testing::router_manager<protocol>& router) {
    router.start(block{});
}
