// Protocols that do not end with the stop.

#include "deviation.hpp"

#include <chrono>
#include <thread>

#ifndef _WIN32
#include <dlfcn.h>
#endif

namespace misbehaving {
namespace unloading {

using t = table;

// Runs code for some milliseconds in a detached thread.
void run_on() {
    std::thread{[] {
        for (int i = 0; i < 8; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }}.detach();
}
// Whether an update was the last call before the stop. Other scenarios must not crash.
bool after_update() {
    const std::lock_guard locked{life.mutex};
    return life.last == position_of<&t::pfnUpdateRoutes>();
}

struct runs_on {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        bool ended = answer == NO_ERROR;
        if constexpr (is<Member, &t::pfnGetEventMessage>)
            ended = ended && *argument<0>(a...) == ROUTER_STOPPED;
        if (ended && after_update())
            run_on();
        return answer;
    }
};

// Increments the load count of this module.
void hold() {
#ifdef _WIN32
    HMODULE here = nullptr;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, reinterpret_cast<LPCWSTR>(&life),
                       &here);
#else
    Dl_info here{};
    if (dladdr(&life, &here))
        dlopen(here.dli_fname, RTLD_NOW);
#endif
}

struct holds {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        hold();
        return obey(a...);
    }
};

constexpr deviation all[] = {
    {"RP-UNLOAD-01",
     [](t& tricky) {
         replace<&t::pfnStopProtocol, runs_on>(tricky);
         replace<&t::pfnGetEventMessage, runs_on>(tricky);
     }},
    {"RP-UNLOAD-02", replace<&t::pfnStartProtocol, holds>},
    {"RP-UNLOAD-03", [](t&) { hold(); }},
};

} // namespace unloading

std::span<const deviation> from_unloading() {
    return unloading::all;
}

} // namespace misbehaving
