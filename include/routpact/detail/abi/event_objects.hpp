#pragma once
// The functions of Windows event objects that a NotificationEvent needs, for other systems. A test
// or a host of protocol DLLs creates the event there, and protocols signal it.

#ifndef _WIN32

#include <ctime>
#include <new>
#include <pthread.h>
#include <routpact/detail/abi/base_types.hpp>

/// Result of WaitForSingleObject: the event was signalled.
ROUTPACT_HIDDEN inline constexpr DWORD WAIT_OBJECT_0 = 0;
/// Result of WaitForSingleObject: the event was not signalled in time.
ROUTPACT_HIDDEN inline constexpr DWORD WAIT_TIMEOUT = 258;
/// Result of WaitForSingleObject: the handle is null.
ROUTPACT_HIDDEN inline constexpr DWORD WAIT_FAILED = 0xFFFFFFFF;
/// Timeout of WaitForSingleObject: wait without a limit.
ROUTPACT_HIDDEN inline constexpr DWORD INFINITE = 0xFFFFFFFF;

namespace routpact::inline ROUTPACT_ABI::detail {
/// The object that the HANDLE of an event points to. Modules of different versions exchange such
/// handles, so its layout must not change.
struct event_object {
    ROUTPACT_HIDDEN event_object() noexcept = default;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wzero-as-null-pointer-constant" // in the system's macros
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t signalled = PTHREAD_COND_INITIALIZER;
#pragma GCC diagnostic pop
    bool manual_reset = false;
    bool is_set = false;
};
} // namespace routpact::inline ROUTPACT_ABI::detail

/// Creates an event and returns its handle, or null if there is no memory. Attributes and name are
/// ignored.
ROUTPACT_HIDDEN inline HANDLE CreateEventW(const void*, BOOL manual_reset, BOOL initially_set,
                                           LPCWSTR) noexcept {
    auto* const event = new (std::nothrow) routpact::detail::event_object;
    if (event) {
        event->manual_reset = manual_reset != FALSE;
        event->is_set = initially_set != FALSE;
    }
    return event;
}

/// Signals an event. Returns FALSE if the handle is null.
ROUTPACT_HIDDEN inline BOOL SetEvent(HANDLE handle) noexcept {
    auto* const event = static_cast<routpact::detail::event_object*>(handle);
    if (!event)
        return FALSE;
    pthread_mutex_lock(&event->lock);
    event->is_set = true;
    pthread_cond_broadcast(&event->signalled);
    pthread_mutex_unlock(&event->lock);
    return TRUE;
}

/// Waits until an event is signalled, or the timeout in milliseconds passes. Resets the event
/// unless it is a manual-reset event.
ROUTPACT_HIDDEN inline DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds) noexcept {
    auto* const event = static_cast<routpact::detail::event_object*>(handle);
    if (!event)
        return WAIT_FAILED;
    timespec until{};
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += static_cast<time_t>(milliseconds / 1000);
    until.tv_nsec += static_cast<long>(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        ++until.tv_sec;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&event->lock);
    int failed = 0;
    while (!event->is_set && failed == 0)
        failed = milliseconds == INFINITE
                     ? pthread_cond_wait(&event->signalled, &event->lock)
                     : pthread_cond_timedwait(&event->signalled, &event->lock, &until);
    const bool was_set = event->is_set;
    if (!event->manual_reset)
        event->is_set = false;
    pthread_mutex_unlock(&event->lock);
    return was_set ? WAIT_OBJECT_0 : WAIT_TIMEOUT;
}

/// Destroys an event. Returns FALSE if the handle is null. Precondition: no thread uses the event.
ROUTPACT_HIDDEN inline BOOL CloseHandle(HANDLE handle) noexcept {
    auto* const event = static_cast<routpact::detail::event_object*>(handle);
    if (!event)
        return FALSE;
    pthread_cond_destroy(&event->signalled);
    pthread_mutex_destroy(&event->lock);
    delete event;
    return TRUE;
}

#endif
