#pragma once
// The tables to which the callbacks of a protocol class are adapted. Each has two functions that an
// entry point calls in this order: admit() enters the protocol, if its phase allows the call;
// find() keeps an interface alive. What they return leaves the protocol and releases the interface
// when the call ends.

#include <routpact/detail/instance/instance.hpp>
#include <routpact/detail/language/address_of.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Finds the interface records of the protocol class `P`, for the library's own handlers.
template <class P>
struct admitted_records {
    static constexpr exception_translator translate_exception = translator_of<P>();
    /// Enters the protocol. The admission tests false if the phase does not allow that.
    ROUTPACT_HIDDEN typename instance<P>::admission admit(availability when) const noexcept {
        return typename instance<P>::admission{when};
    }
    /// Finds the record of an interface. The guard tests false if there is none.
    ROUTPACT_HIDDEN auto find(ULONG index) const noexcept {
        return instance<P>::interfaces.find(index);
    }
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes" // some members are hidden, the class is not
#endif
/// Finds the interfaces of the protocol class `P`, for its handlers.
template <class P>
struct admitted_interfaces : admitted_records<P> {
    /// Keeps one interface alive, like interface_table's guard.
    struct guard {
        typename interface_table<typename instance<P>::record>::guard held;

        ROUTPACT_HIDDEN ~guard() = default;
        ROUTPACT_HIDDEN explicit operator bool() const noexcept { return static_cast<bool>(held); }
        ROUTPACT_HIDDEN typename instance<P>::interface_type& operator*() const noexcept {
            return held->value;
        }
        ROUTPACT_HIDDEN typename instance<P>::interface_type* operator->() const noexcept {
            return address_of(**this);
        }
    };

    /// Finds an interface. The guard tests false if there is none.
    ROUTPACT_HIDDEN guard find(ULONG index) const noexcept {
        return {instance<P>::interfaces.find(index)};
    }
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// The one object of each kind of table, for template arguments.
template <class P>
ROUTPACT_HIDDEN inline constexpr admitted_records<P> records_of{};
template <class P>
ROUTPACT_HIDDEN inline constexpr admitted_interfaces<P> interfaces_of{};

} // namespace routpact::inline ROUTPACT_ABI::detail
