#pragma once
// Changes of an interface: enabled, disabled, other addresses, media present or absent.

#include <routpact/abi.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI {

/// The kinds of change that InterfaceStatus reports. Source: pinterface_status.
enum class status_type : DWORD {
    address_change = RIS_INTERFACE_ADDRESS_CHANGE,
    enabled = RIS_INTERFACE_ENABLED,
    disabled = RIS_INTERFACE_DISABLED,
    media_present = RIS_INTERFACE_MEDIA_PRESENT,
    media_absent = RIS_INTERFACE_MEDIA_ABSENT,
};

/// A view of the addresses in a binding info, which may be absent.
///
/// AddressCount of the binding is the number of addresses. It may be 0: the interface is unnumbered
/// then. Source: ip_adapter_binding_info, ipv6_adapter_binding_info.
template <class Binding>
class address_list {
public:
    /// An address with its mask or prefix length.
    using value_type = std::remove_cvref_t<decltype(Binding::Address[0])>;

    /// Refers to the addresses of `binding`, which may be null.
    ROUTPACT_HIDDEN explicit address_list(const Binding* binding) noexcept : binding_{binding} {}

    /// Whether there is a binding.
    ROUTPACT_HIDDEN explicit operator bool() const noexcept { return binding_; }
    /// Returns the number of addresses; 0 without a binding.
    ROUTPACT_HIDDEN ULONG size() const noexcept { return binding_ ? binding_->AddressCount : 0; }
    /// Returns a pointer to the first address. It can be dereferenced only if size() is not 0.
    ROUTPACT_HIDDEN const value_type* begin() const noexcept {
        return binding_ ? binding_->Address : nullptr;
    }
    /// Returns the pointer past the last address.
    ROUTPACT_HIDDEN const value_type* end() const noexcept { return begin() + size(); }
    /// Returns a pointer to the address at `position`, from 0, or null if there is none.
    ROUTPACT_HIDDEN const value_type* at(ULONG position) const noexcept {
        return position < size() ? begin() + position : nullptr;
    }

private:
    const Binding* binding_;
};

/// A change that InterfaceStatus reports. It is valid during the callback.
class status_change {
public:
    /// Constructs the change from the C arguments.
    ROUTPACT_HIDDEN status_change(BOOL active, DWORD type, PVOID info) noexcept
        : active_{active != 0}, type_{static_cast<status_type>(type)}, info_{info} {}

    /// Returns the kind of change.
    ROUTPACT_HIDDEN status_type type() const noexcept { return type_; }
    /// Returns InterfaceActive. The page does not say how this value relates to the type.
    ROUTPACT_HIDDEN bool active() const noexcept { return active_; }
    /// Returns all addresses of the interface for an address change, otherwise a list without a
    /// binding. Precondition: the router manager is the IPv4 one.
    ROUTPACT_HIDDEN address_list<IP_ADAPTER_BINDING_INFO> ipv4_addresses() const noexcept {
        return addresses<IP_ADAPTER_BINDING_INFO>();
    }
    /// Returns all addresses of the interface for an address change, otherwise a list without a
    /// binding. Precondition: the router manager is the IPv6 one.
    ROUTPACT_HIDDEN address_list<IPV6_ADAPTER_BINDING_INFO> ipv6_addresses() const noexcept {
        return addresses<IPV6_ADAPTER_BINDING_INFO>();
    }

private:
    template <class Binding>
    ROUTPACT_HIDDEN address_list<Binding> addresses() const noexcept {
        return address_list<Binding>{
            type_ == status_type::address_change ? static_cast<const Binding*>(info_) : nullptr};
    }

    bool active_;
    status_type type_;
    PVOID info_;
};

} // namespace routpact::inline ROUTPACT_ABI
