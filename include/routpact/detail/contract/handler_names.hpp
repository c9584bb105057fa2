#pragma once
// The names of the handlers of a protocol class, one for each callback. C++ cannot generate them
// from the rows of the contract; each row refers to one of them.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A member pointer as a type.
template <auto Pointer>
struct handler_constant {
    static constexpr auto value = Pointer; ///< The member pointer.
};

/// `handler_names::connect_client<P>` holds P's handler of that name. It is a substitution failure
/// unless P has exactly one accessible member of the name.
namespace handler_names {
template <class P>
using start_protocol = handler_constant<&P::start_protocol>;
template <class P>
using start_complete = handler_constant<&P::start_complete>;
template <class P>
using stop_protocol = handler_constant<&P::stop_protocol>;
template <class P>
using get_global_info = handler_constant<&P::get_global_info>;
template <class P>
using set_global_info = handler_constant<&P::set_global_info>;
template <class P>
using query_power = handler_constant<&P::query_power>;
template <class P>
using set_power = handler_constant<&P::set_power>;
template <class P>
using add_interface = handler_constant<&P::add_interface>;
template <class P>
using delete_interface = handler_constant<&P::delete_interface>;
template <class P>
using interface_status = handler_constant<&P::interface_status>;
template <class P>
using get_interface_info = handler_constant<&P::get_interface_info>;
template <class P>
using set_interface_info = handler_constant<&P::set_interface_info>;
template <class P>
using get_event_message = handler_constant<&P::get_event_message>;
template <class P>
using update_routes = handler_constant<&P::update_routes>;
template <class P>
using connect_client = handler_constant<&P::connect_client>;
template <class P>
using disconnect_client = handler_constant<&P::disconnect_client>;
template <class P>
using get_neighbors = handler_constant<&P::get_neighbors>;
template <class P>
using get_mfe_status = handler_constant<&P::get_mfe_status>;
template <class P>
using mib_create_entry = handler_constant<&P::mib_create_entry>;
template <class P>
using mib_delete_entry = handler_constant<&P::mib_delete_entry>;
template <class P>
using mib_get_entry = handler_constant<&P::mib_get_entry>;
template <class P>
using mib_set_entry = handler_constant<&P::mib_set_entry>;
template <class P>
using mib_get_first_entry = handler_constant<&P::mib_get_first_entry>;
template <class P>
using mib_get_next_entry = handler_constant<&P::mib_get_next_entry>;
template <class P>
using mib_set_trap_info = handler_constant<&P::mib_set_trap_info>;
template <class P>
using mib_get_trap_info = handler_constant<&P::mib_get_trap_info>;
template <class P>
using protocol_action = handler_constant<&P::protocol_action>;
template <class P>
using get_statistics = handler_constant<&P::get_statistics>;
template <class P>
using get_routing_domain_global_info = handler_constant<&P::get_routing_domain_global_info>;
template <class P>
using set_routing_domain_global_info = handler_constant<&P::set_routing_domain_global_info>;
template <class P>
using buffer_free = handler_constant<&P::buffer_free>;

// the callbacks of the multicast group manager
template <class P>
using rpf = handler_constant<&P::rpf>;
template <class P>
using creation_alert = handler_constant<&P::creation_alert>;
template <class P>
using prune_alert = handler_constant<&P::prune_alert>;
template <class P>
using join_alert = handler_constant<&P::join_alert>;
template <class P>
using wrong_if = handler_constant<&P::wrong_if>;
template <class P>
using local_join = handler_constant<&P::local_join>;
template <class P>
using local_leave = handler_constant<&P::local_leave>;
template <class P>
using disable_igmp = handler_constant<&P::disable_igmp>;
template <class P>
using enable_igmp = handler_constant<&P::enable_igmp>;

/// Their names, which a class's list of handlers may have. The list is checked before mgm.h is
/// needed; a test compares these names with the contract.
ROUTPACT_HIDDEN inline constexpr const char* of_group_manager[] = {
    "rpf",        "creation_alert", "prune_alert",  "join_alert", "wrong_if",
    "local_join", "local_leave",    "disable_igmp", "enable_igmp"};

/// A class with all of these names. In a class derived from it and from P, a name is ambiguous if P
/// has any member of that name, whether accessible or not. Every row checks that its name is here.
struct all {
    int start_protocol, start_complete, stop_protocol, get_global_info, set_global_info,
        query_power, set_power, add_interface, delete_interface, interface_status,
        get_interface_info, set_interface_info, get_event_message, update_routes, connect_client,
        disconnect_client, get_neighbors, get_mfe_status, mib_create_entry, mib_delete_entry,
        mib_get_entry, mib_set_entry, mib_get_first_entry, mib_get_next_entry, mib_set_trap_info,
        mib_get_trap_info, protocol_action, get_statistics, get_routing_domain_global_info,
        set_routing_domain_global_info, buffer_free, rpf, creation_alert, prune_alert, join_alert,
        wrong_if, local_join, local_leave, disable_igmp, enable_igmp;
};
} // namespace handler_names

} // namespace routpact::inline ROUTPACT_ABI::detail
