// The model of the contract that judges random sequences, and the sequences themselves.

#include "in_process.hpp"
#include "rules.hpp"
#include "sessions_module.hpp"

#include <catch2/catch_test_macros.hpp>
#include <routpact/conformance/run.hpp>
#include <routpact/detail/conformance/random/random_play.hpp>

namespace contract_model_tests {
namespace {

using routpact::detail::action;
using routpact::detail::contract_model;
using routpact::detail::fetched_event;
using routpact::detail::test_line;
using bytes = std::vector<unsigned char>;

constexpr DWORD success = NO_ERROR;
constexpr DWORD bad_argument = ERROR_INVALID_PARAMETER;
constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;

fetched_event update_of(ULONG index, DWORD status = NO_ERROR) {
    fetched_event event{NO_ERROR, UPDATE_COMPLETE, {}};
    event.message.UpdateCompleteMessage = {index, RF_DEMAND_UPDATE_ROUTES, status};
    return event;
}
fetched_event event_of(DWORD number, ULONG index = 0) {
    fetched_event event{NO_ERROR, number, {}};
    event.message.InterfaceIndex = index;
    return event;
}

// A model with the interface 7.
contract_model with_interface() {
    contract_model model;
    model.started();
    REQUIRE_FALSE(model.added(7, success));
    return model;
}

} // namespace

TEST_CASE("the model allows an index once, and knows what was accepted before", "[testing]") {
    contract_model model = with_interface();
    CHECK(model.added(7, success));
    CHECK_FALSE(model.added(7, bad_argument));
    CHECK_FALSE(model.added(8, failure)); // a limit
    CHECK_FALSE(model.added(0, bad_argument));
    CHECK(model.added(9, ERROR_ACCESS_DENIED));
    CHECK_FALSE(model.removed(7, success));
    CHECK_FALSE(model.has(7));
    CHECK(model.removed(7, success));
    CHECK(model.added(7, bad_argument)->expected == "NO_ERROR or ERROR_CAN_NOT_COMPLETE (1003)");
    CHECK_FALSE(model.added(7, failure));
    CHECK_FALSE(model.added(7, bad_argument, false)); // because of another info block
    CHECK_FALSE(model.added(10, success, false));
    CHECK_FALSE(model.removed(10, success));
    CHECK_FALSE(model.added(10, bad_argument)); // the usual block may be the one it does not like
    model.reconfigured(failure);
    CHECK(model.added(7, bad_argument));
    model.reconfigured(success);
    CHECK_FALSE(model.added(7, bad_argument)); // the block may not suit any more
}

TEST_CASE("the model reserves ERROR_INVALID_PARAMETER for unknown indexes", "[testing]") {
    contract_model model = with_interface();
    CHECK_FALSE(model.changed(7, failure));
    CHECK(model.changed(7, bad_argument)->observed ==
          "ERROR_INVALID_PARAMETER (87) for a present index, 7");
    CHECK_FALSE(model.changed(8, bad_argument));
    CHECK(model.changed(8, success)->expected == "ERROR_INVALID_PARAMETER (87)");
    CHECK_FALSE(model.client(7, bad_argument)); // for the address
    CHECK(model.client(7, failure));
    CHECK(model.client(8, success));
    CHECK_FALSE(model.asked(7, bad_argument));
    CHECK(model.asked(7, ERROR_ACCESS_DENIED));
    CHECK_FALSE(model.asked(8, bad_argument));
    CHECK(model.asked(8, success));
}

TEST_CASE("the model expects one end of each update, of the right interface", "[testing]") {
    contract_model model = with_interface();
    CHECK_FALSE(model.updates_lost());
    CHECK_FALSE(model.updated(7, success));
    CHECK(model.updates_owed() == 1);
    CHECK(model.updates_lost()->is_late);
    CHECK(model.fetched(update_of(8))->observed == "one for interface 8, which has no update");
    CHECK_FALSE(model.fetched(update_of(7)));
    CHECK(model.fetched(update_of(7)));
    CHECK_FALSE(model.updated(7, success));
    CHECK(model.fetched(update_of(7, ERROR_ACCESS_DENIED))->expected ==
          "UpdateStatus NO_ERROR or ERROR_CAN_NOT_COMPLETE (1003)");
    CHECK_FALSE(model.updated(7, success));
    fetched_event typeless = update_of(7);
    typeless.message.UpdateCompleteMessage.UpdateType = 0;
    CHECK(model.fetched(typeless)->expected == "UpdateType 4");
    CHECK_FALSE(model.updated(7, success));
    CHECK_FALSE(model.removed(7, success)); // the end may still come
    CHECK(model.updates_under_way() == 1);
    CHECK_FALSE(model.updates_lost());
    CHECK_FALSE(model.fetched(update_of(7, failure)));
    CHECK(model.fetched(update_of(7, failure)));
}

TEST_CASE("the model knows the events that a router manager waits for", "[testing]") {
    contract_model model = with_interface();
    CHECK_FALSE(model.fetched({}));
    CHECK(model.fetched({ERROR_ACCESS_DENIED, 0, {}}));
    CHECK_FALSE(model.fetched(event_of(SAVE_GLOBAL_CONFIG_INFO)));
    CHECK_FALSE(model.fetched(event_of(SAVE_INTERFACE_CONFIG_INFO, 7)));
    CHECK(model.fetched(event_of(SAVE_INTERFACE_CONFIG_INFO, 8)));
    CHECK(model.fetched(event_of(77)));
    CHECK(model.fetched(event_of(ROUTER_STOPPED)));
    CHECK_FALSE(model.stop_began(ERROR_PROTOCOL_STOP_PENDING));
    CHECK_FALSE(model.fetched(event_of(ROUTER_STOPPED)));
    model.stop_ended();
    CHECK(model.fetched(event_of(ROUTER_STOPPED)));
    CHECK(model.stop_began(failure));
    model.started();
    CHECK_FALSE(model.has(7));
}

TEST_CASE("the model notices the block of another interface", "[testing]") {
    contract_model model = with_interface();
    REQUIRE_FALSE(model.added(8, success));
    CHECK_FALSE(model.info_set(7, success, {1}));
    CHECK_FALSE(model.info_returned(7, success, {1})); // what was set is what is returned
    CHECK_FALSE(model.info_set(8, success, {2}));
    CHECK_FALSE(model.info_returned(7, ERROR_INSUFFICIENT_BUFFER, {}));
    CHECK(model.info_returned(7, success, {2})->observed ==
          "the block that was set for interface 8");
    CHECK_FALSE(model.info_set(7, success, {1}));
    CHECK_FALSE(model.info_returned(7, success, {1}));
    CHECK_FALSE(model.changed(7, success)); // a block may show the state of its interface
    CHECK_FALSE(model.info_returned(7, success, {2}));
    CHECK_FALSE(model.info_set(7, bad_argument, {3}));
    CHECK(model.info_set(9, success, {1}));
    CHECK(model.info_returned(9, success, {1}));
}

TEST_CASE("each step has a line for a test", "[testing]") {
    for (int kind = 0; kind <= static_cast<int>(action::kind::fetch); ++kind)
        CHECK(test_line({static_cast<action::kind>(kind), 7, 3}, "block").starts_with("router."));
    CHECK(test_line({action::kind::add, 7, 4}, "") ==
          "router.add_disabled_interface(7u, std::wstring(5, L'x').c_str())");
    CHECK(test_line({action::kind::set_info, 7, 0}, "b") == "router.set_interface_info(7u, b)");
    CHECK(test_line({action::kind::mib_set, 7, 0}, "b") == "router.mib_set_entry(b)");
    CHECK(test_line({action::kind::mib_next, 7, 0}, "b") ==
          "router.mib_get_next_entry<std::vector<unsigned char>>(b).code");
}

TEST_CASE("sequences depend on the seed only", "[testing]") {
    routpact::detail::random_sequence one{5};
    routpact::detail::random_sequence other{5};
    routpact::detail::random_sequence third{6};
    const std::vector<action> first = one.next(false);
    CHECK(first == other.next(false));
    CHECK(first != third.next(false));
    CHECK(third.next(true).size() < 100);
}

TEST_CASE("the chosen steps of a sequence are played", "[testing]") {
    in_process dll{sessions_entry_point};
    routpact::conformance::subject on{dll, sessions_id};
    on.chosen_sequence = {2, {0, 1, 2, 3, 100000}};
    on.mib_question = bytes(4);
    on.index_offsets = {0, 4};
    routpact::testing::transcript log;
    for (const routpact::conformance::rule& each : known_rules())
        if (std::string{each.id} == "RP-RANDOM-01")
            CHECK(run(each, on, log).outcome == routpact::conformance::verdict::kind::kept);
    CHECK(log.calls().size() > 3);
}

TEST_CASE("a first session says how long a protocol takes", "[testing]") {
    in_process dll{sessions_entry_point};
    routpact::conformance::subject on{dll, sessions_id};
    routpact::testing::transcript log;
    routpact::conformance::first_session seen;
    seen.started = seen.added = 1;
    get_acquainted(on, log, [&](const routpact::conformance::first_session& s) { seen = s; });
    CHECK(seen.started == success);
    CHECK(seen.added == success);
    CHECK(seen.update);
    CHECK(seen.stop);
}

} // namespace contract_model_tests
