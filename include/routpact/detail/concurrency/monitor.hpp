#pragma once
// A monitor: a mutex with one condition variable, built on the platform's primitives. Unlike
// std::mutex and std::condition_variable, a monitor needs no dynamic initialiser, so a table at
// namespace scope runs no code while its DLL is loaded. It needs no destructor, so it outlives every
// table. It never throws.

#include <routpact/abi.hpp>

#if !defined(_WIN32)
#include <ctime>
#include <pthread.h>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wzero-as-null-pointer-constant" // in the system's macros
#endif
#if defined(_WIN32)

/// A non-recursive mutex with one condition variable.
class ROUTPACT_HIDDEN monitor {
public:
    constexpr monitor() noexcept = default;
    monitor(const monitor&) = delete;
    monitor& operator=(const monitor&) = delete;

    /// Acquires the lock. Precondition: the calling thread does not hold it.
    void lock() noexcept { AcquireSRWLockExclusive(&lock_); }
    /// Releases the lock.
    void unlock() noexcept { ReleaseSRWLockExclusive(&lock_); }
    /// Releases the lock, blocks until notify_all() or a spurious wake-up, and reacquires the lock.
    void wait() noexcept { SleepConditionVariableSRW(&changed_, &lock_, INFINITE, 0); }
    /// Waits as wait() does, for at most `milliseconds`.
    void wait_for(unsigned milliseconds) noexcept {
        SleepConditionVariableSRW(&changed_, &lock_, milliseconds, 0);
    }
    /// Wakes all waiting threads.
    void notify_all() noexcept { WakeAllConditionVariable(&changed_); }

private:
    SRWLOCK lock_ = SRWLOCK_INIT;
    CONDITION_VARIABLE changed_ = CONDITION_VARIABLE_INIT;
};

#else

/// A non-recursive mutex with one condition variable.
class ROUTPACT_HIDDEN monitor {
public:
    constexpr monitor() noexcept = default;
    monitor(const monitor&) = delete;
    monitor& operator=(const monitor&) = delete;

    /// Acquires the lock. Precondition: the calling thread does not hold it.
    void lock() noexcept { pthread_mutex_lock(&lock_); }
    /// Releases the lock.
    void unlock() noexcept { pthread_mutex_unlock(&lock_); }
    /// Releases the lock, blocks until notify_all() or a spurious wake-up, and reacquires the lock.
    void wait() noexcept { pthread_cond_wait(&changed_, &lock_); }
    /// Waits as wait() does, for at most `milliseconds`. Setting the system's time does not change
    /// that, where the C library has pthread_cond_clockwait.
    void wait_for(unsigned milliseconds) noexcept { wait_for(&changed_, milliseconds); }
    /// Wakes all waiting threads.
    void notify_all() noexcept { pthread_cond_broadcast(&changed_); }

private:
    template <class Condition> // a template, so that the function need not be declared
    void wait_for(Condition* condition, unsigned milliseconds) noexcept {
        constexpr bool steady = requires(const timespec* time) {
            pthread_cond_clockwait(condition, &lock_, CLOCK_MONOTONIC, time);
        };
        timespec until{};
        clock_gettime(steady ? CLOCK_MONOTONIC : CLOCK_REALTIME, &until);
        until.tv_sec += static_cast<time_t>(milliseconds / 1000);
        until.tv_nsec += static_cast<long>(milliseconds % 1000) * 1000000;
        if (until.tv_nsec >= 1000000000) {
            ++until.tv_sec;
            until.tv_nsec -= 1000000000;
        }
        if constexpr (steady)
            pthread_cond_clockwait(condition, &lock_, CLOCK_MONOTONIC, &until);
        else
            pthread_cond_timedwait(condition, &lock_, &until);
    }

    pthread_mutex_t lock_ = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t changed_ = PTHREAD_COND_INITIALIZER;
};

#endif
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

/// Returns the milliseconds since an unspecified fixed moment.
ROUTPACT_HIDDEN inline unsigned long long uptime() noexcept {
#if defined(_WIN32)
    return GetTickCount64();
#else
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<unsigned long long>(now.tv_sec) * 1000 +
           static_cast<unsigned long long>(now.tv_nsec) / 1000000;
#endif
}

/// Locks a monitor for the duration of a scope.
class ROUTPACT_HIDDEN monitor_lock {
public:
    explicit monitor_lock(monitor& held) noexcept : held_{held} { held_.lock(); }
    ~monitor_lock() { held_.unlock(); }
    monitor_lock(const monitor_lock&) = delete;
    monitor_lock& operator=(const monitor_lock&) = delete;

private:
    monitor& held_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
