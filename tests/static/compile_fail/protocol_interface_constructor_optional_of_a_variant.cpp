// expect-error: remove pointers, views, optionals and variants from T
// names: good
#include <optional>
#include <routpact/protocol.hpp>
#include <variant>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
#ifdef BAD
    using config = std::variant<ULONG, BYTE>;
#else
    using config = ULONG;
#endif
    struct interface_type {
        interface_type(good&, const routpact::interface_description&, std::optional<config>) {}
    };

    explicit good(routpact::router_manager&) {}
};

ROUTPACT_EXPORT_PROTOCOLS(good)
