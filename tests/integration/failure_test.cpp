// Failures of a protocol class at the worst time: while it starts, while it stops, and in the last
// callback to leave.

#include "../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstring>
#include <routpact/protocol.hpp>
#include <string>
#include <thread>
#include <utility>

#ifdef __cpp_exceptions
#include <exception>
#include <stdexcept>
#endif

namespace {

using routpact::code;
using routpact::router_manager;

const HANDLE notification = CreateEventW(nullptr, FALSE, FALSE, nullptr);

// The C pointers of a protocol class.
template <class P>
MPR_ROUTING_CHARACTERISTICS pointers_of() {
    MPR_ROUTING_CHARACTERISTICS dll{};
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = MS_ROUTER_VERSION;
    dll.dwProtocolId = P::protocol_id;
    dll.fSupportedFunctionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    REQUIRE(routpact::register_protocols<P>(&dll, &service) == NO_ERROR);
    return dll;
}

DWORD start(const MPR_ROUTING_CHARACTERISTICS& dll) {
    return dll.pfnStartProtocol(notification, nullptr, nullptr, 0, 0, 0);
}
DWORD add(const MPR_ROUTING_CHARACTERISTICS& dll, ULONG index) {
    wchar_t name[] = L"line";
    return dll.pfnAddInterface(name, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
}
// Takes the next event and returns its type; UPDATE_COMPLETE if there is none.
ROUTING_PROTOCOL_EVENTS next_event(const MPR_ROUTING_CHARACTERISTICS& dll) {
    ROUTING_PROTOCOL_EVENTS type = UPDATE_COMPLETE;
    dll.pfnGetEventMessage(&type, nullptr);
    return type;
}
[[maybe_unused]] bool is_signalled() {
    return WaitForSingleObject(notification, 0) == WAIT_OBJECT_0;
}

#ifdef __cpp_exceptions
// A protocol whose last callback to leave throws an exception that refers to the interface.
struct last_one {
    static constexpr DWORD protocol_id = 101;
    static constexpr DWORD functionality = RF_ROUTING;
    static inline std::atomic<bool> inside = false;
    static inline std::string reported;
    static inline bool signalled_before = true;

    struct interface_type {
        std::string name = "a name that is too long to be kept in the string itself";
    };
    struct failure : std::exception {
        explicit failure(const std::string& w) : words{w} {}
        const char* what() const noexcept override { return words.c_str(); }
        const std::string& words; // a member of the interface
    };

    explicit last_one(router_manager& m) : manager{m} {}

    void connect_client(interface_type& itf, PVOID) {
        inside = true;
        wait_until([&] { return manager.is_stopping(); });
        throw failure{itf.name};
    }
    static void observe(const routpact::report& r) {
        if (r.kind != routpact::violation::exception_thrown)
            return;
        reported = r.detail;
        signalled_before = is_signalled();
    }

    router_manager& manager;
};
#endif

// A protocol that is stopped while its constructor runs. Its thread ends when stopping() is called.
struct late_thread {
    static constexpr DWORD protocol_id = 102;
    static constexpr DWORD functionality = RF_ROUTING;
    static inline std::atomic<bool> constructing = false;
    static inline std::atomic<bool> may_go_on = false;
    static inline std::atomic<int> hooks = 0;

    explicit late_thread(router_manager&) : own{[this] { wait_until(ends); }} {
        constructing = true;
        wait_until([] { return may_go_on.load(); });
    }
    ~late_thread() { own.join(); }
    void stopping() {
        ++hooks;
        ends = true;
    }

    std::atomic<bool> ends = false;
    std::thread own;
};

// A protocol whose constructor posts an event, and then fails if the test asks for it.
struct posting_early {
    static constexpr DWORD protocol_id = 103;
    static constexpr DWORD functionality = RF_ROUTING;
    static inline int reports_of_time = 0;

    posting_early(router_manager& m, const ULONG* fails) {
        m.save_global_config();
#ifdef __cpp_exceptions
        if (fails)
            throw std::runtime_error{"no"};
#else
        static_cast<void>(fails);
#endif
    }
    static void observe(const routpact::report& r) {
        reports_of_time += r.kind == routpact::violation::not_running;
    }
};

// A protocol with an update that does not end. Its constructor posts an event.
struct never_updated {
    static constexpr DWORD protocol_id = 105;
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;

    struct interface_type {};
    never_updated(router_manager& m, const ULONG* fails) {
        m.save_global_config();
#ifdef __cpp_exceptions
        if (fails && *fails)
            throw std::runtime_error{"no"};
#else
        static_cast<void>(fails);
#endif
    }
    void update_routes(interface_type&, routpact::autostatic_update update) {
        kept = std::move(update);
    }
    routpact::autostatic_update kept;
};

// A protocol that fails each InterfaceStatus(ENABLED) when the other thread lets it continue.
struct slow_status {
    static constexpr DWORD protocol_id = 104;
    static constexpr DWORD functionality = RF_ROUTING;
    static inline std::atomic<bool> enabling = false;
    static inline std::atomic<bool> may_fail = false;

    using interface_type = routpact::interface_state;
    explicit slow_status(router_manager&) {}
    code interface_status(interface_type&, routpact::status_change change) {
        if (change.type() != routpact::status_type::enabled)
            return code::no_error;
        enabling = true;
        wait_until([] { return may_fail.load(); });
        return code::can_not_complete;
    }
};

} // namespace

#ifdef __cpp_exceptions
TEST_CASE("an exception of the last callback to leave is reported before the stop ends") {
    const auto dll = pointers_of<last_one>();
    static_cast<void>(is_signalled()); // left by an earlier test
    REQUIRE(start(dll) == NO_ERROR);
    REQUIRE(add(dll, 7) == NO_ERROR);
    REQUIRE(dll.pfnStartComplete() == NO_ERROR);
    DWORD answer = NO_ERROR;
    std::thread caller{[&] { answer = dll.pfnConnectClient(7, nullptr); }};
    wait_until([] { return last_one::inside.load(); });
    CHECK(dll.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
    caller.join();
    CHECK(answer == ERROR_INVALID_PARAMETER);
    CHECK(last_one::reported == "a name that is too long to be kept in the string itself");
    CHECK(!last_one::signalled_before);
    CHECK(next_event(dll) == ROUTER_STOPPED);
}

TEST_CASE("a constructor that throws leaves no events behind") {
    const auto dll = pointers_of<posting_early>();
    ULONG block = 1;
    CHECK(dll.pfnStartProtocol(notification, nullptr, &block, 1, sizeof block, 1) ==
          ERROR_CAN_NOT_COMPLETE);
    CHECK(next_event(dll) == UPDATE_COMPLETE); // no event
    CHECK(start(dll) == NO_ERROR);
    CHECK(next_event(dll) == SAVE_GLOBAL_CONFIG_INFO);
    CHECK(dll.pfnStopProtocol() == NO_ERROR);
}
#endif

TEST_CASE("a start that fails leaves the queue, and one that succeeds clears it") {
    const auto dll = pointers_of<never_updated>();
    ULONG fails = 1;
    for (const bool refused : {true, false}) {
        REQUIRE(start(dll) == NO_ERROR);
        CHECK(next_event(dll) == SAVE_GLOBAL_CONFIG_INFO);
        REQUIRE(add(dll, 7) == NO_ERROR);
        REQUIRE(dll.pfnStartComplete() == NO_ERROR);
        REQUIRE(dll.pfnUpdateRoutes(7) == NO_ERROR);
        REQUIRE(dll.pfnStopProtocol() == NO_ERROR);
        if (refused) {
            CHECK(dll.pfnStartProtocol(notification, nullptr, &fails, 1, 1, 1) ==
                  ERROR_INVALID_PARAMETER); // too short
#ifdef __cpp_exceptions
            CHECK(dll.pfnStartProtocol(notification, nullptr, &fails, 1, sizeof fails, 1) ==
                  ERROR_CAN_NOT_COMPLETE);
#endif
        } else {
            REQUIRE(start(dll) == NO_ERROR);
            CHECK(next_event(dll) == SAVE_GLOBAL_CONFIG_INFO);
            CHECK(dll.pfnStopProtocol() == NO_ERROR);
        }
        ROUTING_PROTOCOL_EVENTS type{};
        MESSAGE message{};
        CHECK(dll.pfnGetEventMessage(&type, &message) ==
              (refused ? NO_ERROR : ERROR_NO_MORE_ITEMS));
        if (refused) {
            CHECK(type == UPDATE_COMPLETE);
            CHECK(message.UpdateCompleteMessage.UpdateStatus == ERROR_CAN_NOT_COMPLETE);
        }
    }
}

TEST_CASE("starts at the wrong time are reported") {
    const auto dll = pointers_of<posting_early>();
    posting_early::reports_of_time = 0;
    CHECK(dll.pfnStartComplete() == NO_ERROR);
    CHECK(posting_early::reports_of_time == 1);
    CHECK(start(dll) == NO_ERROR);
    CHECK(start(dll) == ERROR_CAN_NOT_COMPLETE);
    CHECK(posting_early::reports_of_time == 2);
    CHECK(dll.pfnStartComplete() == NO_ERROR);
    CHECK(posting_early::reports_of_time == 2);
    CHECK(dll.pfnStopProtocol() == NO_ERROR);
}

TEST_CASE("a protocol that is stopped while it starts gets its hook, once") {
    const auto dll = pointers_of<late_thread>();
    for (int round = 0; round < 20; ++round) {
        late_thread::constructing = false;
        late_thread::may_go_on = false;
        late_thread::hooks = 0;
        DWORD answer = NO_ERROR;
        std::thread starter{[&] { answer = start(dll); }};
        wait_until([] { return late_thread::constructing.load(); });
        CHECK(dll.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        CHECK(late_thread::hooks == 0);
        late_thread::may_go_on = true;
        starter.join();
        CHECK(answer == ERROR_CAN_NOT_COMPLETE);
        CHECK(late_thread::hooks == 1);
        CHECK(next_event(dll) == ROUTER_STOPPED);
    }
}

TEST_CASE("a change of status that fails undoes only itself") {
    const auto dll = pointers_of<slow_status>();
    REQUIRE(start(dll) == NO_ERROR);
    REQUIRE(add(dll, 7) == NO_ERROR);
    DWORD answer = NO_ERROR;
    std::thread caller{
        [&] { answer = dll.pfnInterfaceStatus(7, TRUE, RIS_INTERFACE_ENABLED, nullptr); }};
    wait_until([] { return slow_status::enabling.load(); });
    IP_ADAPTER_BINDING_INFO unnumbered{};
    CHECK(dll.pfnInterfaceStatus(7, TRUE, RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered) == NO_ERROR);
    slow_status::may_fail = true;
    caller.join();
    CHECK(answer == ERROR_CAN_NOT_COMPLETE);
    {
        const auto itf = routpact::interfaces<slow_status>.find(7);
        REQUIRE(itf);
        CHECK(itf->bound());
        CHECK(!itf->enabled());
    }
    CHECK(dll.pfnStopProtocol() == NO_ERROR);
}
