#pragma once
// The contract of every callback, as data: callbacks<Characteristics> and registration_contract.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/detail/contract/documented_codes.hpp>
#include <routpact/detail/contract/mpr50_callbacks.hpp>
#include <routpact/detail/contract/mpr60_additions.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The contract of the exported function RegisterProtocol, which has no slot. Source:
/// pregister_protocol.
ROUTPACT_HIDDEN inline constexpr callback registration_contract{
    .name = "register_protocol",
    .field = "RegisterProtocol",
    .type = "PREGISTER_PROTOCOL",
    .page = "pregister_protocol",
    .codes = detail::documented_codes::registration,
    .fallback = ERROR_NOT_SUPPORTED,
    .availability = availability::always};

/// The contracts of all slots of a characteristics structure, such as
/// callbacks<MPR_ROUTING_CHARACTERISTICS>.
template <class Characteristics>
ROUTPACT_HIDDEN inline constexpr auto callbacks = detail::mpr50_callbacks<Characteristics>;

template <>
ROUTPACT_HIDDEN inline constexpr auto callbacks<MPR60_ROUTING_CHARACTERISTICS> =
    []<class... First, class... Added>(const detail::callback_list<First...>& first,
                                       const detail::callback_list<Added...>& added) {
        return detail::callback_list<First..., Added...>{static_cast<const First&>(first)...,
                                                         static_cast<const Added&>(added)...};
    }(detail::mpr50_callbacks<MPR60_ROUTING_CHARACTERISTICS>,
      detail::mpr60_additions<MPR60_ROUTING_CHARACTERISTICS>);

} // namespace routpact::inline ROUTPACT_ABI
