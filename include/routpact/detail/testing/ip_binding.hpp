#pragma once
// The IPv4 binding that InterfaceStatus passes with RIS_INTERFACE_ADDRESS_CHANGE.

#include <cstring>
#include <routpact/abi.hpp>
#include <span>
#include <vector>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Owns an IP_ADAPTER_BINDING_INFO with any number of addresses.
class ip_binding {
public:
    /// Copies the addresses, which are in network order.
    explicit ip_binding(std::span<const IP_LOCAL_BINDING> addresses)
        : storage_((SIZEOF_IP_BINDING(addresses.size()) + 7) / 8) {
        IP_ADAPTER_BINDING_INFO head{};
        head.AddressCount = static_cast<ULONG>(addresses.size());
        auto* const bytes = reinterpret_cast<unsigned char*>(storage_.data());
        std::memcpy(bytes, &head, sizeof head);
        if (!addresses.empty())
            std::memcpy(bytes + SIZEOF_IP_BINDING(0), addresses.data(), addresses.size_bytes());
    }

    /// Returns the pointer to pass as StatusInfo.
    PVOID data() { return storage_.data(); }

private:
    std::vector<ULONGLONG> storage_; // its items have the alignment of the structure
};

} // namespace routpact::inline ROUTPACT_ABI::detail
