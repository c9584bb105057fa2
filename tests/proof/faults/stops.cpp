// The end of an interface, or of the protocol, while threads are inside. It must not depend on
// allocations or on exceptions.

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
        wrong("timeout: a callback is not released");
    --inside;
}

// A protocol with callbacks, work and updates that last until the test releases them.
struct protocol {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 24);
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;

    struct interface_type {
        ~interface_type() { delete std::exchange(memory, nullptr); }
        int* memory = new int;
    };

    explicit protocol(routpact::router_manager& m) : manager{m} {}
    static void observe(const routpact::report& what) { count_exception(what); }
    void stopping() {
        faults::point();
        const std::vector<int> memory(3);
    }
    void connect_client(interface_type&, PVOID) {
        linger();
        faults::point();
        const std::vector<int> memory(3);
    }
    void update_routes(interface_type&, routpact::autostatic_update update) {
        pending = std::move(update);
    }
    void mib_set_entry(const DWORD&) {
        manager.post([memory = std::vector<int>(3)] {
            linger();
            faults::point();
            const std::vector<int> more(3);
        });
    }

    routpact::router_manager& manager;
    routpact::autostatic_update pending;
};

const subject lingering = subject_of<protocol>("lingering", sizeof(DWORD), true);

// A thread inside ConnectClient.
class client {
public:
    explicit client(life& of) {
        inside = 0;
        may_leave = false;
        thread_ = std::thread{[&of] { of.pointers().pfnConnectClient(1, nullptr); }};
        if (!in_time([] { return inside != 0; }))
            wrong("timeout: no thread is inside");
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
            wrong("the update or the work is refused");
        faults::arm(plan);
        if (stopped.call(slot_named("stop_protocol")).code != ERROR_PROTOCOL_STOP_PENDING)
            wrong("StopProtocol is not pending while threads are inside");
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
            wrong("find returns an interface that is being deleted");
        may_leave = true;
    }};
    faults::arm(plan);
    const DWORD code = running.call(slot_named("delete_interface")).code;
    faults::disarm();
    opener.join();
    if (code != NO_ERROR)
        wrong("DeleteInterface returns %lu", static_cast<unsigned long>(code));
}

// Holds more guards at the same time than a thread's record and the shared hazards have room for.
void hold_guards(routpact::interface_table<int>& table, unsigned count) {
    const auto found = table.find(1);
    if (!found)
        wrong("an interface is not found");
    if (count > 1)
        hold_guards(table, count - 1);
}
void try_many_guards() {
    routpact::interface_table<int> table;
    if (table.insert(1) != routpact::insert_result::inserted)
        wrong("an interface is not inserted");
    faults::arm({.what = faults::source::allocation});
    hold_guards(table, 100);
    if (faults::disarm() != 1)
        wrong("100 guards cause no allocation: the test does not reach the limit");
}

} // namespace

void try_stops() {
    using faults::source;
    try_many_guards();
    for (const faults::plan& plan :
         {faults::plan{.what = source::allocation, .others = true},
          faults::plan{.what = source::author, .others = true},
          faults::plan{.what = source::author, .others = true, .kind = 1}}) {
        try_stop(plan);
        try_rundown(plan);
    }
}
