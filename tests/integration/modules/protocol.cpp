// A module with a protocol class. PROTOCOL_ID_HERE is its id.

#include "modules.hpp"

#include <routpact/protocol.hpp>

class protocol {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID_HERE;
    static constexpr DWORD functionality = RF_ROUTING;

    struct interface_type {
        interface_type(protocol&, const routpact::interface_description&) {}
        ~interface_type() { alive = false; }
        std::atomic<bool> alive{true};
    };

    explicit protocol(routpact::router_manager& m) : manager{m} {}
    ~protocol() { alive = false; }

    // The program and the module share an address space, so the address is valid here.
    void connect_client(interface_type& itf, const void* address) {
        const use& how = *static_cast<const use*>(address);
        *how.begun = true;
        comes(*how.end);
        *how.was_alive = itf.alive.load();
    }
    void disconnect_client(interface_type&, const void*) {}

    // Uses the protocol, without an interface.
    void mib_set_entry(routpact::mib_entry entry) {
        use_protocol(*static_cast<const use*>(entry.data()));
    }
    // Posts work that uses the protocol.
    void mib_create_entry(routpact::mib_entry entry) {
        manager.post([this, how = *static_cast<const use*>(entry.data())] { use_protocol(how); });
    }

private:
    void use_protocol(const use& how) {
        *how.begun = true;
        comes(*how.end);
        *how.was_alive = alive.load();
    }

    routpact::router_manager& manager;
    std::atomic<bool> alive{true};
};

ROUTPACT_EXPORT_PROTOCOLS(protocol)
