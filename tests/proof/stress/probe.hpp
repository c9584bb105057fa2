#pragma once
// A protocol that fills every slot. Its handlers check that the objects they use are alive.

#include "ledger.hpp"

#include <array>
#include <routpact/protocol.hpp>
#include <thread>
#include <utility>

namespace probe {

struct config {
    ULONG value;
};
struct entry {
    ULONG index;
};

/// An object that several threads use, and that must not end meanwhile.
class living {
public:
    explicit living(counter& ended) : ended_{ended} {}
    living(const living&) = delete;
    living& operator=(const living&) = delete;
    ~living() {
        require(users_.load(unordered) == 0, "an object that ends is not in use");
        require(state_ == alive, "an object ends once");
        state_ = dead;
        ++ended_;
    }

    /// One use of the object, which takes a moment.
    class use {
    public:
        explicit use(living& used) : used_{used} {
            used_.users_.fetch_add(1, unordered);
            require(used_.state_ == alive, "an object that a handler uses is alive");
        }
        use(const use&) = delete;
        use& operator=(const use&) = delete;
        ~use() {
            if (++turn % 2048 == 0)
                std::this_thread::yield(); // gives other threads time to end the object
            require(used_.state_ == alive, "an object that a handler uses stays alive");
            used_.users_.fetch_sub(1, unordered);
        }

    private:
        static inline thread_local unsigned turn = 0;
        living& used_;
    };

private:
    static constexpr unsigned alive = 0xA11FE;
    static constexpr unsigned dead = 0xDEAD;

    // Not atomic: the library must order the uses and the end. Volatile: the compiler must keep
    // every access.
    volatile unsigned state_ = alive;
    std::atomic<unsigned> users_ = 0;
    counter& ended_;
};

class protocol {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 11);
    static constexpr DWORD functionality =
        RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;

    struct interface_type : routpact::interface_state {
        interface_type(protocol& p, const routpact::interface_description& d)
            : index{d.index}, life{counted.interfaces_ended} {
            const living::use used{p.life_};
            ++counted.interfaces_made;
        }
        const ULONG index;
        living life;
    };

    explicit protocol(routpact::router_manager& manager) : manager_{manager} {
        ++counted.protocols_made;
    }
    ~protocol() {
        require(counted.interfaces_made == counted.interfaces_ended,
                "the interfaces end before the protocol");
    }

    void start_complete() { const living::use used{life_}; }
    void stopping() { const living::use used{life_}; }

    config get_global_info() {
        const living::use used{life_};
        return {1};
    }
    void set_global_info(const config&) { const living::use used{life_}; }
    void interface_status(interface_type& itf, routpact::status_change) { touch(itf); }
    config get_interface_info(interface_type& itf) {
        touch(itf);
        return {itf.index};
    }
    void set_interface_info(interface_type& itf, const config&) { touch(itf); }
    routpact::code update_routes(interface_type& itf, routpact::autostatic_update update) {
        touch(itf);
        const bool posted = manager_.post([this, update = std::move(update)] {
            const living::use used{life_};
            update.complete();
        });
        return posted ? routpact::code::no_error : routpact::code::can_not_complete;
    }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) { touch(itf); }
    void disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) { touch(itf); }
    routpact::neighbors<std::array<DWORD, 1>> get_neighbors(interface_type& itf) {
        touch(itf);
        return {{itf.index}};
    }
    routpact::mfe_status get_mfe_status(interface_type& itf, DWORD, DWORD) {
        touch(itf);
        return routpact::mfe_status::old_router;
    }
    void mib_create_entry(const entry& e) { visit(e); }
    void mib_delete_entry(const entry& e) { visit(e); }
    void mib_set_entry(const entry& e) { visit(e); }
    entry mib_get_entry(const entry& e) {
        visit(e);
        return e;
    }
    entry mib_get_first_entry(const entry& e) {
        visit_all();
        return e;
    }
    entry mib_get_next_entry(const entry& e) {
        visit_all();
        return e;
    }
    void mib_set_trap_info(HANDLE, const entry& e, routpact::trap_output) { visit(e); }
    void mib_get_trap_info(const entry& e, routpact::trap_output) { visit(e); }

private:
    void touch(interface_type& itf) {
        const living::use used{life_};
        const living::use used_interface{itf.life};
    }
    void visit(const entry& e) {
        if (const auto found = routpact::interfaces<protocol>.find(e.index)) {
            require(found->index == e.index, "an index leads to its interface");
            touch(*found);
            manager_.save_interface_config(e.index);
        } else {
            manager_.save_global_config();
        }
    }
    void visit_all() {
        routpact::interfaces<protocol>.for_each([&](ULONG index, interface_type& itf) {
            require(itf.index == index, "each interface has its index");
            touch(itf);
        });
    }

    routpact::router_manager& manager_;
    living life_{counted.protocols_ended};
};

} // namespace probe
