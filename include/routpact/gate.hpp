#pragma once
// The way in to a protocol class: the table that the callbacks of the class are adapted to.

#include <routpact/instance.hpp>

namespace routpact {

/// The interface records of protocol class `P`, while it may be called.
template <class P>
struct record_gate {
    /// Enters the protocol.
    typename instance<P>::admission admit(period legal) const noexcept {
        return typename instance<P>::admission{legal};
    }
    /// The record of an interface, or a guard that tests false.
    auto find(ULONG index) const noexcept { return instance<P>::interfaces.find(index); }
};

/// The interfaces of protocol class `P` as its handlers see them, while it may be called.
template <class P>
struct interface_gate : record_gate<P> {
    /// Access to one interface, like interface_table's guard.
    struct guard {
        typename interface_table<typename instance<P>::record>::guard held;

        explicit operator bool() const noexcept { return static_cast<bool>(held); }
        typename instance<P>::interface_type& operator*() const noexcept { return held->value; }
        typename instance<P>::interface_type* operator->() const noexcept { return &**this; }
    };

    /// An interface, or a guard that tests false.
    guard find(ULONG index) const noexcept { return {instance<P>::interfaces.find(index)}; }
};

template <class P>
inline constexpr record_gate<P> records{};
template <class P>
inline constexpr interface_gate<P> gate_of{};

/// The interfaces of a protocol class, for its handlers and its posted work.
template <class P>
class interface_list {
public:
    /// The interface `index`, kept alive as long as the guard lives, or a guard that tests false.
    /// DeleteInterface waits for the guard: give it up before anything that may wait for the router
    /// manager, such as its support functions.
    [[nodiscard]] typename interface_gate<P>::guard find(ULONG index) const noexcept {
        return gate_of<P>.find(index);
    }
    /// Calls `visit(ULONG index, interface_type&)` for every interface, as interface_table does.
    template <class Visitor>
    void for_each(Visitor visit) const {
        instance<P>::interfaces.for_each(
            [&](ULONG index, auto& record) { visit(index, record.value); });
    }
    /// How many interfaces there are at the moment.
    [[nodiscard]] ULONG size() const noexcept { return instance<P>::interfaces.size(); }
};

/// `routpact::interfaces<sessions>.find(7)`.
template <class P>
inline constexpr interface_list<P> interfaces{};

} // namespace routpact
