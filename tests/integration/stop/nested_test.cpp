// StopProtocol from inside the protocol's own code, and during another StopProtocol.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>

using namespace stop_tests;

using routpact::interface_description;
using routpact::router_manager;

namespace {
enum class place {
    protocol_constructor,
    start_complete,
    interface_constructor,
    callback,
    work,
    stopping,
    interface_destructor,
    protocol_destructor
};

// A protocol that calls StopProtocol in one place of its own code, which the test chooses.
struct stopping_itself : protocol_base<6> {
    explicit stopping_itself(router_manager& m) : manager{m} {
        stop_in(place::protocol_constructor);
    }
    ~stopping_itself() { stop_in(place::protocol_destructor); }
    struct interface_type : counted {
        interface_type(stopping_itself&, const interface_description&) {
            stop_in(place::interface_constructor);
        }
        ~interface_type() { stop_in(place::interface_destructor); }
    };
    void start_complete() {
        stop_in(place::start_complete);
        check();
    }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        stop_in(place::callback);
        itf.check();
        check();
    }
    void mib_set_entry(const DWORD&) {
        static_cast<void>(manager.post([this, counting = counted{}] {
            stop_in(place::work);
            check();
        }));
    }
    void stopping() { stop_in(place::stopping); }

    static void stop_in(place here) {
        if (here != chosen)
            return;
        expect(router<stopping_itself>::stop_protocol() == ERROR_PROTOCOL_STOP_PENDING);
        ++stops;
    }

    router_manager& manager;
    static inline place chosen{};
    static inline std::atomic<int> stops = 0;
};
} // namespace

TEST_CASE("a protocol may be stopped from inside its own code") {
    router<stopping_itself> manager;
    constexpr unsigned places = static_cast<unsigned>(place::protocol_destructor) + 1;
    for (unsigned round = 0; round < rounds; ++round) {
        const auto where = static_cast<place>(round % places);
        stopping_itself::chosen = where;
        stopping_itself::stops = 0;
        const DWORD started = manager.start();
        CHECK(started ==
              (where == place::protocol_constructor ? DWORD{ERROR_CAN_NOT_COMPLETE} : NO_ERROR));
        static_cast<void>(manager.add(7));
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        static_cast<void>(manager.call(7));
        DWORD entry = 1;
        static_cast<void>(manager->pfnMibSetEntry(sizeof entry, &entry));
        if (where >= place::stopping)
            CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        manager.check_end(ERROR_PROTOCOL_STOP_PENDING);
        CHECK(stopping_itself::stops == 1);
    }
}

namespace {
struct two_stops : protocol_base<7> {
    explicit two_stops(router_manager&) {}
    struct interface_type : counted {
        ~interface_type() {
            ended = true;
            wait_for([] { return go_on.load(); });
        }
    };
    static inline std::atomic<bool> ended = false;
    static inline std::atomic<bool> go_on = false;
};
} // namespace

TEST_CASE(
    "a second StopProtocol during the first is pending, and one ROUTER_STOPPED answers both") {
    router<two_stops> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        two_stops::ended = two_stops::go_on = false;
        manager.run();
        DWORD first = NO_ERROR;
        helper stopper{[&] { first = manager->pfnStopProtocol(); }};
        wait_for([] { return two_stops::ended.load(); });
        CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        two_stops::go_on = true;
        manager.await_end(); // while the first stop continues, which may signal as its
                             // last act
        stopper.join();
        CHECK(first == ERROR_PROTOCOL_STOP_PENDING);
        manager.check_end(ERROR_PROTOCOL_STOP_PENDING);
    }
}
