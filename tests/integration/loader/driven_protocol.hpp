#pragma once
// Shared by the programs here: drives a protocol class through its C pointers, and ends the process
// when the protocol hangs.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <routpact/protocol.hpp>
#include <thread>

#if !defined(_WIN32)
#include <unistd.h>
#endif

/// Prints the reason and ends the process with exit code 1, without taking the loader's lock.
[[noreturn]] inline void end_process(const char* why) {
    std::fprintf(stderr, "%s\n", why);
    std::fflush(stderr);
#if defined(_WIN32)
    TerminateProcess(GetCurrentProcess(), 1); // ExitProcess takes the lock
    std::abort();
#else
    _exit(1);
#endif
}

/// Registers, starts and stops the protocol `P` like a router manager.
template <class P>
class driven_protocol {
public:
    driven_protocol() {
        std::thread{[] {
            std::this_thread::sleep_for(std::chrono::seconds{20});
            end_process("timeout: the program has not ended after 20 s");
        }}.detach();
        MPR_SERVICE_CHARACTERISTICS service{};
        dll_.dwVersion = MS_ROUTER_VERSION;
        dll_.dwProtocolId = P::protocol_id;
        dll_.fSupportedFunctionality = RF_ROUTING;
        if (routpact::register_protocols<P>(&dll_, &service) != NO_ERROR)
            end_process("RegisterProtocol failed");
    }
    const MPR_ROUTING_CHARACTERISTICS* operator->() const { return &dll_; }

    void start() const {
        if (dll_.pfnStartProtocol(notification_, nullptr, nullptr, 0, 0, 0) != NO_ERROR ||
            dll_.pfnStartComplete() != NO_ERROR)
            end_process("StartProtocol or StartComplete failed");
    }
    /// Stops the protocol. Returns when the stop has ended.
    void stop() const {
        if (dll_.pfnStopProtocol() != ERROR_PROTOCOL_STOP_PENDING)
            return;
        ROUTING_PROTOCOL_EVENTS type = UPDATE_COMPLETE;
        while (dll_.pfnGetEventMessage(&type, nullptr) != NO_ERROR || type != ROUTER_STOPPED)
            WaitForSingleObject(notification_, 100);
    }

private:
    MPR_ROUTING_CHARACTERISTICS dll_{};
    HANDLE notification_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
};
