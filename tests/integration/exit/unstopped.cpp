// A protocol that prints a line when interface 1 is destroyed.
#include <cstdio>
#include <routpact/routpact.hpp>

class unstopped {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;

    struct interface_type {
        interface_type(unstopped&, const routpact::interface_description& description)
            : index{description.index} {}
        interface_type(const interface_type&) = delete;
        interface_type& operator=(const interface_type&) = delete;
        ~interface_type() {
            if (index == 1) {
                std::puts("the last interface is destroyed");
                std::fflush(stdout);
            }
        }

        const ULONG index;
    };

    explicit unstopped(routpact::router_manager&) {}
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) {}
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {}
};
ROUTPACT_EXPORT_PROTOCOLS(unstopped)
