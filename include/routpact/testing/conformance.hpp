#pragma once
// The contract as rules that any protocol can be tried on: whether it keeps them is found out by
// playing the router manager to it.
//
// The ids of most rules count the rules of a topic. Where there is one rule for each callback, the
// number is the position of the callback in MPR_ROUTING_CHARACTERISTICS: RP-INDEX-09.

#include <routpact/testing/rules/codes.hpp>
#include <routpact/testing/rules/concurrency.hpp>
#include <routpact/testing/rules/events.hpp>
#include <routpact/testing/rules/index.hpp>
#include <routpact/testing/rules/inputs.hpp>
#include <routpact/testing/rules/interfaces.hpp>
#include <routpact/testing/rules/lifecycle.hpp>
#include <routpact/testing/rules/multicast.hpp>
#include <routpact/testing/rules/outputs.hpp>
#include <routpact/testing/rules/registration.hpp>
#include <routpact/testing/rules/unload.hpp>
#include <routpact/testing/rules/updates.hpp>
#include <routpact/testing/run.hpp>
#include <span>

namespace routpact::testing {

/// All rules there are, by topic.
inline constexpr auto all_rules = joined(
    registration::rules, rules_of<registration::pointers>, lifecycle_rules::rules,
    interface_rules::rules, rules_of<unknown_index>, rules_of<deleted_index>,
    rules_of<documented_answers>, rules_of<illegal_calls>, rules_of<null_info>, rules_of<null_data>,
    rules_of<input_bounds>, rules_of<borrowed_memory>, rules_of<round_trip>,
    rules_of<quiet_setting>, rules_of<null_size>, rules_of<short_buffer>, rules_of<buffer_bounds>,
    rules_of<partial_output>, rules_of<whole_output>, rules_of<probe>, rules_of<info_triple>,
    rules_of<untouched_outputs>, multicast_rules::rules, event_rules::rules, update_rules::rules,
    rules_of<concurrent_calls>, rules_of<racing_stop>, concurrency_rules::rules,
    unload_rules::rules);

/// All rules there are, by topic.
constexpr std::span<const rule> rules() {
    return all_rules;
}

} // namespace routpact::testing
