// A DLL that stays loaded: with the id 1 it takes a reference to itself, with the id 2 a thread of
// it does and runs on. g++ makes counter::value a unique symbol, unless an option forbids that.

#include <chrono>
#include <routpact/abi.hpp>
#include <thread>

#ifndef _WIN32
#include <dlfcn.h>
#endif

template <class T>
struct counter {
    static inline T value = 0;
};

namespace {

void take_reference() {
#ifdef _WIN32
    HMODULE here = nullptr;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                       reinterpret_cast<LPCWSTR>(&counter<int>::value), &here);
#else
    Dl_info here{};
    if (dladdr(&counter<int>::value, &here))
        dlopen(here.dli_fname, RTLD_NOW);
#endif
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    ++counter<int>::value;
    take_reference();
    if (routing->dwProtocolId == 2)
        std::thread{[] { std::this_thread::sleep_for(std::chrono::hours{1}); }}.detach();
    return NO_ERROR;
}
