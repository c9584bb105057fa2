#pragma once
// What becomes of an interface: enabled, disabled, other addresses, media there or gone.

#include <routpact/arguments.hpp>

namespace routpact {

/// The kinds of change that InterfaceStatus tells of. Source: pinterface_status.
enum class status_type : DWORD {
    address_change = RIS_INTERFACE_ADDRESS_CHANGE,
    enabled = RIS_INTERFACE_ENABLED,
    disabled = RIS_INTERFACE_DISABLED,
    media_present = RIS_INTERFACE_MEDIA_PRESENT,
    media_absent = RIS_INTERFACE_MEDIA_ABSENT,
};

/// The addresses of an interface: a view of a binding info, which may be absent. Bounded by the
/// binding's AddressCount; 0 is legal and means unnumbered. Source: ip_adapter_binding_info,
/// ipv6_adapter_binding_info.
template <class Binding>
class address_list {
public:
    /// An address with its mask or prefix length.
    using value_type = std::remove_cvref_t<decltype(Binding::Address[0])>;

    /// The addresses of `binding`, which may be null.
    explicit address_list(const Binding* binding) noexcept : binding_{binding} {}

    /// Whether there is a binding at all.
    explicit operator bool() const noexcept { return binding_; }
    /// How many addresses there are.
    ULONG size() const noexcept { return binding_ ? binding_->AddressCount : 0; }
    /// Where the first stands; it need not be dereferenceable.
    const value_type* begin() const noexcept { return binding_ ? binding_->Address : nullptr; }
    /// Where the last one ends.
    const value_type* end() const noexcept { return begin() + size(); }
    /// The address at `position`, or null behind the last.
    const value_type* at(ULONG position) const noexcept {
        return position < size() ? begin() + position : nullptr;
    }

private:
    const Binding* binding_;
};

/// One call of InterfaceStatus, valid during the callback.
class status_change {
public:
    /// The change that these C arguments tell of.
    status_change(BOOL active, DWORD type, PVOID info) noexcept
        : active_{active != 0}, type_{static_cast<status_type>(type)}, info_{info} {}

    /// What became of the interface.
    status_type type() const noexcept { return type_; }
    /// Whether the router manager calls the interface active; the page does not say how this goes
    /// together with the type.
    bool active() const noexcept { return active_; }
    /// The addresses from an IPv4 router manager: the complete list, for an address change.
    address_list<IP_ADAPTER_BINDING_INFO> ipv4_addresses() const noexcept {
        return addresses<IP_ADAPTER_BINDING_INFO>();
    }
    /// The addresses from an IPv6 router manager: the complete list, for an address change.
    address_list<IPV6_ADAPTER_BINDING_INFO> ipv6_addresses() const noexcept {
        return addresses<IPV6_ADAPTER_BINDING_INFO>();
    }

private:
    template <class Binding>
    address_list<Binding> addresses() const noexcept {
        return address_list<Binding>{
            type_ == status_type::address_change ? static_cast<const Binding*>(info_) : nullptr};
    }

    bool active_;
    status_type type_;
    PVOID info_;
};

template <class Arguments>
struct suitable<role::status_change, Arguments> {
    using type = status_change;
};

/// A change of status; a null StatusInfo is legal, a misaligned one is refused, and so is a type
/// that no page names.
template <class P>
    requires std::is_same_v<std::remove_cvref_t<P>, status_change>
struct binding<role::status_change, P, types<BOOL, DWORD, PVOID>> {
    static constexpr bool accepted =
        std::is_same_v<P, status_change> || std::is_same_v<P, const status_change&>;

    static bool usable(BOOL, DWORD type, PVOID info) noexcept {
        return type <= RIS_INTERFACE_MEDIA_ABSENT &&
               pointee::aligned<IP_ADAPTER_BINDING_INFO>(info);
    }
    static argument_defect defect(BOOL, DWORD type, PVOID) noexcept {
        if (type > RIS_INTERFACE_MEDIA_ABSENT)
            return {rule::argument_value, 1};
        return {rule::argument_aligned, 2};
    }
    static status_change pass(BOOL active, DWORD type, PVOID info) noexcept {
        return {active, type, info};
    }
};

} // namespace routpact
