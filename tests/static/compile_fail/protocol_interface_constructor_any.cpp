// expect-error: the constructor of interface_type has the wrong parameters; expected none, or the protocol by reference
// names: good
#include <any>
#include <optional>
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
#ifdef BAD
        interface_type(good&, const routpact::interface_description&, const std::any& = {}) {}
#else
        interface_type(good&, const routpact::interface_description&,
                       const std::optional<ULONG>& = {}) {}
#endif
    };

    explicit good(routpact::router_manager&) {}
};

ROUTPACT_EXPORT_PROTOCOLS(good)
