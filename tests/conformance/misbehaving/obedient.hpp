#pragma once
// A protocol that has every callback and keeps every rule. The misbehaving protocols deviate from
// it.

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <routpact/protocol.hpp>
#include <thread>
#include <utility>

namespace misbehaving {

/// The layouts of the global info, the interface info and the MIB entries. Their sizes are chosen
/// so that rules about short buffers use other sizes than rules about codes.
struct global_info {
    ULONG values[5] = {1, 2, 3, 4, 5};
};
struct interface_info {
    ULONG values[4] = {6, 7, 8, 9};
};
struct mib_question {
    ULONG index;
};
struct mib_answer {
    ULONG index;
    ULONG values[5];
};

/// Keeps every rule.
class obedient {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0ffe, 0);
    static constexpr DWORD functionality =
        RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES | RF_MULTICAST;

    struct interface_type : routpact::interface_state {
        interface_type(obedient&, const routpact::interface_description& d,
                       const interface_info* given)
            : index{d.index}, info{given ? *given : interface_info{}} {}
        const ULONG index;
        std::mutex mutex;
        interface_info info;
    };

    /// The router manager of the running protocol, for deviations.
    static inline std::atomic<routpact::router_manager*> manager = nullptr;
    /// How long an update takes.
    static inline std::atomic<std::chrono::milliseconds> update_time = std::chrono::milliseconds{3};

    obedient(routpact::router_manager& m, const global_info* given)
        : manager_{m}, info_{given ? *given : global_info{}} {
        manager = &m;
    }

    global_info get_global_info() {
        const std::lock_guard locked{mutex_};
        return info_;
    }
    void set_global_info(const global_info& changed) {
        const std::lock_guard locked{mutex_};
        info_ = changed;
    }
    interface_info get_interface_info(interface_type& itf) {
        const std::lock_guard locked{itf.mutex};
        return itf.info;
    }
    void set_interface_info(interface_type& itf, const interface_info& changed) {
        const std::lock_guard locked{itf.mutex};
        itf.info = changed;
    }
    routpact::code connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        return itf.enabled() ? routpact::code::no_error : routpact::code::invalid_parameter;
    }
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {}
    routpact::code update_routes(interface_type& itf, routpact::autostatic_update update) {
        if (!itf.enabled())
            return routpact::code::can_not_complete;
        const bool begun = manager_.post([this, update = std::move(update)] {
            std::this_thread::sleep_for(update_time.load());
            static_cast<void>(manager_.router_id());
            update.complete();
        });
        return begun ? routpact::code::no_error : routpact::code::can_not_complete;
    }
    routpact::neighbors<std::array<DWORD, 3>> get_neighbors(interface_type&) {
        return {{0x0200000a, 0x0300000a, 0x0400000a}, MRINFO_PIM_FLAG};
    }
    routpact::mfe_status get_mfe_status(interface_type&, routpact::ipv4_address, DWORD) {
        return routpact::mfe_status::reached_core;
    }
    routpact::code mib_create_entry(const mib_question&) { return routpact::code::no_error; }
    routpact::code mib_delete_entry(const mib_question&) { return routpact::code::no_error; }
    routpact::code mib_set_entry(const mib_question&) { return routpact::code::no_error; }
    std::optional<mib_answer> mib_get_entry(const mib_question& asked) {
        return entry(asked.index);
    }
    std::optional<mib_answer> mib_get_first_entry(const mib_question&) { return entry(1); }
    std::optional<mib_answer> mib_get_next_entry(const mib_question& asked) {
        return entry(asked.index + 1);
    }
    routpact::code mib_set_trap_info(HANDLE, const mib_question&, routpact::trap_output) {
        return routpact::code::no_error;
    }
    routpact::code mib_get_trap_info(const mib_question&, routpact::trap_output) {
        return routpact::code::no_error;
    }

private:
    static std::optional<mib_answer> entry(ULONG index) {
        if (index > 2000)
            return std::nullopt;
        return mib_answer{index, {1, 2, 3, 4, 5}};
    }

    routpact::router_manager& manager_;
    std::mutex mutex_;
    global_info info_;
};

} // namespace misbehaving
