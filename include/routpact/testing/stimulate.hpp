#pragma once
// A stimulus that comes from no router manager, such as a packet.

#include <routpact/protocol.hpp>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Calls `work(Protocol&)` on the calling thread, inside the protocol, as a callback is: a stop
/// that begins meanwhile ends after it. So a test delivers what no router manager does, such as a
/// received packet. Returns false, without a call, unless the protocol is between the return of
/// StartProtocol and the stop. Exceptions of the work leave this function.
///
/// It reaches the protocol of the module that contains this code. A protocol behind a DLL gets its
/// stimulus through its handler protocol_action: see router_manager::protocol_action.
template <class Protocol, class Work>
ROUTPACT_HIDDEN bool stimulate(Work work) {
    const typename detail::instance<Protocol>::admission inside{availability::started};
    if (!inside)
        return false;
    work(detail::instance<Protocol>::protocol());
    return true;
}

} // namespace routpact::inline ROUTPACT_ABI::testing
