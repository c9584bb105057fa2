#pragma once
// routpact::interfaces<P>: the interfaces of the protocol class P, for the code of P itself.

#include <routpact/detail/instance/admission.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Gives the handlers and the posted work of a protocol class access to its interfaces.
/// Thread-safe.
template <class P>
class interface_list {
public:
    /// Keeps an interface until the guard is destroyed. Tests false if there is no interface;
    /// otherwise `*guard` is the interface.
    using guard = typename detail::admitted_interfaces<P>::guard;

    /// Finds the interface `index`. The guard keeps the interface alive; it tests false if there is
    /// none. DeleteInterface waits for the guard, so destroy it before a call that may wait for the
    /// router manager, such as a support function.
    [[nodiscard]] ROUTPACT_HIDDEN guard find(ULONG index) const noexcept {
        return detail::interfaces_of<P>.find(index);
    }
    /// Calls `visit(ULONG index, interface_type&)` for each interface, like
    /// interface_table::for_each.
    template <class Visitor, class = detail::this_module>
    ROUTPACT_HIDDEN void for_each(Visitor visit) const {
        detail::instance<P>::interfaces.for_each(
            [&](ULONG index, auto& record) { visit(index, record.value); });
    }
    /// Returns the number of interfaces at the moment.
    [[nodiscard]] ROUTPACT_HIDDEN ULONG size() const noexcept {
        return detail::instance<P>::interfaces.size();
    }
};

/// The interfaces of the protocol class `P`, as in `routpact::interfaces<sessions>.find(7)`.
template <class P>
ROUTPACT_HIDDEN inline constexpr interface_list<P> interfaces{};

} // namespace routpact::inline ROUTPACT_ABI
