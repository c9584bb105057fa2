// expect-error: must_not_have_a_final_destructor
// names: must_not_have_a_final_destructor
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    virtual ~good() final {}
#else
    virtual ~good() {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
