#pragma once
// The source of a protocol under test.

#include <optional>
#include <routpact/abi.hpp>
#include <string>

namespace routpact::inline ROUTPACT_ABI::conformance {

/// Provides a RegisterProtocol: that of a DLL, or that of classes in this process.
class protocol_module {
public:
    protocol_module() = default;
    protocol_module(const protocol_module&) = delete;
    protocol_module& operator=(const protocol_module&) = delete;
    virtual ~protocol_module() = default;

    /// Loads the module. Returns its RegisterProtocol, or null on failure; see reason().
    virtual PREGISTER_PROTOCOL load() = 0;
    /// Unloads the module. None of its code may run afterwards.
    virtual void unload() = 0;
    /// Whether the process has the module loaded, for this object or for other code. Returns
    /// nothing if the module cannot be unloaded.
    virtual std::optional<bool> is_loaded() const = 0;
    /// Returns what keeps the module loaded: for one that cannot be unloaded, or after unload().
    /// The text completes "it is still loaded: ". Empty if not known.
    virtual std::string holder() const { return {}; }
    /// Returns the reason for the failure of the last load().
    virtual std::string reason() const = 0;
};

} // namespace routpact::inline ROUTPACT_ABI::conformance
