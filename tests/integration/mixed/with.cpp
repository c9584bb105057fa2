// The unit with exceptions, and the program.

#include "../../common/require.hpp"
#include "mixed.hpp"

#ifndef __cpp_exceptions
#error "to be compiled with exceptions"
#endif

DWORD on_connect(line&, const IP_LOCAL_BINDING& client) {
    if (client.Address)
        throw 7;
    return NO_ERROR;
}
DWORD on_set(const IP_LOCAL_BINDING& entry) {
    if (entry.Address)
        throw routpact::error{routpact::code::invalid_parameter};
    return NO_ERROR;
}

namespace with {

struct protocol {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(protocol&, const routpact::interface_description& what) {
            if (what.index == 9)
                throw 9;
        }
    };

    protocol(routpact::router_manager& m, const IP_LOCAL_BINDING* global) : manager{m} {
        if (global)
            throw 1;
    }
    void connect_client(interface_type&, const IP_LOCAL_BINDING& client) {
        if (client.Address)
            throw 2;
    }
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {
        manager.post([] { throw 3; });
    }
    // The library ignores exceptions of the observer.
    static void observe(const routpact::report& what) {
        ++reports;
        throw what.kind;
    }

    static inline std::atomic<unsigned> reports = 0;
    routpact::router_manager& manager;
};

} // namespace with

#ifdef SHARE_A_TABLE
routpact::interface_table<line> shared_lines;
#endif

extern "C" const unit* unit_with() {
    static const unit me{routpact::connect_client<lines, on_connect>,
                         routpact::mib_set_entry<on_set>,
                         routpact::register_protocols<with::protocol>, remove_waits};
    return &me;
}

namespace {

// Registers, starts, uses and stops a protocol that refuses clients with an address.
void live(const unit& of, DWORD id, bool throws) {
    MPR_ROUTING_CHARACTERISTICS dll{};
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = MS_ROUTER_VERSION;
    dll.dwProtocolId = id;
    dll.fSupportedFunctionality = RF_ROUTING;
    require(of.registers(&dll, &service) == NO_ERROR, "the protocol registers");
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    IP_LOCAL_BINDING client{};
    if (throws)
        require(dll.pfnStartProtocol(event, nullptr, &client, 1, sizeof client, 1) ==
                    ERROR_CAN_NOT_COMPLETE,
                "StartProtocol returns a failure if the constructor throws");
    wchar_t name[] = L"line";
    require(dll.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) == NO_ERROR,
            "the protocol starts");
    require(dll.pfnAddInterface(name, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR &&
                dll.pfnStartComplete() == NO_ERROR,
            "an interface is added and the start completes");
    if (throws) {
        for (unsigned n = 0; n < 2; ++n) // twice: the first failure must not leave the index in use
            require(dll.pfnAddInterface(name, 9, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) ==
                        ERROR_CAN_NOT_COMPLETE,
                    "AddInterface returns a failure if the interface's constructor throws");
    }
    require(dll.pfnConnectClient(7, &client) == NO_ERROR, "a client connects");
    client.Address = 1;
    require(dll.pfnConnectClient(7, &client) == ERROR_INVALID_PARAMETER, "a client is refused");
    require(dll.pfnDisconnectClient(7, &client) == NO_ERROR, "work is posted");
    ROUTING_PROTOCOL_EVENTS type = UPDATE_COMPLETE;
    if (dll.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING)
        while (type != ROUTER_STOPPED)
            if (dll.pfnGetEventMessage(&type, nullptr) != NO_ERROR)
                require(WaitForSingleObject(event, 20000) == WAIT_OBJECT_0, "the stop ends");
    CloseHandle(event);
}

} // namespace

int main() {
    IP_LOCAL_BINDING client{};
    for (const unit* of : {unit_with(), unit_without()}) {
        require(of->connect(7, &client) == NO_ERROR, "a client connects");
        require(of->connect(8, &client) == ERROR_INVALID_PARAMETER, "an index is unknown");
        require(of->set(sizeof client, &client) == NO_ERROR, "an entry is set");
        require(of->remove_waits(), "a removal waits");
    }
    client.Address = 1;
    require(unit_with()->connect(7, &client) == ERROR_INVALID_PARAMETER,
            "a callback returns a failure if the handler throws");
    require(unit_with()->set(sizeof client, &client) == ERROR_INVALID_PARAMETER,
            "a callback returns the code of a routpact::error");
    live(*unit_with(), with::protocol::protocol_id, true);
    require(with::protocol::reports >= 4, "the observer receives a report for each exception");
    live(*unit_without(), PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 8), false);
}
