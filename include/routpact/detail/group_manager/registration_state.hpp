#pragma once
// What a registration with the multicast group manager and the ownerships of its interfaces share.

#include <atomic>
#include <routpact/multicast/multicast_functions.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// One registration. Its last user ends it, because the multicast group manager refuses to end one
/// that still owns an interface. Source: mgmderegistermprotocol.
class registration_state {
public:
    /// Begins without a handle, with one user.
    ROUTPACT_HIDDEN explicit registration_state(const multicast_functions& functions) noexcept
        : functions_{functions} {}
    registration_state(const registration_state&) = delete;
    registration_state& operator=(const registration_state&) = delete;

    /// Registers, and returns the code of the multicast group manager.
    ROUTPACT_HIDDEN DWORD begin(ROUTING_PROTOCOL_CONFIG& config, DWORD protocol,
                                DWORD component) noexcept {
        return functions_.register_protocol(&config, protocol, component, &handle_);
    }
    /// Takes an interface, and adds a user if that succeeds.
    ROUTPACT_HIDDEN DWORD take(ULONG index, DWORD next_hop) noexcept {
        const DWORD code = functions_.take_interface(handle_, index, next_hop);
        if (code == NO_ERROR)
            users_.fetch_add(1, std::memory_order_relaxed);
        return code;
    }
    /// Releases an interface, and removes its user.
    ROUTPACT_HIDDEN void release(ULONG index, DWORD next_hop) noexcept {
        functions_.release_interface(handle_, index, next_hop);
        leave();
    }
    /// Removes a user. The last one deregisters and destroys the object.
    ROUTPACT_HIDDEN void leave() noexcept {
        if (users_.fetch_sub(1, std::memory_order_acq_rel) != 1)
            return;
        functions_.deregister_protocol(handle_);
        delete this;
    }

    ROUTPACT_HIDDEN HANDLE handle() const noexcept { return handle_; }

private:
    const multicast_functions functions_;
    HANDLE handle_ = nullptr;
    std::atomic<ULONG> users_{1};
};

} // namespace routpact::inline ROUTPACT_ABI::detail
