#pragma once
// Trials of rules in this process.

#include <functional>
#include <optional>
#include <routpact/detail/conformance/scenario_context.hpp>

namespace routpact::inline ROUTPACT_ABI::conformance {

/// Tries a rule once and records the calls in `log`. Returns the verdict.
///
/// The trial runs in this process: a crash of the protocol ends the process, and a hang does not
/// return. `found`, if given, receives the verdict before the protocol is stopped and unloaded,
/// since the protocol may crash or hang there as well.
inline verdict run(const rule& rule, subject& on, testing::transcript& log,
                   const std::function<void(const verdict&)>& found = {}) {
    detail::scenario_context context{on, log};
    verdict result = rule.scenario(context);
    if (found)
        found(result);
    return result;
}

/// Loads the module and calls RegisterProtocol once. Passes the code to `found` before the module
/// is unloaded; passes nothing if the module cannot be loaded, see protocol_module::reason().
inline void try_registration(subject& on, testing::transcript& log,
                             const std::function<void(std::optional<DWORD>)>& found) {
    detail::scenario_context context{on, log};
    if (!context.load())
        return found(std::nullopt);
    MPR_ROUTING_CHARACTERISTICS routing = context.offer();
    MPR_SERVICE_CHARACTERISTICS service{};
    found(context.register_with(&routing, &service));
}

/// Holds what a first, ordinary session with a protocol has shown.
struct first_session {
    DWORD started = NO_ERROR; ///< The code of StartProtocol.
    DWORD added = NO_ERROR;   ///< The code of AddInterface, if the protocol has started.
    /// How long StartProtocol or AddInterface took, whichever was longer.
    std::chrono::milliseconds call{};
    /// How long an update took; empty if the protocol has refused it, or not ended it in time.
    std::optional<std::chrono::milliseconds> update{};
    /// How long the stop took; empty if it has not ended in time.
    std::optional<std::chrono::milliseconds> stop{};
};

/// Starts the protocol, adds and enables an interface, begins an update, and stops the protocol.
/// Passes what is known to `found` after each step, so that it is known even after a crash.
///
/// The module stays loaded, because this session is no trial of the unloading.
inline void get_acquainted(subject& on, testing::transcript& log,
                           const std::function<void(const first_session&)>& found) {
    using detail::slot_table;
    using std::chrono::steady_clock;
    auto& s = *new detail::scenario_context{on, log}; // the destructor would unload the module
    const auto since = [](steady_clock::time_point begin) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begin);
    };
    first_session seen;
    if (!s.startable())
        return;
    auto begin = steady_clock::now();
    seen.started = s.start();
    seen.call = since(begin);
    found(seen);
    if (seen.started != NO_ERROR || !s.has<&slot_table::pfnAddInterface>())
        return;
    begin = steady_clock::now();
    seen.added = s.add(s.present());
    seen.call = (std::max)(seen.call, since(begin));
    found(seen);
    if (seen.added == NO_ERROR && s.completed() && s.enable(s.present()) &&
        s.has<&slot_table::pfnUpdateRoutes>() && s.has<&slot_table::pfnGetEventMessage>()) {
        begin = steady_clock::now();
        const auto ended = [](const detail::fetched_event& e) {
            return e.number == UPDATE_COMPLETE;
        };
        if (s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present())) == NO_ERROR &&
            s.await(ended).answer == NO_ERROR)
            seen.update = since(begin);
        found(seen);
    }
    begin = steady_clock::now();
    if (s.stop())
        seen.stop = since(begin);
    found(seen);
}

} // namespace routpact::inline ROUTPACT_ABI::conformance
