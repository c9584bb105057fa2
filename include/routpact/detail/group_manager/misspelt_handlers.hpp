#pragma once
// Names that an author may take for the name of a handler for the multicast group manager: that of
// the C pointer, one with an underscore too few, one with "on_" or "_callback". Otherwise like the
// header of this name in detail/registration.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Returns the name of the multicast handler that the protocol class `P` seems to misspell, or
/// null.
template <class P>
ROUTPACT_HIDDEN constexpr const char* misspelt_multicast_handler() noexcept {
    if constexpr (
        requires { &P::Rpf; } || requires { &P::RpfCallback; } || requires { &P::on_rpf; } ||
        requires { &P::rpf_callback; })
        return "rpf";
    if constexpr (
        requires { &P::CreationAlert; } || requires { &P::creationalert; } ||
        requires { &P::on_creation_alert; } || requires { &P::creation_alert_callback; })
        return "creation_alert";
    if constexpr (
        requires { &P::PruneAlert; } || requires { &P::prunealert; } ||
        requires { &P::on_prune_alert; } || requires { &P::prune_alert_callback; })
        return "prune_alert";
    if constexpr (
        requires { &P::JoinAlert; } || requires { &P::joinalert; } ||
        requires { &P::on_join_alert; } || requires { &P::join_alert_callback; })
        return "join_alert";
    if constexpr (
        requires { &P::WrongIf; } || requires { &P::wrongif; } || requires { &P::on_wrong_if; } ||
        requires { &P::wrong_if_callback; })
        return "wrong_if";
    if constexpr (
        requires { &P::LocalJoin; } || requires { &P::localjoin; } ||
        requires { &P::on_local_join; } || requires { &P::local_join_callback; })
        return "local_join";
    if constexpr (
        requires { &P::LocalLeave; } || requires { &P::localleave; } ||
        requires { &P::on_local_leave; } || requires { &P::local_leave_callback; })
        return "local_leave";
    if constexpr (
        requires { &P::DisableIgmp; } || requires { &P::disableigmp; } ||
        requires { &P::on_disable_igmp; } || requires { &P::disable_igmp_callback; })
        return "disable_igmp";
    if constexpr (
        requires { &P::EnableIgmp; } || requires { &P::enableigmp; } ||
        requires { &P::on_enable_igmp; } || requires { &P::enable_igmp_callback; })
        return "enable_igmp";
    return nullptr;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
