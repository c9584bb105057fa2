// expect-error: the destructor of the work must not throw
#include <routpact/protocol.hpp>

struct safe {
    ~safe() {}
};
struct throwing {
    ~throwing() noexcept(false) {}
};

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit protocol(routpact::router_manager& manager) {
#ifdef BAD
        manager.post([kept = throwing{}] {});
#else
        manager.post([kept = safe{}] {});
#endif
    }
};

ROUTPACT_EXPORT_PROTOCOLS(protocol)
