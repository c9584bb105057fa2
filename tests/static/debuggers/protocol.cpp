// A protocol DLL to be debugged.
#include <routpact/routpact.hpp>

struct counter {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        explicit interface_type(counter&, const routpact::interface_description& description)
            : index{description.index} {}
        ULONG index;
        ULONG clients = 0;
    };

    explicit counter(routpact::router_manager&) {}
    routpact::code connect_client(interface_type& itf, const IP_LOCAL_BINDING& client) {
        ++itf.clients;
        const routpact::code answer =
            client.Address ? routpact::code::no_error : routpact::code::invalid_parameter;
        return answer;
    }
    void disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) { --itf.clients; }
    void set_interface_info(interface_type& itf, routpact::info_block block) {
        itf.clients = block.count();
    }
    ULONG get_interface_info(interface_type& itf) { return itf.clients; }
};

ROUTPACT_EXPORT_PROTOCOLS(counter)
