// The registration of a protocol class with a multicast group manager of the test.

#include "../../integration/allocations.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/multicast.hpp>
#include <routpact/testing.hpp>
#include <string>
#include <utility>
#include <vector>

namespace {

using routpact::winapi_callback;

// A multicast group manager with one client. Each function writes a line to `log` and returns
// `answer`.
struct {
    std::vector<std::string> log;
    DWORD answer = NO_ERROR;
    ROUTING_PROTOCOL_CONFIG config{};
    bool calls_back = false; ///< Whether a release makes a local_leave and a prune_alert.
    std::vector<DWORD> codes;
} group_manager;

void note(const char* what, DWORD first, DWORD second) {
    group_manager.log.push_back(what + std::to_string(first) + "," + std::to_string(second));
}

int the_handle = 0;

DWORD WINAPI register_protocol(PROUTING_PROTOCOL_CONFIG config, DWORD protocol, DWORD component,
                               HANDLE* registration) {
    note("register ", protocol & 0xFFFF, component);
    group_manager.config = *config;
    *registration = &the_handle;
    return group_manager.answer;
}
DWORD WINAPI deregister_protocol(HANDLE registration) {
    note("deregister ", registration == &the_handle, 0);
    return NO_ERROR;
}
DWORD WINAPI take_interface(HANDLE registration, DWORD index, DWORD next_hop) {
    CHECK(registration == &the_handle);
    note("take ", index, next_hop);
    return group_manager.answer;
}
DWORD WINAPI release_interface(HANDLE registration, DWORD index, DWORD next_hop) {
    CHECK(registration == &the_handle);
    note("release ", index, next_hop);
    if (group_manager.calls_back) {
        DWORD timeout = 0;
        const ROUTING_PROTOCOL_CONFIG& c = group_manager.config;
        group_manager.codes.push_back(
            winapi_callback(c.pfnLocalLeaveCallback)(0, 0, 3, 4, index, 0));
        group_manager.codes.push_back(
            winapi_callback(c.pfnPruneAlertCallback)(0, 0, 3, 4, index, 0, TRUE, &timeout));
    }
    return NO_ERROR;
}
constexpr routpact::multicast_functions functions{register_protocol, deregister_protocol,
                                                  take_interface, release_interface};

void reset() {
    group_manager = {};
}

class protocol {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 70);
    static constexpr DWORD functionality = RF_ROUTING;
    static constexpr const char* handlers[] = {"interface_status", "local_join", "local_leave",
                                               "prune_alert", "rpf"};
    struct interface_type : routpact::interface_state {
        interface_type(protocol&, const routpact::interface_description& d) : index{d.index} {}
        const ULONG index;
        int joins = 0;
        routpact::multicast_ownership ownership;
    };

    explicit protocol(routpact::router_manager&) : registration{functions} {
        opened = registration.open(3);
        // not before the constructor has returned
        during_start = winapi_callback(group_manager.config.pfnLocalJoinCallback)(0, 0, 3, 4, 7, 0);
    }

    routpact::code interface_status(interface_type& itf, routpact::status_change) {
        if (!itf.enabled() || itf.ownership)
            return routpact::code::no_error;
        auto taken = registration.take(itf.index, routpact::ipv4_address{5});
        itf.ownership = std::move(taken.value);
        return taken.code;
    }

    void local_join(interface_type& itf, const routpact::source_group&, routpact::ipv4_address) {
        ++itf.joins;
        joins = itf.joins;
    }
    void local_leave(interface_type&, const routpact::source_group&, DWORD) {}
    void prune_alert(const routpact::source_group&, ULONG, DWORD, BOOL) { ++prunes; }
    std::optional<routpact::rpf_path> rpf(interface_type&, const routpact::source_group&,
                                          const routpact::rpf_query&) const {
        return std::nullopt;
    }

    static inline routpact::code opened{};
    static inline DWORD during_start = 0;
    static inline int joins = 0;
    static inline int prunes = 0;

    routpact::multicast_registration<protocol> registration;
};

DWORD join(ULONG index) {
    return winapi_callback(group_manager.config.pfnLocalJoinCallback)(0, 0, 3, 4, index, 0);
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("a protocol registers, owns its interfaces and deregisters in order", "[multicast]") {
    reset();
    protocol::joins = 0;
    routpact::testing::router_manager<protocol> router;
    router.start();
    CHECK(protocol::opened == routpact::code::no_error);
    CHECK(protocol::during_start == ERROR_CAN_NOT_COMPLETE);
    router.add_interface(7, L"one");
    router.add_interface(8, L"two");
    CHECK(group_manager.log == lines{"register 70,3", "take 7,5", "take 8,5"});

    CHECK(join(7) == NO_ERROR);
    CHECK(protocol::joins == 1);
    CHECK(join(9) == ERROR_INVALID_PARAMETER);
    CHECK(protocol::joins == 1);
    const ROUTING_PROTOCOL_CONFIG& c = group_manager.config;
    CHECK(c.dwCallbackFlags == 0);
    CHECK(c.pfnRpfCallback);
    CHECK_FALSE(c.pfnCreationAlertCallback);
    CHECK_FALSE(c.pfnEnableIgmpCallback);

    group_manager.log.clear();
    router.delete_interface(8);
    CHECK(group_manager.log == lines{"release 8,5"});
    CHECK(join(8) == ERROR_INVALID_PARAMETER);
    group_manager.log.clear();
    router.stop();
    CHECK(group_manager.log == lines{"release 7,5", "deregister 1,0"});
    CHECK(join(7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(protocol::joins == 1);
}

TEST_CASE("a release that calls the protocol back does not deadlock", "[multicast]") {
    reset();
    protocol::prunes = 0;
    routpact::testing::router_manager<protocol> router;
    router.start();
    router.add_interface(7, L"one");
    router.add_interface(8, L"two");
    group_manager.calls_back = true;
    router.delete_interface(8); // the interface is gone, the protocol runs
    CHECK(group_manager.codes == std::vector<DWORD>{ERROR_INVALID_PARAMETER, NO_ERROR});
    CHECK(protocol::prunes == 1);
    group_manager.codes.clear();
    router.stop(); // the protocol stops
    CHECK(group_manager.codes ==
          std::vector<DWORD>{ERROR_CAN_NOT_COMPLETE, ERROR_CAN_NOT_COMPLETE});
    CHECK(protocol::prunes == 1);
}

TEST_CASE("the codes of the multicast group manager are passed on", "[multicast]") {
    reset();
    using registration = routpact::multicast_registration<protocol>;
    group_manager.answer = ERROR_CAN_NOT_COMPLETE;
    {
        registration refused{functions};
        CHECK(refused.open() == routpact::code::can_not_complete);
        CHECK(refused.handle() == nullptr);
        CHECK(refused.take(7).code == routpact::code::invalid_parameter);
    }
    CHECK(group_manager.log == lines{"register 70,0"}); // and nothing to deregister

    group_manager.answer = NO_ERROR;
    registration opened{functions};
    CHECK(opened.open() == routpact::code::no_error);
    CHECK(opened.handle() == &the_handle);
    CHECK(opened.open() == routpact::code{ERROR_ALREADY_EXISTS});
    group_manager.answer = ERROR_ALREADY_EXISTS;
    const auto taken = opened.take(7);
    CHECK_FALSE(taken);
    CHECK(taken.code == routpact::code{ERROR_ALREADY_EXISTS});
    CHECK_FALSE(taken.value);

    registration without{routpact::multicast_functions{}};
    CHECK(without.open() == routpact::code{ERROR_CALL_NOT_IMPLEMENTED});
    registration alone; // this process has no rtm.dll
    CHECK(alone.open() == routpact::code{ERROR_CALL_NOT_IMPLEMENTED});
}

#if !defined(THREAD_SANITIZER)
TEST_CASE("a registration without memory is refused", "[multicast]") {
    reset();
    routpact::multicast_registration<protocol> registration{functions};
    allocations::failing = 1;
    const routpact::code opened = registration.open();
    allocations::failing = 0;
    CHECK(opened == routpact::code::not_enough_memory);
    CHECK(group_manager.log.empty());
    CHECK(registration.open() == routpact::code::no_error);
}
#endif

TEST_CASE("every function is needed", "[multicast]") {
    routpact::multicast_functions some = functions;
    CHECK(some);
    some.register_protocol = nullptr;
    CHECK_FALSE(some);
    some = functions;
    some.deregister_protocol = nullptr;
    CHECK_FALSE(some);
    some = functions;
    some.take_interface = nullptr;
    CHECK_FALSE(some);
    some = functions;
    some.release_interface = nullptr;
    CHECK_FALSE(some);
}

TEST_CASE("a registration ends after the last interface that it owns", "[multicast]") {
    reset();
    routpact::multicast_ownership kept;
    CHECK_FALSE(kept);
    {
        routpact::multicast_registration<protocol> registration{functions};
        REQUIRE(registration.open() == routpact::code::no_error);
        auto first = registration.take(7);
        REQUIRE(first);
        kept = std::move(first.value);
        CHECK_FALSE(first.value);          // NOLINT(bugprone-use-after-move)
        kept = registration.take(8).value; // releases 7
        auto& same = kept;
        kept = std::move(same);
        CHECK(kept);
        registration.close();
        CHECK(registration.handle() == nullptr);
    }
    CHECK(group_manager.log == lines{"register 70,0", "take 7,0", "take 8,0", "release 7,0"});
    routpact::multicast_ownership moved{std::move(kept)};
    moved.release();
    moved.release();
    CHECK(group_manager.log == lines{"register 70,0", "take 7,0", "take 8,0", "release 7,0",
                                     "release 8,0", "deregister 1,0"});
}
