// loader_lock [holding]: a thread calls the library while it holds the lock of the system's loader.
// Other threads post work, and start and stop the protocol.
//
// Windows holds that lock while it notifies DLLs of a thread's end; with Microsoft's compiler, but
// not with mingw-w64, these notifications run the destructors of thread_local objects. On other
// systems a lock of this program replaces it: pthread_create takes the lock, as glibc did
// before 2.35. With "holding" (Windows only), the thread that posts work holds a lock that the
// calling thread wants.
//
// Exit code: 0, or 1 after a hang.

#include "../../common/wait_until.hpp"
#include "driven_protocol.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <thread>

namespace {

using routpact::router_manager;
using std::chrono::milliseconds;

#if !defined(_WIN32)
std::mutex loader;
#endif

bool holding = false; // whether mib_set_entry holds `lock` while it posts work
std::mutex lock;

std::atomic<unsigned> posts = 0;
std::atomic<bool> asking = false;
std::atomic<bool> asked = false;

struct posting {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit posting(router_manager& m) : manager{m} { here = &m; }
    void mib_set_entry(const DWORD&) {
        std::unique_lock held{lock, std::defer_lock};
        if (holding)
            held.lock();
        static_cast<void>(manager.post([] {}));
        ++posts;
    }

    router_manager& manager;
    static inline std::atomic<router_manager*> here = nullptr; // stays valid
};

// Calls the functions that are allowed here. The caller holds the lock of the loader.
void ask() {
    asking = true;
    const unsigned before = posts;
    const auto end = std::chrono::steady_clock::now() + milliseconds{200};
    while (std::chrono::steady_clock::now() < end) {
        if (holding) { // acquires the lock, because posting does not wait for the loader
            const std::lock_guard locked{lock};
        }
        static_cast<void>(posting::here.load()->is_stopping());
        static_cast<void>(routpact::interfaces<posting>.find(7));
        posting::here.load()->save_global_config();
        std::this_thread::yield();
    }
    if (holding && posts == before)
        end_process("the thread that posts work waits for the loader");
    asked = true;
}

#if defined(__MINGW32__)

std::atomic<DWORD> curious_thread = 0;
void ask_at_end() {
    curious_thread = GetCurrentThreadId();
}
VOID NTAPI at_thread_end(PVOID, DWORD reason, PVOID) {
    if (reason == DLL_THREAD_DETACH && curious_thread == GetCurrentThreadId())
        ask();
}
[[gnu::section(".CRT$XLM"), gnu::used]] const PIMAGE_TLS_CALLBACK callback = at_thread_end;

#else

struct curious {
    bool used = false;
    ~curious() {
        if (!used)
            return;
#if !defined(_WIN32)
        const std::lock_guard loading{loader};
#endif
        ask();
    }
};
void ask_at_end() {
    static thread_local curious mine;
    mine.used = true;
}

#endif

template <class Work>
void while_it_asks(Work work) {
    asking = asked = false;
    std::thread other{ask_at_end};
    wait_until(asking);
    do {
        work();
        std::this_thread::sleep_for(milliseconds{1});
    } while (!asked);
    other.join();
}

} // namespace

#if !defined(_WIN32)
// With --wrap, the linker calls this function instead of the system's.
extern "C" int __real_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
extern "C" int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                                     void* (*run)(void*), void* argument) {
    const std::lock_guard loading{loader};
    return __real_pthread_create(thread, attributes, run, argument);
}
#endif

int main(int count, char** arguments) {
    holding = count > 1 && std::strcmp(arguments[1], "holding") == 0;
    const driven_protocol<posting> dll;
    const auto start = [&] {
        dll.start();
        wchar_t name[] = L"line";
        if (dll->pfnAddInterface(name, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) != NO_ERROR)
            end_process("AddInterface failed");
    };
    const auto post = [&] {
        DWORD entry = 1;
        dll->pfnMibSetEntry(sizeof entry, &entry);
    };

    start();
    post();
    while_it_asks(post);
    if (!holding)
        while_it_asks([&] {
            dll.stop();
            start();
        });
    dll.stop();
    std::puts("nothing hung");
    return 0;
}
