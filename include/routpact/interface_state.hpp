#pragma once
// What the router manager has told about an interface so far.

#include <atomic>
#include <routpact/interface_status.hpp>

namespace routpact {

/// A base class for a protocol's interface_type that knows where the interface stands: the library
/// keeps it up to date before it calls interface_status, and takes back what that fails on. A new
/// interface is disabled and not bound. May be read by any thread. Source: padd_interface,
/// pinterface_status.
class interface_state {
public:
    /// Whether it was enabled, and not disabled since.
    bool enabled() const noexcept { return has(enabled_bit); }
    /// Whether it has a binding: addresses, or none if it is unnumbered. A WAN interface gets its
    /// binding only when it is connected.
    bool bound() const noexcept { return has(bound_bit); }
    /// Whether the medium is there, as far as anybody said.
    bool media_present() const noexcept { return !has(media_absent_bit); }

    /// What a change has changed, for the library.
    struct changed {
        unsigned bit = 0; ///< 0: nothing.
        bool was_set = false;
    };
    /// Takes a change. For the library.
    changed apply(const status_change& change) noexcept {
        switch (change.type()) {
        case status_type::enabled:
            return set(enabled_bit, true);
        case status_type::disabled:
            return set(enabled_bit, false);
        case status_type::media_present:
            return set(media_absent_bit, false);
        case status_type::media_absent:
            return set(media_absent_bit, true);
        case status_type::address_change:
            return set(bound_bit, static_cast<bool>(change.ipv4_addresses()));
        }
        return {};
    }
    /// Takes a change back; others that came meanwhile stay. For the library.
    void take_back(changed before) noexcept { set(before.bit, before.was_set); }

private:
    changed set(unsigned bit, bool on) noexcept {
        const unsigned before = on ? bits_.fetch_or(bit) : bits_.fetch_and(~bit);
        return {bit, (before & bit) != 0};
    }

    static constexpr unsigned enabled_bit = 1;
    static constexpr unsigned bound_bit = 2;
    static constexpr unsigned media_absent_bit = 4;

    bool has(unsigned bit) const noexcept { return (bits_ & bit) != 0; }

    std::atomic<unsigned> bits_ = 0;
};

} // namespace routpact
