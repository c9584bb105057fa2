// expect-error: the destructor of the protocol class is private or deleted, or can throw; expected a public one that does not throw
// names: good
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    ~good() noexcept(false) {}
#else
    ~good() {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
