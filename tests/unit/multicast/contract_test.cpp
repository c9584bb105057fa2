// Compares the contract of the multicast group manager's callbacks with a second table, which was
// written independently from the reference pages.

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <iterator>
#include <routpact/multicast_callbacks.hpp>
#include <string>

namespace contract_tests {
namespace {

using config = ROUTING_PROTOCOL_CONFIG;
using routpact::detail::role;

// What the pages say: the C arguments, and where an interface index stands. `looked_up` is whether
// the page says that the interface belongs to the protocol.
struct expected_row {
    std::string name;
    std::string field;
    std::string page;
    unsigned arguments;
    unsigned index;
    bool looked_up;
    unsigned parameters; ///< Of the handler: the interface, and one for each group of arguments.
    std::size_t offset;
};
const expected_row expected[] = {
    {"rpf", "pfnRpfCallback", "pmgm_rpf_callback", 10, 5, true, 3,
     offsetof(config, pfnRpfCallback)},
    {"creation_alert", "pfnCreationAlertCallback", "pmgm_creation_alert_callback", 8, 5, false, 4,
     offsetof(config, pfnCreationAlertCallback)},
    {"prune_alert", "pfnPruneAlertCallback", "pmgm_prune_alert_callback", 8, 5, false, 4,
     offsetof(config, pfnPruneAlertCallback)},
    {"join_alert", "pfnJoinAlertCallback", "pmgm_join_alert_callback", 5, 0, false, 2,
     offsetof(config, pfnJoinAlertCallback)},
    {"wrong_if", "pfnWrongIfCallback", "pmgm_wrong_if_callback", 6, 3, false, 5,
     offsetof(config, pfnWrongIfCallback)},
    {"local_join", "pfnLocalJoinCallback", "pmgm_local_join_callback", 6, 5, true, 3,
     offsetof(config, pfnLocalJoinCallback)},
    {"local_leave", "pfnLocalLeaveCallback", "pmgm_local_leave_callback", 6, 5, true, 3,
     offsetof(config, pfnLocalLeaveCallback)},
    {"disable_igmp", "pfnDisableIgmpCallback", "pmgm_disable_igmp_callback", 2, 1, true, 2,
     offsetof(config, pfnDisableIgmpCallback)},
    {"enable_igmp", "pfnEnableIgmpCallback", "pmgm_enable_igmp_callback", 2, 1, true, 2,
     offsetof(config, pfnEnableIgmpCallback)},
};

std::string type_of(const std::string& page) { // PMGM_RPF_CALLBACK
    std::string type = page;
    for (char& each : type)
        if (each != '_')
            each = static_cast<char>(each - 'a' + 'A');
    return type;
}

} // namespace

TEST_CASE("the contract of the multicast group manager's callbacks is that of the pages",
          "[multicast]") {
    STATIC_REQUIRE(routpact::callbacks<config>.size == 9);
    REQUIRE(std::size(expected) == 9);
    REQUIRE(std::size(routpact::detail::handler_names::of_group_manager) == 9);
    static config probe;
    unsigned i = 0;
    for_each(routpact::callbacks<config>, [&](const auto& row) {
        const expected_row& page = expected[i];
        INFO(page.name);
        CHECK(row.name == page.name);
        CHECK(routpact::detail::handler_names::of_group_manager[i] == page.name);
        CHECK(row.field == page.field);
        CHECK(row.page == page.page);
        CHECK(row.type == type_of(page.page));
        CHECK(row.index_position == page.index);
        CHECK(row.codes.count == 0); // every page: the result is ignored, whatever it is
        CHECK(row.fallback == ERROR_CAN_NOT_COMPLETE);
        CHECK(row.refusal() == ERROR_INVALID_PARAMETER);
        CHECK(row.presence == routpact::presence::optional);
        CHECK(row.availability == routpact::availability::started);
        CHECK(static_cast<std::size_t>(reinterpret_cast<const char*>(&(probe.*row.member)) -
                                       reinterpret_cast<const char*>(&probe)) == page.offset);
        unsigned position = 1;
        bool looked_up = false;
        unsigned parameters = 0;
        for (unsigned n = 0; n < row.roles.count; ++n) {
            const role what = row.roles.roles[n];
            if (selects_interface(what)) {
                looked_up = true;
                CHECK(position == page.index);
            }
            if (receives_result(what))
                CHECK(n + 1 == row.roles.count);
            position += width(what);
            parameters += selects_interface(what) && what != role::interface_index ? 1u : 0u;
            parameters += !receives_result(what) || is_input_too(what) ? 1u : 0u;
        }
        CHECK(looked_up == page.looked_up);
        CHECK(parameters == page.parameters);
        CHECK(position == 1 + page.arguments);
        ++i;
    });
}

TEST_CASE("only the nine pointers of ROUTING_PROTOCOL_CONFIG are slots", "[multicast]") {
    STATIC_CHECK(routpact::detail::slot<&config::pfnEnableIgmpCallback>::known);
    STATIC_CHECK(!routpact::detail::slot<&config::dwCallbackFlags>::known);
}

} // namespace contract_tests
