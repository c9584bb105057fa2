#pragma once
// The state of an interface, as the calls of InterfaceStatus so far describe it.

#include <atomic>
#include <routpact/detail/lifecycle/status_word.hpp>

namespace routpact::inline ROUTPACT_ABI {

namespace detail {
class pending_change;
}

/// Holds the state of an interface: a base class for a protocol's interface_type.
///
/// The library applies each change before it calls interface_status, and undoes it if that handler
/// fails. Calls for one interface may overlap: when all have returned, each property has the value
/// of the last successful call, in the order in which the calls began. A new interface is disabled
/// and not bound. Thread-safe; no function takes a lock. Source: padd_interface, pinterface_status.
class interface_state {
public:
    ROUTPACT_HIDDEN interface_state() noexcept = default;

    /// Tells whether the interface is enabled.
    ROUTPACT_HIDDEN bool enabled() const noexcept { return has(detail::status_property::enabled); }
    /// Tells whether the interface has a binding, with or (if it is unnumbered) without addresses.
    /// A WAN interface gets its binding only when it is connected.
    ROUTPACT_HIDDEN bool bound() const noexcept { return has(detail::status_property::bound); }
    /// Tells whether the medium is present. True until the router manager reports that it is
    /// absent.
    ROUTPACT_HIDDEN bool media_present() const noexcept {
        return !has(detail::status_property::media_absent);
    }

private:
    friend detail::pending_change;

    ROUTPACT_HIDDEN bool has(detail::status_property property) const noexcept {
        return detail::status_word{bits_}.has(property);
    }

    std::atomic<std::uint64_t> bits_ = detail::status_word{}.bits();
};

} // namespace routpact::inline ROUTPACT_ABI
