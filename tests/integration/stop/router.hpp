#pragma once
// For the tests of StopProtocol: a router manager that drives one protocol class through its C
// pointers, threads that must end in time, and objects that are counted.

#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <routpact/protocol.hpp>
#include <thread>
#include <vector>

namespace stop_tests {

inline constexpr unsigned rounds = 200;
inline constexpr DWORD patience = 30000; // in milliseconds; after that, a thread counts as hanging

[[noreturn]] inline void give_up(const char* what) {
    std::fprintf(stderr, "stop: %s\n", what);
    std::abort();
}

// Checks a condition on any thread. Catch2's assertions are for one thread only.
inline std::atomic<int> failed_expectations = 0;
inline void expect(bool condition) {
    failed_expectations += condition ? 0 : 1;
}

template <class Condition>
void wait_for(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience};
    wait_until([&] {
        const bool holds = condition();
        if (!holds && std::chrono::steady_clock::now() > end)
            give_up("an expected condition does not become true");
        return holds;
    });
}

// Spends some time, a different amount in each round.
inline void dawdle(unsigned round) {
    static std::atomic<unsigned> turns = 0;
    for (unsigned i = 0; i < round % 50 * 200; ++i)
        ++turns;
}

// An object that a protocol has to destroy. Counts the objects alive, and calls after the end.
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
            give_up("a thread does not end in time");
        thread_.join();
    }

private:
    HANDLE done_ = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    std::thread thread_;
};

// The router manager of one protocol, whatever its class.
class any_router {
public:
    any_router(const any_router&) = delete;
    const MPR_ROUTING_CHARACTERISTICS* operator->() const { return &dll_; }

    DWORD start() {
        stops_ = 0;
        updates_.clear();
        return dll_.pfnStartProtocol(notification_, nullptr, nullptr, 0, 0, 0);
    }
    DWORD add(ULONG index) {
        wchar_t name[] = L"line";
        return dll_.pfnAddInterface(name, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
    }
    DWORD call(ULONG index) {
        IP_LOCAL_BINDING client{1, 2};
        return dll_.pfnConnectClient(index, &client);
    }
    // Starts the protocol, adds the interface 7 and completes the start.
    void run() {
        REQUIRE(start() == NO_ERROR);
        REQUIRE(add(7) == NO_ERROR);
        REQUIRE(dll_.pfnStartComplete() == NO_ERROR);
    }

    // Takes all events from the queue.
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
    // Waits for the notification until ROUTER_STOPPED is in the queue.
    void await_end() {
        for (fetch(); stops_ == 0; fetch())
            if (WaitForSingleObject(notification_, patience) != WAIT_OBJECT_0)
                give_up("ROUTER_STOPPED does not come");
    }
    // Checks the end of a stop that returned `answer`. Other threads must have ended.
    void check_end(DWORD answer) {
        CHECK((answer == NO_ERROR || answer == ERROR_PROTOCOL_STOP_PENDING));
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            await_end();
        CHECK(counted::alive == 0);
        fetch();
        CHECK(stops_ == (answer == ERROR_PROTOCOL_STOP_PENDING ? 1u : 0u));
        CHECK(late_updates_ == 0);
        CHECK(counted::dead_uses == 0);
        CHECK(failed_expectations.exchange(0) == 0);
        CHECK(dll_.pfnStopProtocol() == NO_ERROR); // there is nothing to stop
    }
    void stop() { check_end(dll_.pfnStopProtocol()); }

    const std::vector<UPDATE_COMPLETE_MESSAGE>& updates() const { return updates_; }

protected:
    using register_function = DWORD(PMPR_ROUTING_CHARACTERISTICS, PMPR_SERVICE_CHARACTERISTICS);

    any_router(DWORD protocol_id, register_function& register_protocol, HANDLE notification)
        : notification_{notification} {
        dll_.dwVersion = MS_ROUTER_VERSION;
        dll_.dwProtocolId = protocol_id;
        dll_.fSupportedFunctionality =
            RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;
        MPR_SERVICE_CHARACTERISTICS service{};
        if (register_protocol(&dll_, &service) != NO_ERROR)
            give_up("RegisterProtocol failed");
    }

private:
    HANDLE const notification_;
    MPR_ROUTING_CHARACTERISTICS dll_{};
    unsigned stops_ = 0;
    unsigned late_updates_ = 0;
    std::vector<UPDATE_COMPLETE_MESSAGE> updates_;
};

// The router manager of the protocol class P.
template <class P>
class router : public any_router {
public:
    // One for all tests: a protocol may signal it at any time, so no test can close it.
    static inline const HANDLE notification = CreateEventW(nullptr, FALSE, FALSE, nullptr);

    router() : any_router{P::protocol_id, routpact::register_protocols<P>, notification} {
        stop_protocol = (*this)->pfnStopProtocol;
    }

    // For protocols that stop themselves.
    static inline PSTOP_PROTOCOL stop_protocol = nullptr;
};

// The members that all protocols here share.
template <unsigned Number>
struct protocol_base : counted {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, Number);
    static constexpr DWORD functionality = RF_ROUTING;
};

} // namespace stop_tests
