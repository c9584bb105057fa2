#pragma once
// Delivers a router_event to the outputs of GetEventMessage.

#include <routpact/arguments/router_event.hpp>
#include <routpact/detail/arguments/binding.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Delivers an event. Event must not be null. Result may be null: the message is dropped then.
/// Misaligned pointers are refused. Only the member of the message that belongs to the event's type
/// is delivered; the other bytes are zero.
template <>
struct ROUTPACT_HIDDEN
delivery<role::event_buffer, router_event, type_list<ROUTING_PROTOCOL_EVENTS*, MESSAGE*>> {
    static constexpr bool accepted = true;

    static bool usable(ROUTING_PROTOCOL_EVENTS* type, MESSAGE* message) noexcept {
        return type && pointee::all_aligned(type, message);
    }
    static argument_defect defect(ROUTING_PROTOCOL_EVENTS* type, MESSAGE* message) noexcept {
        return type ? pointee::first_misaligned(0, type, message)
                    : argument_defect{violation::null_argument};
    }
    static DWORD deliver(const router_event& event, ROUTING_PROTOCOL_EVENTS* type,
                         MESSAGE* message) noexcept {
        *type = event.type;
        if (message)
            *message = message_of(event);
        return NO_ERROR;
    }

private:
    static MESSAGE message_of(const router_event& event) noexcept {
        MESSAGE delivered{};
        if (event.type == UPDATE_COMPLETE)
            delivered.UpdateCompleteMessage = event.message.UpdateCompleteMessage;
        else if (event.type == SAVE_INTERFACE_CONFIG_INFO)
            delivered.InterfaceIndex = event.message.InterfaceIndex;
        return delivered;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
