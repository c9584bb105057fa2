#pragma once
// Hazard pointers (Michael 2004; P2530): every thread publishes the objects that it uses, and a
// thread that ends an object waits until no thread has it published.
//
//     user of the object                           thread that ends the object
//     1. finds it                                  1. hides it: it cannot be found any more
//     2. publishes a hazard, its address           -- heavy fence --
//     -- light fence --                            2. scans the records, and waits while one of
//     3. validates: finds it again, or withdraws      them has a hazard of the object
//        the hazard and starts over
//        ... uses it ...
//     4. withdraws the hazard
//
// A user writes only to its own record, and waits only if there is no memory for one. The
// invariant: a hazard published before the heavy fence is seen by the scan; a hazard published
// after it fails validation. So the ending thread waits only for users of this object, and not for
// a thread that was preempted in its search. A user withdraws with release and the scan loads with
// acquire, so everything the user did to the object happens before everything that follows the
// scan. Every store to a hazard pointer is a release store, because a later relaxed store would end
// the release sequence.
//
// Before a thread waits, it watches the object (hazard_watch.hpp) and executes a second heavy
// fence. After that, either its scan sees that a user has withdrawn, or the user sees the watch and
// wakes the waiting thread.
//
// Differences from the literature:
//   - Nothing is reclaimed later: the thread that ends an object waits for the object's users.
//   - The fences are asymmetric (asymmetric_fence.hpp). Where heavy() does not order both sides,
//     quick_hazard() never succeeds, and any_hazard() returns hazards that use full fences.
//   - Each thread has one record of several hazard pointers. No code runs when a thread ends: a
//     later thread takes over its record when records run short. A thread that gets no record, or
//     has no free hazard pointer in it, takes a shared record.
//   - A record also pins the index array that its thread searches. The pin remains until the thread
//     searches another array, so repeated searches of one array store only the hazard.

#include <routpact/detail/concurrency/asymmetric_fence.hpp>
#include <routpact/detail/concurrency/hazard_storage.hpp>
#include <routpact/detail/concurrency/hazard_watch.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The hazards of all threads. Every function is thread-safe.
class ROUTPACT_HIDDEN hazard_records {
public:
    /// A free hazard pointer for the calling thread, and the pointer that pins its index array.
    struct hazard {
        hazard_pointer* pointer = nullptr;
        hazard_pointer* pinned = nullptr;
        bool fenced = false; ///< Whether the frequent side has to execute a full fence.

        /// Publishes that the calling thread uses `object`. The thread has to validate after that.
        void publish(const void* object) const noexcept { store(*pointer, object); }
        /// Publishes that the calling thread searches `array`. The thread has to validate after
        /// that.
        void pin(const void* array) const noexcept { store(*pinned, array); }
        /// Frees the hazard pointer. Precondition: no object was published in it.
        void release() const noexcept { pointer->store(nullptr, std::memory_order_release); }

    private:
        void store(hazard_pointer& to, const void* address) const noexcept {
            to.store(address, std::memory_order_release);
            fenced ? asymmetric_fence::fence() : asymmetric_fence::light();
        }
    };

    /// Returns hazard pointer number `Number` of the calling thread's record. Without a pointer if
    /// the thread has no record or this hazard pointer is taken: then call any_hazard(). Kinds of
    /// calls that nest in each other have different numbers.
    template <unsigned Number>
    static hazard quick_hazard() noexcept {
        static_assert(Number < quick_hazards);
        auto* const mine = static_cast<hazard_storage::record*>(thread_pointer::get());
        if (!mine || mine->hazards[Number].load(std::memory_order_relaxed)) [[unlikely]]
            return {};
        return {&mine->hazards[Number], &mine->pinned};
    }
    /// Returns a free hazard pointer for the calling thread, which holds it until it withdraws or
    /// releases the hazard. Waits for a shared record if there is no memory for another one.
    // not cold: g++ optimises that for size, and emits a fence of 17 ns, not 2 ns
    ROUTPACT_NOINLINE static hazard any_hazard() noexcept {
        const bool fenced = !asymmetric_fence::is_available();
        if (!fenced)
            hazard_watch::light_fence_suffices();
        auto* const mine = hazard_storage::own_record([fenced](hazard_storage::record& taken) {
            for (unsigned n = 0; n < quick_hazards; ++n)
                taken.hazards[n].store(fenced ? &hazard_storage::blocked : nullptr,
                                       std::memory_order_release);
        });
        if (mine)
            for (hazard_pointer& each : mine->hazards)
                if (!each.load(std::memory_order_relaxed))
                    return {&each, &mine->pinned, fenced};
        hazard_storage::shared_record& shared = hazard_storage::take_shared_record();
        return {&shared.pointer, &shared.pinned, fenced};
    }
    /// Withdraws the hazard of `object`. Returns whether a thread may watch the object: then the
    /// caller has to wake the waiting threads.
    [[nodiscard]] static bool withdraw(hazard_pointer& mine, const void* object) noexcept {
        mine.store(nullptr, std::memory_order_release);
        asymmetric_fence::light();
        return hazard_watch::covers(object);
    }

    /// Executes the heavy fence that has to separate hiding or watching an object from the scan.
    static void fence_before_scan() noexcept { asymmetric_fence::heavy(); }
    /// Calls `visit(thread_id)` once for each hazard of `object`, with the thread that has it.
    template <class Visitor>
    static void for_each_user(const void* object, Visitor visit) noexcept {
        hazard_storage::for_each_user(object, visit);
    }
    /// Returns whether the calling thread has a hazard of `object`.
    static bool is_protected_here(const void* object) noexcept {
        return hazard_storage::is_any_protected_here(
            [object](const void* each) { return each == object; });
    }
    /// Returns whether any thread has a hazard of `object`.
    static bool is_protected(const void* object) noexcept {
        bool found = false;
        for_each_user(object, [&](thread_id) { found = true; });
        return found;
    }

private:
    static constexpr unsigned quick_hazards = 2; // the numbers that quick_hazard() accepts
};

} // namespace routpact::inline ROUTPACT_ABI::detail
