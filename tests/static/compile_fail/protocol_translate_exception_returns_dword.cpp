// expect-error: the protocol class has a member of this name that the library cannot use
// names: protocol_names::translate_exception
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    static DWORD translate_exception() { return {}; }
#else
    static routpact::code translate_exception() { return {}; }
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
