#pragma once
// The objects that threads wait for. A thread that withdraws a hazard reads from here, with one
// relaxed load in the usual case, whether it has to wake a waiting thread.
//
// A waiting thread watches an object, executes a heavy fence, and then scans for hazards. A user
// withdraws its hazard, executes a light fence, and then loads the watches. So the scan does not
// see the hazard, or the user sees the watch.

#include <atomic>
#include <cstdint>
#include <routpact/detail/concurrency/asymmetric_fence.hpp>
#include <routpact/detail/concurrency/monitor.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The set of watched objects. A thread that withdraws a hazard of one of them has to wake the
/// waiting threads. Thread-safe.
class ROUTPACT_HIDDEN hazard_watch {
public:
    /// Begins a watch of `object`. Users are sure to see it after the next heavy fence.
    static void begin(const void* object) noexcept {
        const monitor_lock locked{lock_};
        if (slot* const watched = slot_of(object)) {
            watched->object.store(object, std::memory_order_relaxed);
            ++watched->watches;
            publish_slots();
        } else if (others_++ == 0) {
            watched_.fetch_or(any_object);
        }
    }
    /// Ends one watch of `object`.
    static void end(const void* object) noexcept {
        const monitor_lock locked{lock_};
        slot* const watched = slot_of(object);
        if (!watched || watched->watches == 0) {
            if (--others_ == 0)
                watched_.fetch_and(~any_object);
        } else if (--watched->watches == 0) {
            watched->object.store(nullptr, std::memory_order_relaxed);
            publish_slots();
        }
    }
    /// Returns whether `object` may be watched: true for every object while more objects are
    /// watched than there are slots. Precondition: the caller has executed a light fence since it
    /// withdrew its hazard.
    static bool covers(const void* object) noexcept {
        return watched_.load(std::memory_order_relaxed) != 0 && is_watched(object);
    }
    /// Records that the light fence orders the frequent side. Until the first call, covers()
    /// executes a full fence.
    static void light_fence_suffices() noexcept {
        if (watched_.load(std::memory_order_relaxed) & fence_needed)
            watched_.fetch_and(~fence_needed); // only once: every thread keeps this line cached
    }

private:
    struct slot {
        std::atomic<const void*> object;
        unsigned watches;
    };

    ROUTPACT_NOINLINE static bool is_watched(const void* object) noexcept {
        if (watched_.load(std::memory_order_relaxed) & fence_needed)
            asymmetric_fence::fence();
        const std::uint32_t now = watched_.load(std::memory_order_acquire);
        for (std::uint32_t n = 0; n < now / one_slot; ++n)
            if (slots_[n].object.load(std::memory_order_relaxed) == object)
                return true;
        return (now & any_object) != 0;
    }
    // Returns the slot of `object`, or else the first free slot, or else null.
    static slot* slot_of(const void* object) noexcept {
        slot* free = nullptr;
        for (slot& each : slots_)
            if (each.watches != 0 && each.object.load(std::memory_order_relaxed) == object)
                return &each;
            else if (each.watches == 0 && !free)
                free = &each;
        return free;
    }
    // Stores how many slots is_watched() has to search: up to the last one in use.
    static void publish_slots() noexcept {
        std::uint32_t count = 0;
        for (std::uint32_t n = 0; n < 8; ++n)
            if (slots_[n].watches != 0)
                count = n + 1;
        watched_.fetch_add((count - count_) * one_slot, std::memory_order_release);
        count_ = count;
    }

    static constexpr std::uint32_t fence_needed = 1;
    static constexpr std::uint32_t any_object = 2; // others_ is not 0
    static constexpr std::uint32_t one_slot = 4;   // the number of slots to search, times this
    static inline constinit std::atomic<std::uint32_t> watched_ = fence_needed;
    static inline constinit monitor lock_{};
    static inline constinit slot slots_[8] = {};
    static inline constinit std::uint32_t count_ = 0; // slots to search
    static inline constinit unsigned others_ = 0;     // watches without a slot
};

} // namespace routpact::inline ROUTPACT_ABI::detail
