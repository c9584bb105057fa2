// expect-error: the protocol class has a member of this name that the library cannot use
// names: protocol_names::stopping
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
private:
    void stopping() {}
#else
    void stopping() {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
