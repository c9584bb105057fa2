#pragma once
// The clock of the timers, in nanoseconds. <chrono> costs more to compile than the rest of the
// library, so durations are recognised by their members.

#include <atomic>
#include <routpact/abi.hpp>
#include <type_traits>

#if !defined(_WIN32)
#include <ctime>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// The longest time between a call and the moment when a timer is due: 63 years.
ROUTPACT_HIDDEN inline constexpr long long longest_delay = 2'000'000'000'000'000'000;

/// A std::chrono::duration, or a type with the same members.
template <class T>
concept duration = requires(const T& time) {
    time.count();
    T::period::num;
    T::period::den;
};

/// Converts a duration to nanoseconds, from 0 to longest_delay. Returns 0 if it is negative or not
/// a number.
template <duration T>
ROUTPACT_HIDDEN constexpr long long nanoseconds_of(const T& time) noexcept {
    constexpr long long second = 1'000'000'000;
    constexpr long long num = T::period::num;
    constexpr long long den = T::period::den;
    const auto count = time.count();
    if (!(count > 0))
        return 0;
    if constexpr (std::is_integral_v<decltype(time.count())> && second % den == 0) {
        constexpr long long unit = second / den * num;
        const auto positive = static_cast<unsigned long long>(count);
        return positive > static_cast<unsigned long long>(longest_delay / unit)
                   ? longest_delay
                   : static_cast<long long>(positive) * unit;
    } else {
        const double exact = static_cast<double>(count) * (static_cast<double>(num) * 1e9) /
                             static_cast<double>(den);
        return exact < static_cast<double>(longest_delay) ? static_cast<long long>(exact)
                                                          : longest_delay;
    }
}

/// Converts nanoseconds to a duration, rounded down.
template <duration T>
ROUTPACT_HIDDEN constexpr T to_duration(long long nanoseconds) noexcept {
    using count = decltype(T{}.count());
    constexpr long long second = 1'000'000'000;
    constexpr long long num = T::period::num;
    constexpr long long den = T::period::den;
    if constexpr (std::is_integral_v<count> && second % den == 0)
        return T{static_cast<count>(nanoseconds / (second / den) / num)};
    else
        return T{static_cast<count>(static_cast<double>(nanoseconds) * static_cast<double>(den) /
                                    (static_cast<double>(num) * 1e9))};
}

/// Returns the nanoseconds since an unspecified fixed moment. Setting the system's time does not
/// change them.
ROUTPACT_HIDDEN inline long long steady_now() noexcept {
#if defined(_WIN32)
    LARGE_INTEGER ticks{};
    LARGE_INTEGER frequency{}; // ticks in a second
    QueryPerformanceCounter(&ticks);
    QueryPerformanceFrequency(&frequency);
    const long long seconds = ticks.QuadPart / frequency.QuadPart;
    const long long rest = ticks.QuadPart % frequency.QuadPart;
    return seconds * 1'000'000'000 + rest * 1'000'000'000 / frequency.QuadPart;
#else
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
#endif
}

/// The clock of the timers of one protocol: the steady clock of the system, or one that a test
/// sets.
class ROUTPACT_HIDDEN timer_clock {
public:
    constexpr timer_clock() noexcept = default;

    /// Returns the time in nanoseconds. Thread-safe; the other member functions need a lock.
    long long now() const noexcept {
        const long long manual = manual_.load(std::memory_order_acquire);
        return manual != 0 ? manual : steady_now();
    }
    /// Tells whether a test sets the time.
    bool is_manual() const noexcept { return manual_.load(std::memory_order_relaxed) != 0; }
    /// Stops the clock, for a test to set it.
    void begin_manual() noexcept { set(1'000'000'000); }
    /// Sets the time, which is not 0.
    void set(long long time) noexcept { manual_.store(time, std::memory_order_release); }
    /// Returns to the clock of the system.
    void end_manual() noexcept { manual_.store(0, std::memory_order_release); }

private:
    std::atomic<long long> manual_ = 0; // 0: the clock of the system
};

} // namespace routpact::inline ROUTPACT_ABI::detail
