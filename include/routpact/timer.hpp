#pragma once
// The handle of a timer that router_manager::post_after or post_every has started.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/detail/services/timer_queue.hpp>

namespace routpact::inline ROUTPACT_ABI {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes" // some members are hidden, the class is not
#endif
/// Owns a timer, or none. Destroying the handle, or assigning to it, cancels the timer.
///
/// A handle may outlive the protocol, but not the DLL, and must not be a static object: after the
/// stop its timer has no effect.
/// Different threads may use different handles at the same time; lock a handle that they share.
class [[nodiscard]] timer {
public:
    /// Owns no timer.
    ROUTPACT_HIDDEN constexpr timer() noexcept = default;
    /// Takes the timer of another handle, which owns none afterwards.
    ROUTPACT_HIDDEN timer(timer&& other) noexcept : entry_{other.release()} {}
    /// Cancels the timer as the destructor does, then takes that of another handle.
    ROUTPACT_HIDDEN timer& operator=(timer&& other) noexcept {
        detail::timer_entry* const taken = other.release();
        end(true);
        entry_ = taken;
        return *this;
    }
    timer(const timer&) = delete;
    timer& operator=(const timer&) = delete;
    /// Cancels the timer, and waits for its work if that runs now: when the destructor returns, no
    /// work of this timer runs, and the work is destroyed. The observer receives
    /// violation::long_use if that takes longer than 2 s.
    ///
    /// It does not wait inside the work itself, nor if the work waits, in this destructor, for
    /// another timer whose work is the caller: then the work is destroyed when it has returned. So
    /// hold no lock that the work takes: that would deadlock. Under such a lock, call cancel()
    /// first.
    ROUTPACT_HIDDEN ~timer() { end(true); }

    /// Cancels the timer without waiting: no call of its work begins any more, but a call that has
    /// begun may still run, and is the last. The handle owns no timer afterwards. The caller may
    /// hold any lock.
    ROUTPACT_HIDDEN void cancel() noexcept { end(false); }

    /// Tells whether the handle owns a timer, which may have run already: see is_pending().
    ROUTPACT_HIDDEN explicit operator bool() const noexcept { return entry_; }
    /// Tells whether the work will be called, unless the timer is cancelled or the protocol stops.
    [[nodiscard]] ROUTPACT_HIDDEN bool is_pending() const noexcept {
        return entry_ && entry_->queue().is_pending(*entry_);
    }

private:
    friend class router_manager;
    ROUTPACT_HIDDEN explicit timer(detail::timer_entry* started) noexcept : entry_{started} {}
    ROUTPACT_HIDDEN detail::timer_entry* release() noexcept {
        detail::timer_entry* const released = entry_;
        entry_ = nullptr;
        return released;
    }
    ROUTPACT_HIDDEN void end(bool waits) noexcept {
        if (detail::timer_entry* const ended = release())
            ended->queue().cancel(*ended, waits);
    }

    detail::timer_entry* entry_ = nullptr;
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI
