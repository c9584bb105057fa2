#pragma once
// Declarations that the unit with exceptions and the unit without share.

#include "../../common/wait_until.hpp"

#include <atomic>
#include <chrono>
#include <routpact/routpact.hpp>
#include <thread>

/// An interface in the author's own table. Both units create callbacks for the same table and the
/// same handlers, so they instantiate the same function templates with the same arguments.
struct line {
    ULONG index;
};
struct line_table {
    line one{7};
    line* find(ULONG index) { return index == 7 ? &one : nullptr; }
};
inline line_table lines;

/// Throws for a client with an address.
DWORD on_connect(line& itf, const IP_LOCAL_BINDING& client);
/// Throws for an entry with an address. Takes no interface.
DWORD on_set(const IP_LOCAL_BINDING& entry);

/// The functions of a unit.
struct unit {
    PCONNECT_CLIENT connect;
    PMIB_SET set;
    DWORD (*registers)(PMPR_ROUTING_CHARACTERISTICS, PMPR_SERVICE_CHARACTERISTICS);
    bool (*remove_waits)(); ///< Whether removal from the unit's own table waits for a guard.
};
/// The unit that is compiled with exceptions.
extern "C" const unit* unit_with();
/// The unit that is compiled without.
extern "C" const unit* unit_without();

namespace {

/// Removes an interface while a guard holds it. Internal linkage: each unit tests its own copy of
/// the library's code.
bool remove_waits() {
    static routpact::interface_table<line> own;
    if (own.insert(8, line{8}) != routpact::insert_result::inserted)
        return false;
    std::atomic<bool> found{false}, removed{false};
    bool waited = false;
    std::thread user{[&] {
        const auto guard = own.find(8);
        found = true;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        waited = !removed;
    }};
    wait_until(found);
    const bool gone = own.remove(8) == routpact::remove_result::removed;
    removed = true;
    user.join();
    return gone && waited;
}

} // namespace
