#pragma once
// The event objects of Windows, as far as a NotificationEvent needs them, for other systems: there
// a test, or a host of protocol DLLs, makes the event, and protocols signal it, by the same names.

#ifdef _WIN32
#include <routpact/abi.hpp>
#else

#include <ctime>
#include <new>
#include <pthread.h>
#include <routpact/abi/base_types.hpp>

/// WaitForSingleObject: the event was signalled.
inline constexpr DWORD WAIT_OBJECT_0 = 0;
/// WaitForSingleObject: it was not, in time.
inline constexpr DWORD WAIT_TIMEOUT = 258;
/// WaitForSingleObject: there is no such event.
inline constexpr DWORD WAIT_FAILED = 0xFFFFFFFF;
/// WaitForSingleObject: wait for ever.
inline constexpr DWORD INFINITE = 0xFFFFFFFF;

namespace routpact {
/// What the HANDLE of an event is on these systems.
struct event_object {
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t signalled = PTHREAD_COND_INITIALIZER;
    bool manual_reset = false;
    bool is_set = false;
};
} // namespace routpact

/// Makes an event, without a name or attributes; null if there is no memory for it.
inline HANDLE CreateEventW(const void*, BOOL manual_reset, BOOL initially_set, LPCWSTR) noexcept {
    auto* const made = new (std::nothrow) routpact::event_object;
    if (made) {
        made->manual_reset = manual_reset != FALSE;
        made->is_set = initially_set != FALSE;
    }
    return made;
}

/// Signals an event; FALSE if it is null.
inline BOOL SetEvent(HANDLE event) noexcept {
    auto* const it = static_cast<routpact::event_object*>(event);
    if (!it)
        return FALSE;
    pthread_mutex_lock(&it->lock);
    it->is_set = true;
    pthread_cond_broadcast(&it->signalled);
    pthread_mutex_unlock(&it->lock);
    return TRUE;
}

/// Waits for an event, at most so long; resets it unless it is a manual-reset one.
inline DWORD WaitForSingleObject(HANDLE event, DWORD milliseconds) noexcept {
    auto* const it = static_cast<routpact::event_object*>(event);
    if (!it)
        return WAIT_FAILED;
    timespec until{};
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += static_cast<time_t>(milliseconds / 1000);
    until.tv_nsec += static_cast<long>(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        ++until.tv_sec;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&it->lock);
    int failed = 0;
    while (!it->is_set && failed == 0)
        failed = milliseconds == INFINITE
                     ? pthread_cond_wait(&it->signalled, &it->lock)
                     : pthread_cond_timedwait(&it->signalled, &it->lock, &until);
    const bool seen = it->is_set;
    if (!it->manual_reset)
        it->is_set = false;
    pthread_mutex_unlock(&it->lock);
    return seen ? WAIT_OBJECT_0 : WAIT_TIMEOUT;
}

/// Destroys an event that nobody uses any more; FALSE if it is null.
inline BOOL CloseHandle(HANDLE event) noexcept {
    auto* const it = static_cast<routpact::event_object*>(event);
    if (!it)
        return FALSE;
    pthread_cond_destroy(&it->signalled);
    pthread_mutex_destroy(&it->lock);
    delete it;
    return TRUE;
}

#endif
