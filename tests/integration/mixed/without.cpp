// The unit without exceptions.

#include "mixed.hpp"

#ifdef __cpp_exceptions
#error "to be compiled with -fno-exceptions"
#endif

namespace without {

struct protocol {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 8);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(protocol&, const routpact::interface_description&) {}
    };

    explicit protocol(routpact::router_manager& m) : manager{m} {}
    DWORD connect_client(interface_type&, const IP_LOCAL_BINDING& client) {
        return client.Address ? ERROR_INVALID_PARAMETER : NO_ERROR;
    }
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {
        manager.post([this] { manager.save_interface_config(7); });
    }

    routpact::router_manager& manager;
};

} // namespace without

#ifdef SHARE_A_TABLE // defined by the other unit; the linker must not find it
extern routpact::interface_table<line> shared_lines;
#endif

extern "C" const unit* unit_without() {
#ifdef SHARE_A_TABLE
    static_cast<void>(shared_lines.size());
#endif
    static const unit me{routpact::connect_client<lines, on_connect>,
                         routpact::mib_set_entry<on_set>,
                         routpact::register_protocols<without::protocol>, remove_waits};
    return &me;
}
