#pragma once
// The list of all rules.

#include <routpact/detail/conformance/rules/additions.hpp>
#include <routpact/detail/conformance/rules/codes.hpp>
#include <routpact/detail/conformance/rules/concurrency.hpp>
#include <routpact/detail/conformance/rules/concurrent_fetching.hpp>
#include <routpact/detail/conformance/rules/events.hpp>
#include <routpact/detail/conformance/rules/index.hpp>
#include <routpact/detail/conformance/rules/info_blocks.hpp>
#include <routpact/detail/conformance/rules/inputs.hpp>
#include <routpact/detail/conformance/rules/interfaces.hpp>
#include <routpact/detail/conformance/rules/lifecycle.hpp>
#include <routpact/detail/conformance/rules/memory.hpp>
#include <routpact/detail/conformance/rules/multicast.hpp>
#include <routpact/detail/conformance/rules/outputs.hpp>
#include <routpact/detail/conformance/rules/random.hpp>
#include <routpact/detail/conformance/rules/registration.hpp>
#include <routpact/detail/conformance/rules/stopping.hpp>
#include <routpact/detail/conformance/rules/unloading.hpp>
#include <routpact/detail/conformance/rules/updates.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// All rules, by topic.
ROUTPACT_HIDDEN inline constexpr auto all_rules = concatenate(
    registration_rules::rules, rules_of<provided_pointers>, lifecycle_rules::rules,
    stop_rules::rules, interface_rules::rules, addition_rules::rules, rules_of<unknown_index>,
    rules_of<deleted_index>, rules_of<present_index>, rules_of<documented_answers>,
    rules_of<illegal_calls>, rules_of<null_info>, rules_of<null_data>, rules_of<input_bounds>,
    rules_of<borrowed_memory>, rules_of<round_trip>, rules_of<stored_info>, rules_of<refused_info>,
    rules_of<separate_info>, rules_of<quiet_setting>, rules_of<null_size>, rules_of<short_buffer>,
    rules_of<buffer_bounds>, rules_of<partial_output>, rules_of<whole_output>, rules_of<size_query>,
    rules_of<info_triple>, rules_of<untouched_outputs>, multicast_rules::rules, event_rules::rules,
    update_rules::rules, rules_of<concurrent_calls>, fetching_rules::rules, rules_of<racing_stop>,
    concurrency_rules::rules, memory_rules::rules, random_rules::rules, unloading_rules::rules);

} // namespace routpact::inline ROUTPACT_ABI::detail
