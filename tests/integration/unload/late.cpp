// A protocol DLL whose posted work ends late: the thread still runs code of this DLL for some time
// after it has left the protocol. The library has no notice of that code. On Windows the delay is
// in the DLL's operator delete, which the library calls last, to free the work. On other systems it
// is in the destructor of a thread-specific value, which runs after the library's code has
// returned.

#include "late.hpp"
#include "../../common/wait_until.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <routpact/protocol.hpp>
#include <thread>

namespace {

VOID(WINAPI* on_late_end)() = nullptr;

void end_late() {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    on_late_end(); // the DLL must still be loaded here
}

#if defined(_WIN32)

// Work that has run and is not freed. More than one piece if the DLL is loaded again before the
// previous round's thread has left it.
std::atomic<std::uintptr_t> works[8] = {};
void remember_work(const void* work) {
    for (auto& place : works) {
        std::uintptr_t nothing = 0;
        if (place.compare_exchange_strong(nothing, reinterpret_cast<std::uintptr_t>(work)))
            return;
    }
    std::abort(); // too many: the host waits for all work every few rounds
}
// Returns whether these bytes contained such work, and forgets the work.
bool forget_work(std::uintptr_t from, std::size_t size) {
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

    routpact::code connect_client(interface_type&, const void* address) {
        const late_end& wanted = *static_cast<const late_end*>(address); // of the same process
        on_late_end = wanted.on_late_end;
        struct work {
            routpact::router_manager& manager;
            bool waits_for_stop;
            void operator()() const {
                remember_work(this);
                wait_until([&] { return !waits_for_stop || manager.is_stopping(); });
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
    const bool late = forget_work(reinterpret_cast<std::uintptr_t>(memory), size);
    std::free(memory);
    if (late)
        end_late();
}
#endif

ROUTPACT_EXPORT_PROTOCOLS(late)
