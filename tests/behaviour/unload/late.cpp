// A protocol DLL whose posted work ends late: its thread still runs code of this DLL, for some
// time, when it has left the protocol. The library knows nothing of that. On Windows the delay is
// in the DLL's own operator delete, by which the library frees the work last of all; elsewhere in
// the destructor of a thread-specific value, which runs when the library's code has returned.

#include "late.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <routpact/registration.hpp>
#include <thread>

namespace {

VOID(WINAPI* at_end)() = nullptr;

void end_late() {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    at_end(); // from here, where nothing may be unloaded yet
}

#if defined(_WIN32)

// What has run and is not freed yet: more than one piece of work if the DLL is loaded again before
// the thread of the round before has left it.
std::atomic<std::uintptr_t> works[8] = {};
void remember_work(const void* work) {
    for (auto& place : works) {
        std::uintptr_t nothing = 0;
        if (place.compare_exchange_strong(nothing, reinterpret_cast<std::uintptr_t>(work)))
            return;
    }
    std::abort(); // the host waits for all of them every few rounds
}
// Whether these bytes are such work, which is forgotten then.
bool were_work(std::uintptr_t from, std::size_t size) {
    for (auto& place : works) {
        std::uintptr_t work = place;
        if (work != 0 && from <= work && work < from + size &&
            place.compare_exchange_strong(work, 0))
            return true;
    }
    return false;
}

#else

struct key {
    pthread_key_t value{};
    key() {
        pthread_key_create(&value, [](void*) { end_late(); });
    }
    ~key() { pthread_key_delete(value); }
} at_thread_end;
void remember_work(const void* work) {
    pthread_setspecific(at_thread_end.value, work);
}

#endif

struct late {
    static constexpr DWORD protocol_id = late_id;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit late(routpact::router_manager& m) : manager{m} {}

    routpact::code connect_client(interface_type&, const late_end& wanted) {
        at_end = wanted.at_end;
        struct work {
            routpact::router_manager& manager;
            bool waits_for_stop;
            void operator()() const {
                remember_work(this);
                while (waits_for_stop && !manager.is_stopping())
                    std::this_thread::yield();
            }
        };
        return manager.post(work{manager, wanted.waits_for_stop != FALSE})
                   ? routpact::code::no_error
                   : routpact::code::invalid_parameter;
    }

    routpact::router_manager& manager;
};

} // namespace

#if defined(_WIN32)
void* operator new(std::size_t size) {
    if (void* const memory = std::malloc(size ? size : 1))
        return memory;
#ifdef __cpp_exceptions
    throw std::bad_alloc{};
#else
    std::abort();
#endif
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t size) noexcept {
    const bool late = were_work(reinterpret_cast<std::uintptr_t>(memory), size);
    std::free(memory);
    if (late)
        end_late();
}
#endif

ROUTPACT_EXPORT_PROTOCOLS(late)
