#pragma once
// The result of GetEventMessage.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// An event that the protocol reports to the router manager. Source: pget_event_message, message.
struct router_event {
    ROUTING_PROTOCOL_EVENTS type{}; ///< The type of the event.
    /// Details, for UPDATE_COMPLETE and SAVE_INTERFACE_CONFIG_INFO only.
    MESSAGE message{};
};

} // namespace routpact::inline ROUTPACT_ABI
