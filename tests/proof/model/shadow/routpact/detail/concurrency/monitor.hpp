#pragma once
// The monitor of the model, instead of the library's.

#include <hooks.hpp>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

class monitor {
public:
    constexpr monitor() noexcept = default;
    monitor(const monitor&) = delete;
    monitor& operator=(const monitor&) = delete;

    void lock() noexcept { model::hooks::lock(number_); }
    void unlock() noexcept { model::hooks::unlock(number_); }
    void wait() noexcept { model::hooks::wait(number_); }
    // Time does not pass: a thread that depends on the timeout waits forever, and the model reports
    // a deadlock.
    void wait_for(unsigned) noexcept { wait(); }
    void notify_all() noexcept { model::hooks::notify_all(number_); }

private:
    unsigned number_ = 0;
};

inline unsigned long long uptime() noexcept {
    return 0;
}

class monitor_lock {
public:
    explicit monitor_lock(monitor& held) noexcept : held_{held} { held_.lock(); }
    ~monitor_lock() { held_.unlock(); }
    monitor_lock(const monitor_lock&) = delete;
    monitor_lock& operator=(const monitor_lock&) = delete;

private:
    monitor& held_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
