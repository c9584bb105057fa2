#pragma once
// Rules about the memory and the handles of a protocol that runs for months.

#include <memory>
#include <routpact/detail/conformance/resource_use.hpp>
#include <routpact/detail/conformance/rules/updates.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about memory and handles.
namespace memory_rules {

using std::chrono::milliseconds;

/// Repeats `once`, at most `most` times in a series, and compares the resources before and after.
/// Only growth in eight of ten series counts, at least 8 bytes or one handle for each repetition:
/// caches and pools, also those of the system, grow for a while, and a thread may end long after
/// its work. A slow protocol has fewer repetitions. `most` is below 90, because a process may have
/// 1024 files open on many systems.
template <class Once>
verdict judge_growth(scenario_context& s, unsigned most, const char* what, Once once) {
    // Without records, which need memory too.
    struct silence {
        scenario_context& of;
        explicit silence(scenario_context& s) : of{s} { of.record(false); }
        silence(const silence&) = delete;
        ~silence() { of.record(true); }
    } const quiet{s};
    const auto deadline = std::chrono::steady_clock::now() + s.under_test.timeout;
    unsigned repetitions = 0;
    bool repeated = true;
    // Warms up, and finds out how many repetitions there is time for.
    while (repeated && repetitions < most && std::chrono::steady_clock::now() < deadline) {
        s.progress();
        repeated = once();
        ++repetitions;
    }
    if (!repeated)
        return verdict::not_applicable(std::string{what} + " cannot be repeated");
    if (repetitions < (std::min)(most, 8U))
        return verdict::not_applicable(std::string{"there is no time to repeat "} + what);
    const auto repeat = [&] {
        for (unsigned i = 0; i < repetitions && repeated; ++i) {
            s.progress();
            repeated = once();
        }
        return repeated;
    };
    const std::size_t fewest_bytes = std::size_t{8} * repetitions;
    resource_use growth{SIZE_MAX, SIZE_MAX}; // the least that counts
    int series_without = 0;
    for (int series = 0; series < 10; ++series) {
        const resource_use before = resource_use::now();
        if (!repeat())
            return verdict::not_applicable(std::string{what} + " cannot be repeated");
        const resource_use more = resource_use::since(before);
        if (more.bytes >= fewest_bytes || more.handles >= repetitions) {
            growth.bytes = (std::min)(growth.bytes, more.bytes);
            growth.handles = (std::min)(growth.handles, more.handles);
        } else if (++series_without == 3) {
            return verdict::kept();
        }
    }
    const bool of_handles = growth.handles >= repetitions;
    if (!of_handles && growth.bytes < fewest_bytes)
        return verdict::kept(); // sometimes memory, sometimes handles
    return of_handles ? verdict::broken("no more handles after many times than after a few",
                                        std::to_string(growth.handles / repetitions) +
                                            " more for each " + what)
                      : verdict::broken("no more memory after many times than after a few",
                                        std::to_string(growth.bytes / repetitions) +
                                            " bytes more for each " + what);
}

inline verdict frees_interfaces(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnDeleteInterface>())
        return s.blocked();
    return judge_growth(s, 60, "AddInterface and DeleteInterface", [&s] {
        return s.add(s.other()) == NO_ERROR && s.remove(s.other()) == NO_ERROR;
    });
}

inline verdict frees_clients(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnConnectClient>() ||
        !s.has<&slot_table::pfnDisconnectClient>())
        return s.blocked();
    return judge_growth(s, 60, "ConnectClient and DisconnectClient", [&s] {
        call_arguments a = s.arguments(s.present());
        return s.calls().call_unrecorded<&slot_table::pfnConnectClient>(a) == NO_ERROR &&
               s.calls().call_unrecorded<&slot_table::pfnDisconnectClient>(a) == NO_ERROR;
    });
}

inline verdict frees_updates(scenario_context& s) {
    if (!event_rules::begin_update(s))
        return s.blocked();
    if (update_rules::completions(s, 0, event_rules::short_wait(s), 1) == 0)
        return event_rules::no_update(s);
    if (s.under_test.update_time > milliseconds{50})
        return verdict::not_applicable("its updates are too slow for many of them");
    return judge_growth(s, 20, "UpdateRoutes", [&s] {
        return update_rules::update(s, s.present()) &&
               update_rules::completions(s, 0, event_rules::short_wait(s), 1) == 1;
    });
}

inline verdict frees_lives(scenario_context& s) {
    const auto begin = std::chrono::steady_clock::now();
    if (!s.running() || !s.stop())
        return s.blocked();
    if (std::chrono::steady_clock::now() - begin > milliseconds{200})
        return verdict::not_applicable("a start and a stop take too long for many of them");
    return judge_growth(s, 8, "start and stop", [&s] { return s.running() && s.stop(); });
}

/// Allocates and frees memory of many sizes, so that memory that was freed has other contents.
inline void churn_heap() {
    std::vector<std::unique_ptr<unsigned char[]>> blocks;
    for (int round = 0; round < 8; ++round)
        for (std::size_t size = 16; size <= 2048; size += size < 512 ? 8 : 64) {
            blocks.push_back(std::make_unique_for_overwrite<unsigned char[]>(size));
            std::memset(blocks.back().get(), 0xDD, size);
        }
}

inline verdict forgets_interface(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnDeleteInterface>() ||
        !s.has<&slot_table::pfnUpdateRoutes>())
        return s.blocked();
    // Shared ownership, because the protocol may call until it is unloaded.
    const auto held = std::make_shared<std::atomic<int>>(0); // 1: inside a support function
    const auto deleted = std::make_shared<std::atomic<bool>>(false);
    const std::thread::id here = std::this_thread::get_id();
    s.support_answers().on_call = [held, deleted, here](const char*) {
        if (std::this_thread::get_id() == here) // it may be inside DeleteInterface itself
            return;
        *held = 1;
        for (int i = 0; i < 50 && !*deleted; ++i)
            std::this_thread::sleep_for(milliseconds{2});
    };
    if (!update_rules::update(s, s.present()))
        return s.blocked();
    for (int i = 0; i < 50 && *held == 0; ++i)
        std::this_thread::sleep_for(milliseconds{2});
    if (*held == 0)
        return verdict::not_applicable("an update calls no support function");
    const DWORD answer = s.remove(s.present());
    churn_heap();
    *deleted = true;
    if (answer != NO_ERROR)
        return verdict::not_applicable("the interface cannot be deleted during an update");
    // Code that still uses the interface crashes now, or breaks another rule.
    std::this_thread::sleep_for(milliseconds{20});
    churn_heap();
    update_rules::completions(s, 0, milliseconds{50}, 1);
    s.stop();
    return verdict::kept();
}

ROUTPACT_HIDDEN inline constexpr const char* deletes =
    slot<&slot_table::pfnDeleteInterface>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* disconnects =
    slot<&slot_table::pfnDisconnectClient>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* updates =
    slot<&slot_table::pfnUpdateRoutes>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* stops =
    slot<&slot_table::pfnStopProtocol>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-MEMORY-01", deletes, "frees the memory and the handles of an interface",
     "pdelete_interface", severity::advice, frees_interfaces},
    {"RP-MEMORY-02", disconnects, "frees the memory of a client", "pdisconnect_client",
     severity::advice, frees_clients},
    {"RP-MEMORY-03", updates, "frees the memory of an update and its event", "pdo_update_routes",
     severity::advice, frees_updates},
    {"RP-MEMORY-04", stops, "frees the memory and the handles of a start", "pstop_protocol",
     severity::advice, frees_lives},
    {"RP-MEMORY-05", deletes, "uses the interface no more once it has returned",
     "pdelete_interface", severity::contract, forgets_interface},
});

} // namespace memory_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
