#pragma once
// A lock with a condition to wait for (a monitor), on the platform's own primitives: unlike
// std::condition_variable they need no dynamic initialiser, so a table at namespace scope does no
// work while its DLL is loaded, and no destructor, so that it outlives every table; and they never
// throw.

#include <routpact/abi.hpp>

#if !defined(_WIN32)
#include <pthread.h>
#endif

namespace routpact {

#if defined(_WIN32)

/// Mutual exclusion, and waiting for a change that another thread announces.
class monitor {
public:
    constexpr monitor() noexcept = default;
    monitor(const monitor&) = delete;
    monitor& operator=(const monitor&) = delete;

    /// Waits until no other thread holds the lock, then holds it. Not recursive.
    void lock() noexcept { AcquireSRWLockExclusive(&lock_); }
    /// Gives the lock up.
    void unlock() noexcept { ReleaseSRWLockExclusive(&lock_); }
    /// Gives the lock up, sleeps, and holds the lock again; may return for no reason.
    void wait() noexcept { SleepConditionVariableSRW(&changed_, &lock_, INFINITE, 0); }
    /// Wakes every thread that waits.
    void notify_all() noexcept { WakeAllConditionVariable(&changed_); }

private:
    SRWLOCK lock_ = SRWLOCK_INIT;
    CONDITION_VARIABLE changed_ = CONDITION_VARIABLE_INIT;
};

#else

/// Mutual exclusion, and waiting for a change that another thread announces.
class monitor {
public:
    constexpr monitor() noexcept = default;
    monitor(const monitor&) = delete;
    monitor& operator=(const monitor&) = delete;

    /// Waits until no other thread holds the lock, then holds it. Not recursive.
    void lock() noexcept { pthread_mutex_lock(&lock_); }
    /// Gives the lock up.
    void unlock() noexcept { pthread_mutex_unlock(&lock_); }
    /// Gives the lock up, sleeps, and holds the lock again; may return for no reason.
    void wait() noexcept { pthread_cond_wait(&changed_, &lock_); }
    /// Wakes every thread that waits.
    void notify_all() noexcept { pthread_cond_broadcast(&changed_); }

private:
    pthread_mutex_t lock_ = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t changed_ = PTHREAD_COND_INITIALIZER;
};

#endif

/// Holds a monitor's lock for a scope.
class monitor_lock {
public:
    explicit monitor_lock(monitor& held) noexcept : held_{held} { held_.lock(); }
    ~monitor_lock() { held_.unlock(); }
    monitor_lock(const monitor_lock&) = delete;
    monitor_lock& operator=(const monitor_lock&) = delete;

private:
    monitor& held_;
};

} // namespace routpact
