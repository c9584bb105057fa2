// Autostatic updates whose interface is deleted or whose protocol stops.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/protocol.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace stop_tests;

using routpact::autostatic_update;
using routpact::code;
using routpact::router_manager;

namespace {
struct updating : protocol_base<9> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit updating(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void update_routes(interface_type&, autostatic_update update) {
        if (!completes) {
            forgotten = std::move(update);
            return;
        }
        static_cast<void>(manager.post([counting = counted{}, update = std::move(update)] {
            ++running;
            wait_for([] { return go.load(); });
            completed = update.complete();
        }));
    }

    router_manager& manager;
    autostatic_update forgotten;
    static inline std::atomic<bool> completes = false;
    static inline std::atomic<int> running = 0;
    static inline std::atomic<bool> go = false;
    static inline std::atomic<bool> completed = false;
};

void check_update(const router<updating>& manager) {
    REQUIRE(manager.updates().size() == 1);
    const UPDATE_COMPLETE_MESSAGE& message = manager.updates().front();
    CHECK(message.InterfaceIndex == 7);
    CHECK(message.UpdateType == RF_DEMAND_UPDATE_ROUTES);
    CHECK(message.UpdateStatus == (updating::completed ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
}

// Starts the protocol and an update. In three rounds of four the update completes when `go` is set.
void begin_update(router<updating>& manager, unsigned round) {
    updating::completes = round % 4 != 0;
    updating::running = 0;
    updating::go = updating::completed = false;
    manager.run();
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    if (updating::completes)
        wait_for([] { return updating::running == 1; });
}
} // namespace

TEST_CASE("an update whose interface is deleted posts one event") {
    router<updating> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        begin_update(manager, round);
        updating::go = true;
        dawdle(round);
        CHECK(manager->pfnDeleteInterface(7) == NO_ERROR);
        manager.stop();
        check_update(manager);
    }
}

TEST_CASE("an update during which the protocol stops posts one event") {
    router<updating> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        begin_update(manager, round);
        std::optional<helper> releasing;
        releasing.emplace([round] {
            dawdle(round);
            updating::go = true;
        });
        const DWORD answer = manager->pfnStopProtocol();
        releasing.reset();
        manager.check_end(answer);
        check_update(manager);
    }
}

namespace {
// A protocol whose handler gives the update to the test, which ends it.
struct given_away : protocol_base<13> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit given_away(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    code update_routes(interface_type&, autostatic_update update) {
        ++calls;
        if (completes_with)
            CHECK(update.complete(*completes_with));
        given.push_back(std::move(update));
#ifdef __cpp_exceptions
        if (throws)
            throw std::runtime_error{"no"};
#endif
        return answer;
    }
    static void observe(const routpact::report& report) { reports.push_back(report); }

    // Restores the state in which a test begins.
    static void reset() {
        calls = 0;
        given.clear();
        completes_with.reset();
        throws = false;
        answer = code::no_error;
        reports.clear();
    }

    router_manager& manager;
    static inline int calls = 0;
    static inline std::vector<autostatic_update> given;
    static inline std::optional<code> completes_with;
    static inline bool throws = false;
    static inline code answer = code::no_error;
    static inline std::vector<routpact::report> reports;
};

// Returns the status of each UPDATE_COMPLETE.
std::vector<DWORD> statuses(router<given_away>& manager) {
    manager.fetch();
    std::vector<DWORD> all;
    for (const UPDATE_COMPLETE_MESSAGE& message : manager.updates()) {
        CHECK(message.InterfaceIndex == 7);
        all.push_back(message.UpdateStatus);
    }
    return all;
}

constexpr DWORD well = NO_ERROR;
constexpr DWORD failed = ERROR_CAN_NOT_COMPLETE;
using list = std::vector<DWORD>;
} // namespace

TEST_CASE("an update does not end the next one of its index") {
    given_away::reset();
    std::vector<autostatic_update>& given = given_away::given;
    router<given_away> manager;
    manager.run();
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    CHECK(manager->pfnDeleteInterface(7) == NO_ERROR);
    CHECK(statuses(manager) == list{failed});
    REQUIRE(manager.add(7) == NO_ERROR);
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);

    CHECK(!given[0].complete());
    given[0] = {};
    CHECK(statuses(manager) == list{failed});
    CHECK(given[1].complete());
    CHECK(statuses(manager) == list{failed, well});

    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR); // for the same interface
    CHECK(!given[1].complete());
    CHECK(statuses(manager) == list{failed, well});
    CHECK(given[2].complete(code::access_denied));
    CHECK(statuses(manager) == list{failed, well, failed});
    manager.stop();
}

TEST_CASE("an update does not end one of the next run of its protocol") {
    given_away::reset();
    std::vector<autostatic_update>& given = given_away::given;
    router<given_away> manager;
    manager.run();
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    manager.stop();
    CHECK(statuses(manager) == list{failed});
    CHECK(!given[0].complete());
    manager.run();
    CHECK(!given[0].complete());
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    CHECK(!given[0].complete());
    given[0] = {};
    CHECK(statuses(manager).empty());
    CHECK(given[1].complete());
    CHECK(statuses(manager) == list{well});
    manager.stop();
    given[1] = {};
    CHECK(statuses(manager) == list{well});
}

TEST_CASE("an update that completes inside the handler posts its event if the handler succeeds") {
    router<given_away> manager;
    for (const code answer : {code::no_error, code::can_not_complete, code::invalid_parameter}) {
        given_away::reset();
        given_away::completes_with = code::no_error;
        given_away::answer = answer;
        manager.run();
        CHECK(manager->pfnUpdateRoutes(7) == static_cast<DWORD>(answer));
        CHECK(statuses(manager) == (answer == code::no_error ? list{well} : list{}));
        CHECK(!given_away::given[0].complete());
        manager.stop();
        CHECK(statuses(manager) == (answer == code::no_error ? list{well} : list{}));
    }
}

TEST_CASE("an update whose handler fails posts no event, even if the handler has moved it") {
    given_away::reset();
    router<given_away> manager;
    manager.run();
    std::vector<autostatic_update>& given = given_away::given;
    given_away::answer = code::can_not_complete;
    CHECK(manager->pfnUpdateRoutes(7) == ERROR_CAN_NOT_COMPLETE);
#ifdef __cpp_exceptions
    given_away::throws = true;
    CHECK(manager->pfnUpdateRoutes(7) == ERROR_CAN_NOT_COMPLETE);
    given_away::completes_with = code::no_error;
    CHECK(manager->pfnUpdateRoutes(7) == ERROR_CAN_NOT_COMPLETE);
    given_away::throws = false;
    given_away::completes_with.reset();
#endif
    given_away::answer = code::no_error;
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    autostatic_update running = std::move(given.back());
    given.pop_back();
    for (autostatic_update& late : given)
        CHECK(!late.complete());
    given.clear();
    CHECK(statuses(manager).empty());
    CHECK(running.complete());
    CHECK(statuses(manager) == list{well});
    manager.stop();
}

TEST_CASE("an update that its protocol drops fails at that time") {
    given_away::reset();
    router<given_away> manager;
    manager.run();
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    CHECK(statuses(manager).empty());
    given_away::given.clear();
    CHECK(statuses(manager) == list{failed});
    manager.stop();
    CHECK(statuses(manager) == list{failed});
}

namespace {
// A protocol that drops its updates, some of them inside posted work that throws.
struct careless : protocol_base<16> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit careless(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void update_routes(interface_type&, [[maybe_unused]] autostatic_update update) const {
#ifdef __cpp_exceptions
        if (posts)
            expect(manager.post([counting = counted{}, lost = std::move(update)] {
                throw std::runtime_error{"no"};
            }));
#endif
    }

    router_manager& manager;
    static inline bool posts = false;
};
} // namespace

TEST_CASE("an update that neither its handler nor posted work completes fails") {
    router<careless> manager;
    for (const bool posts : {false, true}) {
        careless::posts = posts;
        manager.run();
        for (std::size_t count = 1; count < 4; ++count) {
            REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
            wait_for([&] {
                manager.fetch();
                return manager.updates().size() == count;
            });
            CHECK(manager.updates().back().UpdateStatus == failed);
        }
        manager.stop();
        CHECK(manager.updates().size() == 3);
    }
}

TEST_CASE("an update while another is pending is refused; blame: caller") {
    given_away::reset();
    router<given_away> manager;
    manager.run();
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    const auto check_refused = [&](std::size_t reports) {
        CHECK(manager->pfnUpdateRoutes(7) == ERROR_CAN_NOT_COMPLETE);
        CHECK(given_away::calls == 1);
        REQUIRE(given_away::reports.size() == reports);
        const routpact::report& last = given_away::reports.back();
        CHECK(last.callback == std::string{"update_routes"});
        CHECK(last.kind == routpact::violation::update_pending);
        CHECK(last.blamed == routpact::blame::caller);
        CHECK(last.argument_position == 0);
        CHECK(last.interface_index == 7);
        CHECK(last.handler_code == NO_ERROR);
        CHECK(last.returned_code == ERROR_CAN_NOT_COMPLETE);
    };
    check_refused(1);
    CHECK(given_away::given[0].complete());
    check_refused(2); // the router manager has not taken the event yet
    CHECK(statuses(manager) == list{well});
    CHECK(manager->pfnUpdateRoutes(7) == NO_ERROR);
    CHECK(given_away::reports.size() == 2);
    CHECK(given_away::given[1].complete());
    manager.stop();
}

TEST_CASE("an interface can be deleted before its update ends") {
    given_away::reset();
    router<given_away> manager;
    manager.run();
    for (ULONG index = 8; index < 40; ++index)
        REQUIRE(manager.add(index) == NO_ERROR);
    for (ULONG index = 7; index < 40; ++index)
        REQUIRE(manager->pfnUpdateRoutes(index) == NO_ERROR);
    for (ULONG index = 7; index < 40; index += 2)
        CHECK(manager->pfnDeleteInterface(index) == NO_ERROR);
    for (std::size_t i = 0; i < given_away::given.size(); ++i)
        CHECK(given_away::given[i].complete() == (i % 2 == 1));
    manager.fetch();
    CHECK(manager.updates().size() == 33);
    manager.stop();
    given_away::given.clear();
}

namespace {
// A protocol that posts the work of its updates after the stop has begun, so that it never runs.
struct too_late : protocol_base<14> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit too_late(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void update_routes(interface_type&, autostatic_update update) noexcept {
        inside = true;
        wait_for([this] { return manager.is_stopping(); });
        expect(!manager.post([counting = counted{}, update = std::move(update)] {
            expect(false);
            update.complete();
        }));
    }

    router_manager& manager;
    static inline std::atomic<bool> inside = false;
};
} // namespace

TEST_CASE("an update in work that the stop discards fails") {
    router<too_late> manager;
    for (int round = 0; round < 20; ++round) {
        too_late::inside = false;
        manager.run();
        helper updating{[&] { expect(manager->pfnUpdateRoutes(7) == NO_ERROR); }};
        wait_for([] { return too_late::inside.load(); });
        const DWORD answer = manager->pfnStopProtocol();
        updating.join();
        manager.check_end(answer);
        REQUIRE(manager.updates().size() == 1);
        CHECK(manager.updates().front().UpdateStatus == failed);
    }
}

namespace {
// A protocol whose updates the test's threads end.
struct shared_out : protocol_base<15> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit shared_out(router_manager&) {}
    struct interface_type : counted {
        explicit interface_type(shared_out&, const routpact::interface_description& d)
            : index{d.index} {}
        ULONG index;
    };
    static void update_routes(interface_type& itf, autostatic_update update) {
        given[itf.index] = std::move(update);
    }

    static constexpr ULONG count = 16;
    static inline autostatic_update given[count];
};
} // namespace

TEST_CASE("updates complete while their interfaces are deleted and the protocol stops") {
    router<shared_out> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        manager.run();
        for (ULONG index = 0; index < shared_out::count; ++index) {
            static_cast<void>(manager.add(index));
            REQUIRE(manager->pfnUpdateRoutes(index) == NO_ERROR);
        }
        std::atomic<unsigned> ended_well = 0;
        std::atomic<unsigned> ready = 0;
        const auto meet = [&] {
            ++ready;
            wait_for([&] { return ready == 4; });
        };
        helper completing{[&] {
            meet();
            for (ULONG index = 0; index < shared_out::count; ++index)
                ended_well += shared_out::given[index].complete();
        }};
        helper backwards{[&] {
            meet();
            for (ULONG index = shared_out::count; index-- > 0;)
                ended_well += shared_out::given[index].complete();
        }};
        helper deleting{[&] {
            meet();
            for (const ULONG index : {9u, 7u, 3u, 15u, 0u, 5u, 11u}) {
                const DWORD answer = manager->pfnDeleteInterface(index);
                expect(answer == NO_ERROR || answer == ERROR_CAN_NOT_COMPLETE);
            }
        }};
        meet();
        dawdle(round);
        const DWORD answer = manager->pfnStopProtocol();
        completing.join();
        backwards.join();
        deleting.join();
        manager.check_end(answer);
        CHECK(manager.updates().size() == shared_out::count);
        unsigned successes = 0;
        for (const UPDATE_COMPLETE_MESSAGE& message : manager.updates())
            successes += message.UpdateStatus == NO_ERROR;
        CHECK(successes == ended_well);
        for (autostatic_update& each : shared_out::given)
            each = {};
    }
}
