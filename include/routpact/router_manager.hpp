#pragma once
// The services that a protocol class may call: the router manager's support functions, events for
// the router manager, and background work.

#include <routpact/detail/services/protocol_services.hpp>
#include <routpact/support_functions.hpp>

namespace routpact::inline ROUTPACT_ABI {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes" // some members are hidden, the class is not
#endif
/// Gives a protocol access to the router manager. The constructor of a protocol class receives a
/// reference that stays valid.
///
/// Every member function is thread-safe. Handlers, posted work and threads of the protocol's own
/// that end before the protocol may call it. A support function may call back into the protocol,
/// and the last callback to leave a stopping protocol destroys it. So a thread that the protocol's
/// destructor joins must not call a support function itself; let it post work that does.
///
/// After fork() in a process with a started protocol, the child must not call the protocol or this
/// library: it has none of their threads.
class router_manager : public support_functions {
public:
    /// Gives access to the services of one protocol class.
    ROUTPACT_HIDDEN explicit constexpr router_manager(detail::protocol_services& services) noexcept
        : services_{services} {}
    router_manager(const router_manager&) = delete;
    router_manager& operator=(const router_manager&) = delete;

    /// Asks the router manager to read and save the global configuration, after it has changed by
    /// other means than set_global_info. Calls share one event until the router manager
    /// has taken it. A call inside the protocol's constructor takes effect when the constructor has
    /// returned. Source: pget_event_message.
    ROUTPACT_HIDDEN void save_global_config() noexcept { services_.save_global_config(); }
    /// Asks the router manager to read and save the configuration of one interface, after it has
    /// changed by other means than set_interface_info. Returns false if no interface has this
    /// index.
    ROUTPACT_HIDDEN bool save_interface_config(ULONG index) noexcept {
        return services_.save_interface_config(index);
    }

    /// Runs `work()` on a background thread, not before StartComplete. A stop does not end before
    /// the work has returned and is destroyed.
    ///
    /// Returns false, and does not call `work`, while a stop is pending or if there is no memory or
    /// thread. Exceptions that `work()` throws are reported and ignored. An exception that the move
    /// constructor of `Work` throws leaves post(), and nothing is posted. If the protocol stops
    /// before StartComplete, the work is destroyed without a call. Work must not end its thread,
    /// see routpact::error.
    ///
    /// Waits for no thread, so the caller may hold any lock, even one that the work takes, and the
    /// destructor of a thread_local object may call post().
    template <class Work>
    ROUTPACT_HIDDEN bool post(Work work) {
        static_assert(std::is_nothrow_destructible_v<Work>,
                      "routpact::router_manager::post: the destructor of the work must not throw, "
                      "because no caller could catch that: declare it noexcept, and the "
                      "destructors of what a lambda captures");
        return services_.post(static_cast<Work&&>(work));
    }
    /// Tells whether a stop is pending, so that long work can return early. Takes no lock: DllMain
    /// and destructors of thread_local objects may call it under the loader lock.
    ROUTPACT_HIDDEN bool is_stopping() const noexcept { return services_.is_stopping(); }

private:
    using support_functions::assign; // only the library calls it

    detail::protocol_services& services_;
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI
