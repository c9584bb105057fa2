// A DLL with two protocols that share nothing: each has its own interfaces, its own router manager
// and its own life, though the indexes may be the same.

#include <atomic>
#include <routpact/registration.hpp>
#include <vector>

namespace pair {

/// Counts the clients of each interface; its configuration is the number to begin with.
class counter {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 8);
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;

    struct interface_type {
        interface_type(counter&, const routpact::interface_description&, const ULONG* first)
            : clients{first ? *first : 0} {}
        std::atomic<ULONG> clients;
    };

    explicit counter(routpact::router_manager&) {}

    ULONG get_interface_info(interface_type& itf) { return itf.clients; }
    void set_interface_info(interface_type& itf, ULONG clients) { itf.clients = clients; }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) { ++itf.clients; }
    void disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) { --itf.clients; }
};

/// Has enabled interfaces dialled as long as they are not bound: works from StartComplete until the
/// stop, which ends in the background if the work takes longer.
class dialler {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 9);
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;
    using interface_type = routpact::interface_state;

    explicit dialler(routpact::router_manager& manager) : manager_{manager} {}
    ~dialler() { CloseHandle(stopping_); }

    void start_complete() {
        manager_.post([this] { work(); });
    }
    void stopping() { SetEvent(stopping_); }

private:
    void work() {
        std::vector<ULONG> unbound;
        do {
            unbound.clear();
            routpact::interfaces<dialler>.for_each([&](ULONG index, interface_type& itf) {
                if (itf.enabled() && !itf.bound())
                    unbound.push_back(index);
            });
            for (const ULONG index : unbound)
                manager_.demand_dial(index);
        } while (WaitForSingleObject(stopping_, 1000) == WAIT_TIMEOUT);
    }

    routpact::router_manager& manager_;
    HANDLE stopping_ = CreateEventW(nullptr, TRUE, FALSE, nullptr);
};

} // namespace pair

ROUTPACT_EXPORT_PROTOCOLS(pair::counter, pair::dialler)
