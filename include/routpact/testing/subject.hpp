#pragma once
// What conformance rules are tried on: a protocol of a loadable module, and what is known of it.

#include <chrono>
#include <cstdint>
#include <optional>
#include <routpact/abi.hpp>
#include <string>
#include <vector>

namespace routpact::testing {

/// Something that has a RegisterProtocol: a DLL, or classes in this process.
struct module {
    module() = default;
    module(const module&) = delete;
    module& operator=(const module&) = delete;
    virtual ~module() = default;

    /// Loads it; its RegisterProtocol, or null if that cannot be had, and `reason()` says why.
    virtual PREGISTER_PROTOCOL load() = 0;
    /// Unloads it: none of its code may run afterwards.
    virtual void unload() = 0;
    /// Whether the process still has it, whoever loaded it; nothing if it cannot be unloaded.
    virtual std::optional<bool> is_loaded() const = 0;
    /// Why the last load failed.
    virtual std::string reason() const = 0;
};

/// An info block, whose layout is the protocol's own.
struct info_bytes {
    std::vector<unsigned char> bytes; ///< The block: `StructureSize` bytes, `StructureCount` is 1.
    ULONG version = 1;                ///< Its StructureVersion.
};

/// A protocol that rules are tried on, and how.
struct subject {
    /// Where the protocol is. Each scenario loads it, and unloads it unless a stop did not end.
    module& dll;
    /// The protocol to register.
    DWORD protocol_id;
    /// Its global info for StartProtocol; without it there is none, and what GetGlobalInfo tells
    /// is used where a block is needed.
    std::optional<info_bytes> global_info{};
    /// The info of its interfaces for AddInterface; without it likewise.
    std::optional<info_bytes> interface_info{};
    /// What MibGet, MibGetFirst and MibGetNext may be asked; without it a few forms are tried.
    std::optional<std::vector<unsigned char>> mib_question{};
    /// What the scenarios choose by chance follows from it, the order of threads does not.
    std::uint64_t seed = 1;
    /// How long something is waited for that has to come, such as the end of a stop.
    std::chrono::milliseconds patience{5000};
    /// The flags that the router manager offers.
    DWORD functionality =
        RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES | RF_MULTICAST;
};

} // namespace routpact::testing
