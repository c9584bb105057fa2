// A small protocol DLL that keeps track of the clients connected to each interface.
//
// The interfaces live in a routpact::interface_table; ConnectClient and DisconnectClient are made
// by routpact. The rest of the C interface is written by hand, as far as this example goes: the
// other pointers stay null.

#include <algorithm>
#include <mutex>
#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>
#include <vector>

namespace {

constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);

class dial_in {
public:
    void connect(const IP_LOCAL_BINDING& client) {
        const std::lock_guard locked{mutex_};
        clients_.push_back(client.Address);
    }

    routpact::code disconnect(const IP_LOCAL_BINDING& client) {
        const std::lock_guard locked{mutex_};
        const auto found = std::find(clients_.begin(), clients_.end(), client.Address);
        if (found == clients_.end())
            return routpact::code::invalid_parameter;
        clients_.erase(found);
        return routpact::code::no_error;
    }

    /// The addresses of the connected clients.
    std::vector<DWORD> clients() {
        const std::lock_guard locked{mutex_};
        return clients_;
    }

private:
    std::mutex mutex_; // callbacks for one interface may come from several threads at once
    std::vector<DWORD> clients_;
};

constinit routpact::interface_table<dial_in> interfaces;

DWORD WINAPI start_protocol(HANDLE, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    return NO_ERROR;
}

DWORD WINAPI start_complete() {
    return NO_ERROR;
}

DWORD WINAPI stop_protocol() {
    interfaces.clear(); // waits for the callbacks that are still inside
    return NO_ERROR;
}

DWORD WINAPI get_event_message(ROUTING_PROTOCOL_EVENTS*, MESSAGE*) {
    return ERROR_NO_MORE_ITEMS;
}

DWORD WINAPI add_interface(LPWSTR, ULONG index, NET_INTERFACE_TYPE, DWORD, WORD, WORD, PVOID, ULONG,
                           ULONG, ULONG) {
    switch (interfaces.insert(index)) {
    case routpact::insert_result::inserted:
        return NO_ERROR;
    case routpact::insert_result::index_taken:
        return ERROR_INVALID_PARAMETER;
    case routpact::insert_result::out_of_memory:
        break;
    }
    return ERROR_CAN_NOT_COMPLETE;
}

DWORD WINAPI delete_interface(ULONG index) {
    switch (interfaces.remove(index)) {
    case routpact::remove_result::removed:
        return NO_ERROR;
    case routpact::remove_result::unknown_index:
        return ERROR_INVALID_PARAMETER;
    case routpact::remove_result::would_deadlock:
        break;
    }
    return ERROR_CAN_NOT_COMPLETE;
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service) {
    if (routing->dwProtocolId != protocol_id || routing->dwVersion < MS_ROUTER_VERSION ||
        (routing->fSupportedFunctionality & RF_ROUTING) == 0)
        return ERROR_NOT_SUPPORTED;

    *routing = {};
    routing->dwVersion = MS_ROUTER_VERSION;
    routing->dwProtocolId = protocol_id;
    routing->fSupportedFunctionality = RF_ROUTING;
    routing->pfnStartProtocol = start_protocol;
    routing->pfnStartComplete = start_complete;
    routing->pfnStopProtocol = stop_protocol;
    routing->pfnGetEventMessage = get_event_message;
    routing->pfnAddInterface = add_interface;
    routing->pfnDeleteInterface = delete_interface;
    routing->pfnGetInterfaceInfo = routpact::get_interface_info<interfaces, &dial_in::clients>;
    routing->pfnConnectClient = routpact::connect_client<interfaces, &dial_in::connect>;
    routing->pfnDisconnectClient = routpact::disconnect_client<interfaces, &dial_in::disconnect>;

    service->mscMpr40ServiceChars.fSupportedFunctionality = 0;
    return NO_ERROR;
}
