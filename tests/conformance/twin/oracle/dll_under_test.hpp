#pragma once
// The DLL under test: the required behaviour of a sessions DLL, tested through its C pointers. The
// environment variable ROUTPACT_DLL is the path of the DLL.
//
// Catch2 checks run on the main thread only; other threads count failures.

#include "codes.hpp"
#include "protocol_dll.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <sessions.hpp>
#include <thread>

namespace oracle {

using std::chrono::microseconds;
using std::chrono::milliseconds;

inline constexpr DWORD offered = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;
inline constexpr DWORD client_address = 0x0200000a;

using slots = MPR_ROUTING_CHARACTERISTICS;

struct fetched_event {
    DWORD answer;
    ROUTING_PROTOCOL_EVENTS kind;
    MESSAGE message;
};

inline const char* dll_path() {
    const char* const path = std::getenv("ROUTPACT_DLL"); // NOLINT(concurrency-mt-unsafe)
    return path ? path : "ROUTPACT_DLL is not set";
}

/// Loads and registers the DLL. The destructor stops and unloads it.
class dll_under_test {
public:
    dll_under_test() : dll_{dll_path()} {
        INFO(dll_path() << ": " << (dll_ ? "loaded" : last_dll_error()));
        REQUIRE(dll_);
        entry_point_ = dll_.register_protocol();
        REQUIRE(entry_point_);
        slots_.dwVersion = MS_ROUTER_VERSION;
        slots_.dwProtocolId = sessions::id;
        slots_.fSupportedFunctionality = offered;
        MPR_SERVICE_CHARACTERISTICS service{};
        const DWORD registered = entry_point_(&slots_, &service);
        REQUIRE(registered == success);
    }
    ~dll_under_test() {
        stop();
        CloseHandle(event);
    }
    dll_under_test(const dll_under_test&) = delete;
    dll_under_test& operator=(const dll_under_test&) = delete;

    const slots* operator->() const { return &slots_; }
    const slots& operator*() const { return slots_; }
    PREGISTER_PROTOCOL entry_point() const { return entry_point_; }

    DWORD start() const { return slots_.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0); }
    DWORD add(ULONG index) const {
        return slots_.pfnAddInterface(nullptr, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
    }
    DWORD status(ULONG index, DWORD type) const {
        return slots_.pfnInterfaceStatus(index, TRUE, type, nullptr);
    }
    DWORD attach(ULONG index, DWORD address = client_address) const {
        IP_LOCAL_BINDING client{address, 0xFFFFFFFF};
        return slots_.pfnConnectClient(index, &client);
    }
    DWORD detach(ULONG index, DWORD address = client_address) const {
        IP_LOCAL_BINDING client{address, 0};
        return slots_.pfnDisconnectClient(index, &client);
    }
    DWORD set_limit(ULONG index, ULONG limit) const {
        sessions::mib_change change{index, limit};
        return slots_.pfnMibSetEntry(sizeof change, &change);
    }
    /// Returns the MIB entry of an interface; its index is 0 if there is none.
    sessions::mib_answer look(ULONG index) const {
        sessions::mib_question question{index};
        sessions::mib_answer answer{};
        ULONG size = sizeof answer;
        slots_.pfnMibGetEntry(sizeof question, &question, &size, &answer);
        return answer;
    }
    fetched_event fetch() const {
        fetched_event got{0, SAVE_GLOBAL_CONFIG_INFO, {}};
        got.answer = slots_.pfnGetEventMessage(&got.kind, &got.message);
        return got;
    }
    /// Waits at most 10 seconds for the next event. One signal may announce several events.
    fetched_event await() const {
        fetched_event got = fetch();
        for (int i = 0; got.answer == nothing_more && i < 100; ++i) {
            WaitForSingleObject(event, 100);
            got = fetch();
        }
        return got;
    }
    /// Starts, updates the first interfaces and stops, such that only their completions are left.
    /// Retries until the updates have ended before the stop.
    void stop_with_completions(ULONG updates) const {
        for (milliseconds given{10}; given < milliseconds{10000}; given *= 2) {
            run();
            for (ULONG index = 1; index <= updates; ++index)
                REQUIRE(slots_.pfnUpdateRoutes(index) == success);
            std::this_thread::sleep_for(given);
            if (slots_.pfnStopProtocol() == success)
                return;
            stop();
        }
        FAIL("never at rest");
    }

    DWORD wait_for_signal() const { return WaitForSingleObject(event, 10000); }
    bool is_signalled() const { return WaitForSingleObject(event, 0) == signalled; }

    /// Starts with the enabled interfaces 1, 2 and 3, and resets the notification event.
    void run() const {
        REQUIRE(start() == success);
        for (ULONG index = 1; index <= 3; ++index) {
            REQUIRE(add(index) == success);
            REQUIRE(status(index, RIS_INTERFACE_ENABLED) == success);
        }
        REQUIRE(slots_.pfnStartComplete() == success);
        REQUIRE(fetch().answer == nothing_more);
    }
    /// Stops and, if the stop is pending, fetches all events. Returns the code of StopProtocol.
    DWORD stop() const {
        const DWORD answer = slots_.pfnStopProtocol();
        while (answer == stop_pending) {
            const fetched_event got = await();
            if (got.answer != success || got.kind == ROUTER_STOPPED)
                break;
        }
        return answer;
    }

    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);

private:
    protocol_dll dll_;
    PREGISTER_PROTOCOL entry_point_ = nullptr;
    slots slots_{};
};

inline void check_is_empty(const dll_under_test& dll) {
    ROUTING_PROTOCOL_EVENTS kind = UPDATE_COMPLETE;
    CHECK(dll->pfnGetEventMessage(&kind, nullptr) == nothing_more);
    CHECK(dll->pfnGetEventMessage(nullptr, nullptr) == nothing_more);
}

inline void check_update_complete(const fetched_event& got, ULONG index, DWORD status) {
    CHECK(got.answer == success);
    CHECK(got.kind == UPDATE_COMPLETE);
    CHECK(got.message.UpdateCompleteMessage.InterfaceIndex == index);
    CHECK(got.message.UpdateCompleteMessage.UpdateType == DWORD{RF_DEMAND_UPDATE_ROUTES});
    CHECK(got.message.UpdateCompleteMessage.UpdateStatus == status);
}

} // namespace oracle
