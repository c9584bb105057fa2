// StopProtocol and its end, whatever else goes on: through the C pointers of
// protocol classes.

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <routpact/registration.hpp>
#include <thread>
#include <type_traits>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace {

using routpact::code;
using routpact::interface_description;
using routpact::router_manager;

constexpr unsigned rounds = 200;
constexpr DWORD patience = 30000; // milliseconds, then something hangs

[[noreturn]] void give_up(const char* what) {
    std::fprintf(stderr, "stop_test: %s\n", what);
    std::abort();
}

// Catch2's assertions belong to one thread; other threads say here what they
// expect.
std::atomic<int> disappointments = 0;
void expect(bool condition) {
    disappointments += condition ? 0 : 1;
}

template <class Condition>
void wait_for(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            give_up("what has to happen does not");
        std::this_thread::yield();
    }
}

// Lets some time pass, another time in every round.
void dawdle(unsigned round) {
    static std::atomic<unsigned> turns = 0;
    for (unsigned i = 0; i < round % 50 * 200; ++i)
        ++turns;
}

// Whatever a protocol has to end. Uses after that are counted.
struct counted {
    counted() { ++alive; }
    counted(counted&& other) noexcept {
        other.check();
        ++alive;
    }
    counted(const counted&) = delete;
    ~counted() {
        check();
        health = 0xDEAD;
        --alive;
    }
    void check() const {
        if (health != 0x600D)
            ++dead_uses;
    }

    static inline std::atomic<int> alive = 0;
    static inline std::atomic<int> dead_uses = 0;

private:
    std::atomic<unsigned> health = 0x600D;
};

// A thread that must end in time.
class helper {
public:
    template <class Work>
    explicit helper(Work work)
        : thread_{[work, this] {
              work();
              SetEvent(done_);
          }} {}
    helper(const helper&) = delete;
    ~helper() {
        join();
        CloseHandle(done_);
    }
    void join() {
        if (!thread_.joinable())
            return;
        if (WaitForSingleObject(done_, patience) != WAIT_OBJECT_0)
            give_up("a callback hangs");
        thread_.join();
    }

private:
    HANDLE done_ = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    std::thread thread_;
};

// The router manager of one protocol class.
template <class P>
class router {
public:
    // One for all tests: nobody says when the protocol does not use it any more.
    static inline const HANDLE notification = CreateEventW(nullptr, FALSE, FALSE, nullptr);

    router() {
        dll_.dwVersion = MS_ROUTER_VERSION;
        dll_.dwProtocolId = P::protocol_id;
        dll_.fSupportedFunctionality =
            RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;
        MPR_SERVICE_CHARACTERISTICS service{};
        if (routpact::register_protocols<P>(&dll_, &service) != NO_ERROR)
            give_up("RegisterProtocol failed");
        stop_protocol = dll_.pfnStopProtocol;
    }
    router(const router&) = delete;
    const MPR_ROUTING_CHARACTERISTICS* operator->() const { return &dll_; }

    // For protocols that stop themselves.
    static inline PSTOP_PROTOCOL stop_protocol = nullptr;

    DWORD start() {
        stops_ = 0;
        updates_.clear();
        return dll_.pfnStartProtocol(notification, nullptr, nullptr, 0, 0, 0);
    }
    DWORD add(ULONG index) {
        wchar_t name[] = L"line";
        return dll_.pfnAddInterface(name, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
    }
    DWORD call(ULONG index) {
        IP_LOCAL_BINDING client{1, 2};
        return dll_.pfnConnectClient(index, &client);
    }
    // Up to StartComplete, with the interface 7.
    void run() {
        REQUIRE(start() == NO_ERROR);
        REQUIRE(add(7) == NO_ERROR);
        REQUIRE(dll_.pfnStartComplete() == NO_ERROR);
    }

    // Takes what is in the event queue.
    void fetch() {
        ROUTING_PROTOCOL_EVENTS type{};
        MESSAGE message{};
        while (dll_.pfnGetEventMessage(&type, &message) == NO_ERROR) {
            if (type == ROUTER_STOPPED)
                ++stops_;
            if (type == UPDATE_COMPLETE) {
                updates_.push_back(message.UpdateCompleteMessage);
                late_updates_ += stops_ != 0;
            }
        }
    }
    // Waits for ROUTER_STOPPED as its notification tells.
    void await_end() {
        for (fetch(); stops_ == 0; fetch())
            if (WaitForSingleObject(notification, patience) != WAIT_OBJECT_0)
                give_up("ROUTER_STOPPED does not come");
    }
    // Whether a stop that was answered so has ended as it should; other threads
    // are gone.
    void check_end(DWORD answer) {
        CHECK((answer == NO_ERROR || answer == ERROR_PROTOCOL_STOP_PENDING));
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            await_end();
        CHECK(counted::alive == 0);
        fetch();
        CHECK(stops_ == (answer == ERROR_PROTOCOL_STOP_PENDING ? 1u : 0u));
        CHECK(late_updates_ == 0);
        CHECK(counted::dead_uses == 0);
        CHECK(disappointments.exchange(0) == 0);
        CHECK(dll_.pfnStopProtocol() == NO_ERROR); // there is nothing to stop
    }
    void stop() { check_end(dll_.pfnStopProtocol()); }

    const std::vector<UPDATE_COMPLETE_MESSAGE>& updates() const { return updates_; }

private:
    MPR_ROUTING_CHARACTERISTICS dll_{};
    unsigned stops_ = 0;
    unsigned late_updates_ = 0;
    std::vector<UPDATE_COMPLETE_MESSAGE> updates_;
};

// What every protocol here has.
template <unsigned Number>
struct protocol_base : counted {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, Number);
    static constexpr DWORD functionality = RF_ROUTING;
};

} // namespace

namespace {
struct adding : protocol_base<1> {
    explicit adding(router_manager&) {}
    struct interface_type : counted {
        interface_type(adding& p, const interface_description&) : owner{p} { owner.check(); }
        ~interface_type() { owner.check(); }
        adding& owner;
    };
};
} // namespace

TEST_CASE("a stop races AddInterface") {
    router<adding> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        manager.run();
        std::atomic<ULONG> added = 0;
        const auto add = [&](ULONG first) {
            return [&manager, &added, first] {
                for (ULONG index = first;; index += 2) {
                    const DWORD answer = manager.add(index);
                    if (answer != NO_ERROR) {
                        expect(answer == ERROR_CAN_NOT_COMPLETE);
                        return;
                    }
                    ++added;
                    if (index >= first + 20)
                        static_cast<void>(manager->pfnDeleteInterface(index - 20));
                }
            };
        };
        helper one{add(100)};
        helper two{add(101)};
        wait_for([&] { return added != 0; });
        dawdle(round);
        const DWORD answer = manager->pfnStopProtocol();
        one.join();
        two.join();
        manager.check_end(answer);
    }
}

namespace {
// An interface's constructor and a callback that go on when the protocol stops,
// and not before.
struct blocking : protocol_base<2> {
    explicit blocking(router_manager&) {}
    void stopping() { ended = true; }
    void block() {
        ++blocked;
        wait_for([&] { return ended.load(); });
    }
    struct interface_type : counted {
        interface_type(blocking& p, const interface_description& d) {
            if (d.index == 7)
                return;
            p.block();
#ifdef __cpp_exceptions
            if (d.index == 9)
                throw std::runtime_error{"interrupted"};
#endif
            p.check();
        }
    };
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        block();
        itf.check();
        check();
    }

    std::atomic<bool> ended = false;
    static inline std::atomic<int> blocked = 0;
};
} // namespace

TEST_CASE("a stop unblocks an AddInterface that waits in the interface's constructor") {
    router<blocking> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        blocking::blocked = 0;
        manager.run();
        const ULONG index = 8 + round % 2;
        helper adder{[&] {
            const DWORD answer = manager.add(index);
#ifdef __cpp_exceptions
            expect(answer == (index == 8 ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
#else
            expect(answer == NO_ERROR);
#endif
        }};
        wait_for([] { return blocking::blocked == 1; });
        const DWORD answer = manager->pfnStopProtocol();
        adder.join();
        manager.check_end(answer);
    }
}

TEST_CASE("a stop unblocks a callback and the DeleteInterface that waits for it") {
    router<blocking> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        blocking::blocked = 0;
        manager.run();
        helper caller{[&] { expect(manager.call(7) == NO_ERROR); }};
        wait_for([] { return blocking::blocked == 1; });
        helper remover{[&] {
            const DWORD answer = manager->pfnDeleteInterface(7);
            expect(answer == NO_ERROR || answer == ERROR_CAN_NOT_COMPLETE);
        }};
        dawdle(round);
        const DWORD answer = manager->pfnStopProtocol();
        caller.join();
        remover.join();
        manager.check_end(answer);
    }
}

namespace {
// Work that posts its like until that is refused.
struct posting : protocol_base<3> {
    explicit posting(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) { go_on(); }
    void go_on() {
        check();
        ++runs;
        if (!manager.post([this, counting = counted{}] {
                counting.check();
                go_on();
            }))
            expect(manager.is_stopping());
    }

    router_manager& manager;
    static inline std::atomic<unsigned> runs = 0;
};

struct lingering : protocol_base<4> {
    explicit lingering(router_manager& m) : manager{m} {}
    void mib_set_entry(const DWORD&) {
        expect(manager.post([this, counting = counted{}] {
            ++running;
            wait_for([&] { return manager.is_stopping(); });
            dawdle(40);
            expect(!manager.post([counting = counted{}] { expect(false); }));
            counting.check();
            check();
            ++ended;
        }));
    }

    router_manager& manager;
    static inline std::atomic<unsigned> running = 0;
    static inline std::atomic<unsigned> ended = 0;
};
} // namespace

TEST_CASE("a stop waits for posted work that posts more") {
    router<posting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        posting::runs = 0;
        manager.run();
        REQUIRE(manager.call(7) == NO_ERROR);
        REQUIRE(manager.call(7) == NO_ERROR);
        wait_for([&] { return posting::runs > round % 10; });
        dawdle(round);
        manager.stop();
    }
}

TEST_CASE("a stop waits for posted work that is still running, and announces its end") {
    router<lingering> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        lingering::running = 0;
        lingering::ended = 0;
        manager.run();
        DWORD entry = 1;
        for (int i = 0; i < 3; ++i)
            REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        wait_for([] { return lingering::running == 3; });
        manager.stop();
        CHECK(lingering::ended == 3);
    }
}

#ifdef __cpp_exceptions
namespace {
struct throwing : protocol_base<5> {
    explicit throwing(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void stopping() {
        check();
        throw 1;
    }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        ++inside;
        wait_for([&] { return manager.is_stopping(); });
        dawdle(delay);
        itf.check();
        check();
        throw std::runtime_error{"broken off"};
    }
    void mib_set_entry(const DWORD&) {
        static_cast<void>(manager.post([this, counting = counted{}] {
            wait_for([&] { return manager.is_stopping(); });
            throw 2;
        }));
    }
    static void observe(const routpact::report& what) {
        exceptions += what.broken == routpact::rule::no_exception;
    }

    router_manager& manager;
    static inline std::atomic<int> inside = 0;
    static inline std::atomic<unsigned> delay = 0;
    static inline std::atomic<int> exceptions = 0;
};
} // namespace

TEST_CASE("a stop ends well though a callback, posted work and stopping() throw") {
    router<throwing> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        throwing::inside = 0;
        throwing::exceptions = 0;
        throwing::delay = round;
        manager.run();
        DWORD entry = 1;
        REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        const auto call = [&] { expect(manager.call(7) == ERROR_INVALID_PARAMETER); };
        helper one{call};
        helper two{call};
        wait_for([] { return throwing::inside == 2; });
        const DWORD answer = manager->pfnStopProtocol();
        one.join();
        two.join();
        manager.check_end(answer);
        CHECK(throwing::exceptions == 4);
    }
}
#endif

TEST_CASE("stop, start, stop, without a reload") {
    router<lingering> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        const bool at_once = round % 2 == 0;
        manager.run();
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager.add(7) == ERROR_INVALID_PARAMETER);
        DWORD entry = 1;
        if (!at_once)
            REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        const DWORD answer = manager->pfnStopProtocol();
        if (at_once)
            CHECK(answer == NO_ERROR);
        CHECK(manager.add(8) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnMibSetEntry(sizeof entry, &entry) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.check_end(answer);

        REQUIRE(manager.start() == NO_ERROR);
        CHECK(manager->pfnDeleteInterface(7) == ERROR_INVALID_PARAMETER);
        CHECK(manager->pfnMibSetEntry(sizeof entry, &entry) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStopProtocol() == NO_ERROR);
        manager.check_end(NO_ERROR);
    }
}

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

// Calls StopProtocol in one of many places.
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
        manager.await_end(); // while the first goes on, which may signal as its
                             // last act
        stopper.join();
        CHECK(first == ERROR_PROTOCOL_STOP_PENDING);
        manager.check_end(ERROR_PROTOCOL_STOP_PENDING);
    }
}

namespace {
struct config {
    DWORD number;
};

struct complete : protocol_base<8> {
    static constexpr DWORD functionality = RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES;
    struct interface_type : counted, routpact::interface_state {
        interface_type(complete& p, const interface_description& d) : index{d.index} { p.check(); }
        const ULONG index;
    };

    explicit complete(router_manager& m) : manager{m} {}
    void start_complete() { check(); }
    void stopping() { check(); }
    config get_global_info() { return use(); }
    void set_global_info(const config&) {
        use();
        manager.save_global_config();
    }
    void interface_status(interface_type& itf, routpact::status_change) { use(itf); }
    config get_interface_info(interface_type& itf) { return use(itf); }
    void set_interface_info(interface_type& itf, const config&) {
        use(itf);
        manager.save_interface_config(itf.index);
    }
    void update_routes(interface_type& itf) {
        use(itf);
        manager.update_complete(itf.index);
    }
    code connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        use(itf);
        return manager.post([this, counting = counted{}] { use(); }) ? code::no_error
                                                                     : code::invalid_parameter;
    }
    void disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) { use(itf); }
    routpact::neighbors<std::vector<DWORD>> get_neighbors(interface_type& itf) {
        use(itf);
        return {{1, 2}, 0};
    }
    routpact::mfe_status get_mfe_status(interface_type& itf, DWORD, DWORD) {
        use(itf);
        return routpact::mfe_status::no_error;
    }
    void mib_create_entry(const config&) { use(); }
    void mib_delete_entry(const config&) { use(); }
    void mib_set_entry(const config&) { use(); }
    std::optional<config> mib_get_entry(const config&) { return use(); }
    std::optional<config> mib_get_first_entry(const config&) { return use(); }
    std::optional<config> mib_get_next_entry(const config&) { return use(); }

    config use() {
        check();
        routpact::interfaces<complete>.for_each([](ULONG, interface_type& itf) { itf.check(); });
        return {1};
    }
    config use(interface_type& itf) {
        itf.check();
        check();
        return {1};
    }

    router_manager& manager;
};

template <auto Member>
void expect_documented(DWORD answer) {
    static constexpr const routpact::callback& contract =
        routpact::row_of<Member>(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>);
    expect(contract.codes.contains(answer));
}

// Calls everything once, but for start, stop and events.
void call_all(router<complete>& manager, ULONG index) {
    using dll = MPR_ROUTING_CHARACTERISTICS;
    config block{1};
    config buffer[2];
    DWORD list[4];
    ULONG size = sizeof buffer;
    ULONG version = 0;
    ULONG one = 0;
    ULONG count = 0;
    BYTE status = 0;
    IP_LOCAL_BINDING client{1, 2};
    expect_documented<&dll::pfnAddInterface>(manager.add(index));
    expect_documented<&dll::pfnInterfaceStatus>(
        manager->pfnInterfaceStatus(index, TRUE, RIS_INTERFACE_ENABLED, nullptr));
    expect_documented<&dll::pfnGetGlobalInfo>(
        manager->pfnGetGlobalInfo(buffer, &size, &version, &one, &count));
    expect_documented<&dll::pfnSetGlobalInfo>(
        manager->pfnSetGlobalInfo(&block, 1, sizeof block, 1));
    size = sizeof buffer;
    expect_documented<&dll::pfnGetInterfaceInfo>(
        manager->pfnGetInterfaceInfo(index, buffer, &size, &version, &one, &count));
    expect_documented<&dll::pfnSetInterfaceInfo>(
        manager->pfnSetInterfaceInfo(index, &block, 1, sizeof block, 1));
    expect_documented<&dll::pfnUpdateRoutes>(manager->pfnUpdateRoutes(index));
    expect_documented<&dll::pfnConnectClient>(manager->pfnConnectClient(index, &client));
    expect_documented<&dll::pfnDisconnectClient>(manager->pfnDisconnectClient(index, &client));
    size = sizeof list;
    expect_documented<&dll::pfnGetNeighbors>(manager->pfnGetNeighbors(index, list, &size, &status));
    expect_documented<&dll::pfnGetMfeStatus>(manager->pfnGetMfeStatus(index, 1, 2, &status));
    expect_documented<&dll::pfnMibCreateEntry>(manager->pfnMibCreateEntry(sizeof block, &block));
    expect_documented<&dll::pfnMibDeleteEntry>(manager->pfnMibDeleteEntry(sizeof block, &block));
    expect_documented<&dll::pfnMibSetEntry>(manager->pfnMibSetEntry(sizeof block, &block));
    size = sizeof buffer;
    expect_documented<&dll::pfnMibGetEntry>(
        manager->pfnMibGetEntry(sizeof block, &block, &size, buffer));
    size = sizeof buffer;
    expect_documented<&dll::pfnMibGetFirstEntry>(
        manager->pfnMibGetFirstEntry(sizeof block, &block, &size, buffer));
    size = sizeof buffer;
    expect_documented<&dll::pfnMibGetNextEntry>(
        manager->pfnMibGetNextEntry(sizeof block, &block, &size, buffer));
    expect_documented<&dll::pfnMibSetTrapInfo>(
        manager->pfnMibSetTrapInfo(nullptr, sizeof block, &block, &size, buffer));
    expect_documented<&dll::pfnMibGetTrapInfo>(
        manager->pfnMibGetTrapInfo(sizeof block, &block, &size, buffer));
    expect_documented<&dll::pfnDeleteInterface>(manager->pfnDeleteInterface(index));
}
} // namespace

TEST_CASE("a stop races every callback on several threads") {
    router<complete> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        std::atomic<bool> ended = false;
        std::atomic<unsigned> calls = 0;
        const auto call = [&](ULONG index) {
            return [&, index] {
                for (unsigned more = 2; more != 0; more -= ended ? 1u : 0u) {
                    call_all(manager, index);
                    ++calls;
                }
            };
        };
        manager.run();
        helper one{call(1)};
        helper two{call(1)};
        helper three{call(7)};
        wait_for([&] { return calls != 0; });
        dawdle(round);
        const DWORD answer = manager->pfnStopProtocol();
        ended = true;
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            manager.await_end();
        CHECK(counted::alive == 0); // though the callbacks are still called
        one.join();
        two.join();
        three.join();
        manager.check_end(answer);
    }
}

namespace {
struct updating : protocol_base<9> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit updating(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void update_routes(interface_type&) {
        if (!completes)
            return;
        static_cast<void>(manager.post([this, counting = counted{}] {
            ++running;
            wait_for([] { return go.load(); });
            completed = manager.update_complete(7);
        }));
    }

    router_manager& manager;
    static inline std::atomic<bool> completes = false;
    static inline std::atomic<int> running = 0;
    static inline std::atomic<bool> go = false;
    static inline std::atomic<bool> completed = false;
};

void check_update(const router<updating>& manager) {
    REQUIRE(manager.updates().size() == 1);
    const UPDATE_COMPLETE_MESSAGE& told = manager.updates().front();
    CHECK(told.InterfaceIndex == 7);
    CHECK(told.UpdateType == RF_DEMAND_UPDATE_ROUTES);
    CHECK(told.UpdateStatus == (updating::completed ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
}

// Starts the protocol and an update, which completes in three rounds of four, if it may go on.
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

TEST_CASE("an update whose interface is deleted is told to have ended, once") {
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

TEST_CASE("an update during which the protocol stops is told to have ended, once") {
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
// A constructor that posts work, and then does what it is told to.
struct starting : protocol_base<10> {
    starting(router_manager& m, const DWORD* fails) : manager{m} {
        if (posts)
            post();
        if (blocks) {
            ++blocked;
            wait_for([] { return !blocks; });
        }
#ifdef __cpp_exceptions
        if (fails)
            throw std::runtime_error{"no start"};
#else
        static_cast<void>(fails);
#endif
    }
    struct interface_type : counted {
        interface_type(starting& p, const interface_description& d) {
            if (posts)
                p.post();
#ifdef __cpp_exceptions
            if (d.index == 9)
                throw std::runtime_error{"no interface"};
#else
            static_cast<void>(d);
#endif
        }
    };
    void start_complete() {
        early_runs += runs;
        completed = true;
    }
    void post() {
        expect(manager.post([this, counting = counted{}] {
            expect(completed);
            counting.check();
            check();
            ++runs;
        }) || manager.is_stopping());
    }

    router_manager& manager;
    std::atomic<bool> completed = false;
    static inline std::atomic<bool> posts = false;
    static inline std::atomic<bool> blocks = false;
    static inline std::atomic<int> blocked = 0;
    static inline std::atomic<int> runs = 0;
    static inline std::atomic<int> early_runs = 0;
};

void prepare(bool posts) {
    starting::posts = posts;
    starting::blocks = false;
    starting::blocked = 0;
    starting::runs = 0;
    starting::early_runs = 0;
}

#ifdef __cpp_exceptions
DWORD start_badly(const router<starting>& manager) {
    DWORD fails = 1;
    return manager->pfnStartProtocol(router<starting>::notification, nullptr, &fails, 1,
                                     sizeof fails, 1);
}
#endif
} // namespace

TEST_CASE("work posted before StartComplete runs only after it") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        REQUIRE(manager.start() == NO_ERROR);
        REQUIRE(manager.add(7) == NO_ERROR);
        dawdle(round);
        CHECK(starting::runs == 0);
        CHECK(counted::alive == 4);
        REQUIRE(manager->pfnStartComplete() == NO_ERROR);
        wait_for([] { return starting::runs == 2; });
        manager.stop();
        CHECK(starting::early_runs == 0);
    }
}

TEST_CASE("work posted before StartComplete is destroyed by a stop before it") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        REQUIRE(manager.start() == NO_ERROR);
        REQUIRE(manager.add(7) == NO_ERROR);
        CHECK(manager->pfnStopProtocol() == NO_ERROR);
        CHECK(counted::alive == 0);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.check_end(NO_ERROR);
        CHECK(starting::runs == 0);
    }
}

TEST_CASE("a stop races StartComplete and the work that waits for it") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        REQUIRE(manager.start() == NO_ERROR);
        REQUIRE(manager.add(7) == NO_ERROR);
        helper completer{[&] { expect(manager->pfnStartComplete() == NO_ERROR); }};
        dawdle(round);
        const DWORD answer = manager->pfnStopProtocol();
        completer.join();
        manager.check_end(answer);
        CHECK(starting::runs <= 2);
    }
}

TEST_CASE("a stop during StartProtocol ends what that has made") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(round % 2 == 0);
        starting::blocks = true;
        helper starter{[&] { expect(manager.start() == ERROR_CAN_NOT_COMPLETE); }};
        wait_for([] { return starting::blocked == 1; });
        CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        starting::blocks = false;
        starter.join();
        manager.check_end(ERROR_PROTOCOL_STOP_PENDING);
        CHECK(starting::runs == 0);
    }
}

TEST_CASE("a stop races StartProtocol") {
    router<starting> manager;
    for (unsigned round = 0; round < 10 * rounds; ++round) {
        prepare(true);
        std::atomic<bool> begun = false;
        std::optional<helper> starter;
        starter.emplace([&] {
            begun = true;
            static_cast<void>(manager.start());
        });
        wait_for([&] { return begun.load(); });
        for (unsigned i = 0; i < round % 100; ++i)
            std::atomic_signal_fence(std::memory_order_seq_cst);
        const DWORD answer = manager->pfnStopProtocol();
        starter.reset();
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            manager.await_end();
        manager.check_end(answer == NO_ERROR ? manager->pfnStopProtocol() : answer);
        CHECK(starting::runs == 0);
    }
}

namespace {
struct configured : protocol_base<11> {
    configured(router_manager&, const config& given) { number = given.number; }
    static inline DWORD number = 0;
};
} // namespace

TEST_CASE("a StartProtocol whose block is refused leaves nothing, and a later one works") {
    router<configured> manager;
    const HANDLE event = router<configured>::notification;
    for (unsigned round = 0; round < rounds; ++round) {
        config block{round};
        CHECK(manager->pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) ==
              ERROR_INVALID_PARAMETER);
        CHECK(manager->pfnStartProtocol(event, nullptr, &block, 1, sizeof block, 2) ==
              ERROR_INVALID_PARAMETER);
        manager.check_end(NO_ERROR);
        CHECK(manager->pfnStartProtocol(event, nullptr, &block, 1, sizeof block, 1) == NO_ERROR);
        CHECK(configured::number == round);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.stop();
    }
}

#ifdef __cpp_exceptions
TEST_CASE("a StartProtocol whose constructor throws leaves nothing, and a later one works") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(false);
        CHECK(start_badly(manager) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager.add(7) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.check_end(NO_ERROR);
        manager.run();
        manager.stop();
    }
}

TEST_CASE("work posted by a constructor that throws afterwards is destroyed unrun") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        CHECK(start_badly(manager) == ERROR_CAN_NOT_COMPLETE);
        CHECK(counted::alive == 0);
        const int left = counted::alive;
        starting::posts = false;
        manager.run(); // must not run what is left
        manager.stop();
        CHECK(starting::runs == 0);
        if (left != 0)
            break; // once is enough
    }
}

TEST_CASE("an AddInterface whose constructor throws leaves the index absent") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(false);
        manager.run();
        const int before = counted::alive;
        CHECK(manager.add(9) == ERROR_CAN_NOT_COMPLETE);
        CHECK(counted::alive == before);
        CHECK(manager->pfnDeleteInterface(9) == ERROR_INVALID_PARAMETER);
        CHECK(manager.add(9) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager.add(8) == NO_ERROR);
        manager.stop();
    }
}
#endif

namespace {
// A thread of the protocol's own, which asks for everything until the protocol
// ends.
struct threaded : protocol_base<12> {
    explicit threaded(router_manager& m)
        : manager{m}, thread{[this] {
              while (!ended) {
                  static_cast<void>(manager.post([this, counting = counted{}] { check(); }));
                  manager.save_global_config();
                  manager.save_interface_config(7);
                  static_cast<void>(manager.update_complete(7));
                  const auto itf = routpact::interfaces<threaded>.find(7);
                  if (itf)
                      itf->check();
                  ++turns;
              }
          }} {}
    ~threaded() {
        ended = true;
        thread.join();
    }
    struct interface_type : counted {};

    router_manager& manager;
    std::atomic<bool> ended = false;
    static inline std::atomic<unsigned> turns = 0;
    std::thread thread;
};
} // namespace

TEST_CASE("a stop ends a protocol with a thread of its own") {
    router<threaded> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        threaded::turns = 0;
        manager.run();
        wait_for([&] { return threaded::turns > round % 5; });
        manager.stop();
    }
}

namespace {
template <unsigned Number>
struct twin : protocol_base<Number> {
    explicit twin(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) { manager.save_global_config(); }
    void mib_set_entry(const DWORD&) {
        static_cast<void>(manager.post(
            [this, counting = counted{}] { wait_for([&] { return manager.is_stopping(); }); }));
    }
    router_manager& manager;
};
using left_twin = twin<13>;
using right_twin = twin<14>;
} // namespace

TEST_CASE("two protocol classes of one module are separate") {
    router<left_twin> left;
    router<right_twin> right;
    for (unsigned round = 0; round < rounds; ++round) {
        left.run();
        REQUIRE(right.start() == NO_ERROR);
        CHECK(right->pfnDeleteInterface(7) == ERROR_INVALID_PARAMETER);
        REQUIRE(right.add(8) == NO_ERROR);
        CHECK(right.call(8) == ERROR_INVALID_PARAMETER); // only the left one is complete
        REQUIRE(right->pfnStartComplete() == NO_ERROR);
        CHECK(left.call(8) == ERROR_INVALID_PARAMETER);

        while (WaitForSingleObject(router<right_twin>::notification, 0) == WAIT_OBJECT_0) {
        }
        CHECK(left.call(7) == NO_ERROR);
        ROUTING_PROTOCOL_EVENTS type{};
        CHECK(WaitForSingleObject(router<right_twin>::notification, 0) == WAIT_TIMEOUT);
        CHECK(right->pfnGetEventMessage(&type, nullptr) == ERROR_NO_MORE_ITEMS);
        CHECK(left->pfnGetEventMessage(&type, nullptr) == NO_ERROR);
        CHECK(type == SAVE_GLOBAL_CONFIG_INFO);

        DWORD entry = 1;
        REQUIRE(left->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        const int before = counted::alive;
        const DWORD answer = left->pfnStopProtocol();
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            left.await_end();
        CHECK(counted::alive == 2); // the right one and its interface
        CHECK(before >= 4);
        CHECK(right.call(8) == NO_ERROR);
        CHECK(left.call(7) == ERROR_INVALID_PARAMETER);
        right.stop();
        left.check_end(answer);
    }
}
