// The end of an interface and of a protocol while threads are inside: needs no memory, and comes
// whatever throws.

#include "life.hpp"

#include <atomic>
#include <utility>
#include <vector>

namespace {

std::atomic<int> inside = 0;
std::atomic<bool> may_leave = false;

void linger() {
    ++inside;
    if (!in_time([] { return may_leave.load(); }))
        wrong("a callback is not let go");
    --inside;
}

// Its callbacks, its work and its updates do not end by themselves.
struct protocol {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 24);
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;

    struct interface_type {
        ~interface_type() { delete std::exchange(luggage, nullptr); }
        int* luggage = new int;
    };

    explicit protocol(routpact::router_manager& m) : manager{m} {}
    static void observe(const routpact::report& what) { told(what); }
    void stopping() {
        faults::point();
        const std::vector<int> luggage(3);
    }
    void connect_client(interface_type&, PVOID) {
        linger();
        faults::point();
        const std::vector<int> luggage(3);
    }
    void update_routes(interface_type&) {}
    void mib_set_entry(const DWORD&) {
        manager.post([luggage = std::vector<int>(3)] {
            linger();
            faults::point();
            const std::vector<int> more(3);
        });
    }

    routpact::router_manager& manager;
};

const subject lingering = subject_of<protocol>("lingering", sizeof(DWORD), true);

// A client that is being connected while something else happens.
class client {
public:
    explicit client(life& of) {
        inside = 0;
        may_leave = false;
        thread_ = std::thread{[&of] { of.pointers().pfnConnectClient(1, nullptr); }};
        if (!in_time([] { return inside != 0; }))
            wrong("nobody is inside");
    }
    ~client() {
        may_leave = true;
        thread_.join();
    }

private:
    std::thread thread_;
};

void try_stop(const faults::plan& plan) {
    life stopped{lingering};
    stopped.reach(stage::running);
    {
        const client connecting{stopped};
        if (stopped.call(slot_named("update_routes")).code != NO_ERROR ||
            stopped.call(slot_named("mib_set_entry")).code != NO_ERROR)
            wrong("no update, or no work");
        faults::arm(plan);
        if (stopped.call(slot_named("stop_protocol")).code != ERROR_PROTOCOL_STOP_PENDING)
            wrong("StopProtocol is not pending while somebody is inside");
    }
    stopped.await_stop();
    faults::disarm();
}

void try_rundown(const faults::plan& plan) {
    life running{lingering};
    running.reach(stage::running);
    const client connecting{running};
    std::thread opener{[] {
        if (!in_time([] { return !routpact::interfaces<protocol>.find(1); }))
            wrong("an interface that ends can be found");
        may_leave = true;
    }};
    faults::arm(plan);
    const DWORD code = running.call(slot_named("delete_interface")).code;
    faults::disarm();
    opener.join();
    if (code != NO_ERROR)
        wrong("DeleteInterface answers %lu", static_cast<unsigned long>(code));
}

// More uses at once than a thread has room for, and than all threads share.
void use(routpact::interface_table<int>& table, unsigned times) {
    const auto found = table.find(1);
    if (!found)
        wrong("an interface is not found");
    if (times > 1)
        use(table, times - 1);
}
void try_many_uses() {
    routpact::interface_table<int> table;
    if (table.insert(1) != routpact::insert_result::inserted)
        wrong("an interface is not inserted");
    faults::arm({.what = faults::source::allocation});
    use(table, 100);
    if (faults::disarm() != 1)
        wrong("many uses need no memory");
}

} // namespace

void try_stops() {
    using faults::source;
    try_many_uses();
    for (const faults::plan& plan :
         {faults::plan{.what = source::allocation, .others = true},
          faults::plan{.what = source::author, .others = true},
          faults::plan{.what = source::author, .others = true, .kind = 1}}) {
        try_stop(plan);
        try_rundown(plan);
    }
}
