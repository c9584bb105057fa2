#pragma once
// Every header of the library in use: a protocol class with each handler that a class can have, and
// an adopted callback.

#include "every_header.hpp" // made by CMakeLists.txt

#include <optional>
#include <span>
#include <vector>

class every_handler {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 11);
    static constexpr DWORD functionality = RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES;

    struct interface_type : routpact::interface_state {
        interface_type(every_handler&, const routpact::interface_description& d, const ULONG* first)
            : index{d.index}, config{first ? *first : 0} {}
        const ULONG index;
        ULONG config;
    };
    using client = const IP_LOCAL_BINDING&;

    every_handler(routpact::router_manager& manager, std::span<const ULONG> global)
        : manager_{manager}, global_(global.begin(), global.end()) {}

    static void observe(const routpact::report&) noexcept {}

    void start_complete() {
        static_cast<void>(manager_.post([this] { manager_.save_global_config(); }));
    }
    void stopping() noexcept {}

    std::vector<ULONG> get_global_info() const { return global_; }
    routpact::code set_global_info(routpact::info_block block) {
        return block.size ? routpact::code::no_error : routpact::code::can_not_complete;
    }

    void interface_status(interface_type&, const routpact::status_change&) {}
    ULONG get_interface_info(interface_type& itf) { return itf.config; }
    void set_interface_info(interface_type& itf, ULONG changed) { itf.config = changed; }

    routpact::code update_routes(interface_type& itf) {
        const bool begun = manager_.post([this, i = itf.index] { manager_.update_complete(i); });
        return begun ? routpact::code::no_error : routpact::code::can_not_complete;
    }
    void connect_client(interface_type&, client) {}
    void disconnect_client(interface_type&, client) {}

    routpact::neighbors<std::vector<DWORD>> get_neighbors(interface_type&) { return {{}, 0}; }
    routpact::mfe_status get_mfe_status(interface_type&, DWORD, DWORD) {
        return routpact::mfe_status::no_error;
    }

    void mib_create_entry(const ULONG& index) { manager_.save_interface_config(index); }
    void mib_delete_entry(ULONG) {}
    routpact::code mib_set_entry(routpact::mib_entry) { return routpact::code::no_error; }
    std::optional<ULONG> mib_get_entry(ULONG index) {
        const auto found = routpact::interfaces<every_handler>.find(index);
        return found ? std::optional{found->config} : std::nullopt;
    }
    std::vector<ULONG> mib_get_first_entry(std::span<const ULONG>) { return {}; }
    std::optional<ULONG> mib_get_next_entry(const ULONG&) { return std::nullopt; }
    void mib_set_trap_info(HANDLE, ULONG, routpact::trap_output) {}
    void mib_get_trap_info(ULONG, routpact::trap_output) {}

    routpact::code protocol_action(DWORD, ULONG index) { return manager_.demand_dial(index); }
    std::optional<ULONG> get_statistics(DWORD, ULONG, DWORD) { return std::nullopt; }
    ULONG get_routing_domain_global_info(const GUID&) { return 0; }
    void set_routing_domain_global_info(const GUID&, const ULONG&) {}

private:
    routpact::router_manager& manager_;
    std::vector<ULONG> global_;
};

/// A single callback, whose handler has the calling convention of the C interface.
inline routpact::interface_table<ULONG> lines;
inline void WINAPI on_disconnect(ULONG& clients, const IP_LOCAL_BINDING&) {
    --clients;
}
inline constexpr PDISCONNECT_CLIENT adopted = routpact::disconnect_client<lines, on_disconnect>;

/// Whether `P` has them all, but for those that are the library's.
template <class P>
constexpr bool has_every_handler() {
    bool all = true;
    routpact::for_each(routpact::callbacks<MPR60_ROUTING_CHARACTERISTICS>,
                       [&]<class Row>(const Row& row) {
                           using slot = routpact::protocol_slot<P, Row>;
                           all = all && (slot::in_class || slot::in_library ||
                                         row.presence == routpact::presence::must_be_null);
                       });
    return all;
}
static_assert(has_every_handler<every_handler>());
