// StopProtocol while callbacks run on other threads.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/protocol.hpp>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

using namespace stop_tests;

using routpact::code;
using routpact::interface_description;
using routpact::router_manager;

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
// An interface's constructor and a callback that wait until the protocol stops.
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
    void update_routes(interface_type& itf, routpact::autostatic_update update) {
        use(itf);
        update.complete();
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
        routpact::detail::row_of<Member>(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>);
    expect(contract.codes.contains(answer));
}

// Calls each callback once, except those for start, stop and events.
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
        CHECK(counted::alive == 0); // although other threads still call the callbacks
        one.join();
        two.join();
        three.join();
        manager.check_end(answer);
    }
}
