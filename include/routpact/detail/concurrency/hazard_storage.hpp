#pragma once
// The memory of the hazard pointers: one record for each thread, and shared records for threads
// that have no free hazard pointer of their own.
//
// A thread takes a record when it publishes its first hazard. No code of this module runs when the
// thread ends, so the record stays taken. When records run short, a new thread takes over the
// record of an ended thread, or another block of records is allocated. The first block of each kind
// is a static object; blocks are never freed.

#include <initializer_list>
#include <new>
#include <routpact/detail/concurrency/monitor.hpp>
#include <routpact/detail/concurrency/this_thread.hpp>

#if !defined(_WIN32)
#include <ctime>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// The address of an object that a thread uses, or null.
using hazard_pointer = std::atomic<const void*>;

/// The records and the shared records of this module. Every function is thread-safe.
class ROUTPACT_HIDDEN hazard_storage {
public:
    /// The number of records that are allocated together.
    static constexpr unsigned block_size = 64;
    /// The address of this object in a hazard pointer keeps the hazard pointer unused.
    static constexpr char blocked = 0;

    /// The hazard pointers and the pin of one thread, in one cache line. Only this thread writes
    /// them, except for unpin() and release_if_ended().
    struct alignas(64) record {
        hazard_pointer pinned = &nothing_;
        hazard_pointer hazards[64 / sizeof(hazard_pointer) - 1] = {};
    };
    /// One hazard pointer and one pin for any thread. A free one, whose pointer is null, pins
    /// nothing.
    struct shared_record {
        hazard_pointer pointer = nullptr;
        hazard_pointer pinned = &nothing_;
        std::atomic<thread_id> user = 0; ///< The last thread that took it.
    };

    /// Returns the calling thread's record. A thread without a record takes one, and calls
    /// `prepare(record&)` before any other function returns it; null if there is no memory, or the
    /// system has no slot for a thread's pointer.
    template <class Prepare>
    static record* own_record(Prepare prepare) noexcept {
        if (void* const mine = thread_pointer::get())
            return static_cast<record*>(mine);
        if (!thread_pointer::set(nullptr)) // allocates the slot, so set() cannot fail below
            return nullptr;
        record_block* last = &first_records_;
        record* taken = take_record(last);
        while (!taken && add_block(*last))
            taken = take_record(last);
        if (!taken)
            return nullptr;
        prepare(*taken);
        static_cast<void>(thread_pointer::set(taken));
        return taken;
    }
    /// Takes a shared record for the calling thread, which holds it until it sets `pointer` to
    /// null. If all are taken and there is no memory for more, waits for a free one.
    static shared_record& take_shared_record() noexcept {
        shared_in_use_.store(true, std::memory_order_relaxed);
        for (unsigned turn = 0;; pause(turn++)) {
            shared_block* last = &first_shared_;
            for (auto* in = &first_shared_; in; in = in->next.load(std::memory_order_acquire)) {
                last = in;
                for (shared_record& each : in->records) {
                    const void* none = nullptr;
                    if (each.pointer.compare_exchange_strong(none, &nothing_)) {
                        each.user.store(this_thread(), std::memory_order_relaxed);
                        return each;
                    }
                }
            }
            if (add_block(*last))
                turn = 0;
        }
    }

    /// Calls `visit(thread_id)` once for each hazard of `object`, with the thread that has it.
    template <class Visitor>
    static void for_each_user(const void* object, Visitor visit) noexcept {
        scan(
            object,
            [](void* visitor, thread_id user) noexcept { (*static_cast<Visitor*>(visitor))(user); },
            &visit);
    }
    /// Returns whether the calling thread has a hazard of an object that `wanted(object)` accepts.
    /// Calls `wanted` with hazards of this thread only: what others use may be gone.
    template <class Wanted>
    static bool is_any_protected_here(Wanted wanted) noexcept {
        if (const auto* const mine = static_cast<const record*>(thread_pointer::get()))
            for (const hazard_pointer& each : mine->hazards)
                if (wanted(each.load(std::memory_order_relaxed)))
                    return true;
        if (shared_in_use_.load(std::memory_order_relaxed))
            for (auto* in = &first_shared_; in; in = in->next.load(std::memory_order_acquire))
                for (const shared_record& each : in->records)
                    if (const void* const object = each.pointer.load(std::memory_order_acquire);
                        each.user.load(std::memory_order_relaxed) == this_thread() &&
                        wanted(object))
                        return true;
        return false;
    }
    /// Returns whether a thread that has not ended pins `array`.
    static bool is_pinned(const void* array) noexcept {
        const monitor_lock locked{registry_lock_};
        for (auto* in = &first_records_; in; in = in->next.load(std::memory_order_acquire))
            for (unsigned n = 0; n < block_size; ++n)
                if (in->records[n].pinned.load(std::memory_order_acquire) == array &&
                    !in->release_if_ended(n))
                    return true;
        for (auto* in = &first_shared_; in; in = in->next.load(std::memory_order_acquire))
            for (const shared_record& each : in->records)
                if (each.pinned.load(std::memory_order_acquire) == array &&
                    each.pointer.load(std::memory_order_acquire))
                    return true;
        return false;
    }
    /// Removes all pins of `array`, so that they do not pin a later array at the same address.
    /// Precondition: no thread searches `array`.
    static void unpin(const void* array) noexcept {
        for (auto* in = &first_records_; in; in = in->next.load(std::memory_order_acquire))
            for (record& each : in->records) {
                const void* pinned = array;
                each.pinned.compare_exchange_strong(pinned, &nothing_);
            }
    }

private:
    // Which thread has a record. In another cache line than the record, because it changes only
    // when a thread takes or loses the record.
    struct owner {
        std::atomic<thread_id> thread = 0; // 0: none
        thread_number number = 0;
    };
    struct record_block {
        record records[block_size];
        owner owners[block_size];
        std::atomic<record_block*> next = nullptr;

        // Releases record `n` if its thread has ended. Returns whether the record has no owner now.
        // Precondition: registry_lock_ is locked, as for every change of an owner.
        bool release_if_ended(unsigned n) noexcept {
            if (owners[n].thread.load(std::memory_order_relaxed) == 0)
                return true;
            if (!has_ended(owners[n].number))
                return false;
            for (const hazard_pointer& each : records[n].hazards)
                if (const void* const object = each.load(std::memory_order_acquire);
                    object && object != &blocked)
                    return false; // the thread was killed inside a call
            owners[n].thread.store(0, std::memory_order_release);
            records[n].pinned.store(&nothing_, std::memory_order_release);
            return true;
        }
    };
    struct shared_block {
        shared_record records[block_size];
        std::atomic<shared_block*> next = nullptr;
    };

    // Takes a record for the calling thread. If there is none, returns null, and `last` is the last
    // block without one.
    static record* take_record(record_block*& last) noexcept {
        const thread_number number = this_thread_number();
        const monitor_lock locked{registry_lock_};
        for (const bool reclaim : {false, true}) // queries the system only if no record is free
            for (auto* in = &first_records_; in; in = in->next.load(std::memory_order_acquire)) {
                last = in;
                for (unsigned n = 0; n < block_size; ++n) {
                    owner& of_record = in->owners[n];
                    if (reclaim ? !in->release_if_ended(n)
                                : of_record.thread.load(std::memory_order_relaxed) != 0)
                        continue;
                    of_record.number = number;
                    of_record.thread.store(this_thread(), std::memory_order_relaxed);
                    return &in->records[n];
                }
            }
        return nullptr;
    }
    // Appends a block to `last`, or none if another thread has appended one since: threads that run
    // short at the same time share it. Returns false if there is no memory.
    template <class Block>
    static bool add_block(Block& last) noexcept {
        auto* const more = new (std::nothrow) Block;
        if (!more)
            return false;
        Block* present = nullptr;
        if (!last.next.compare_exchange_strong(present, more))
            delete more;
        return true;
    }
    // Gives the processor to other threads, one of which has to free a shared record. Short pauses
    // first, then long ones: that thread may be asleep.
    static void pause(unsigned turn) noexcept {
        const bool long_wait = turn > 100;
#if defined(_WIN32)
        Sleep(long_wait ? 1 : 0);
#else
        const timespec time{0, long_wait ? 1000000 : 0};
        nanosleep(&time, nullptr);
#endif
    }

    // Calls `visit` for each hazard of `object`. The owner is loaded with acquire, so that if the
    // record has no owner any more, everything its thread did happens before the load. `user` of a
    // shared record is stored before the hazard, and loaded after it.
    ROUTPACT_NOINLINE static void scan(const void* object, void (*visit)(void*, thread_id) noexcept,
                                       void* visitor) noexcept {
        for (auto* in = &first_records_; in; in = in->next.load(std::memory_order_acquire))
            for (unsigned n = 0; n < block_size; ++n)
                if (const thread_id user = in->owners[n].thread.load(std::memory_order_acquire))
                    for (const hazard_pointer& each : in->records[n].hazards)
                        if (each.load(std::memory_order_acquire) == object)
                            visit(visitor, user);
        if (!shared_in_use_.load(std::memory_order_relaxed))
            return;
        for (auto* in = &first_shared_; in; in = in->next.load(std::memory_order_acquire))
            for (const shared_record& each : in->records)
                if (each.pointer.load(std::memory_order_acquire) == object)
                    visit(visitor, each.user.load(std::memory_order_relaxed));
    }

    // Its address means "no array" in `pinned`, and "taken, but no object yet" in a shared record.
    static constexpr char nothing_ = 0;
    static inline constinit monitor registry_lock_{};
    static inline constinit std::atomic<bool> shared_in_use_ = false; // since the first was taken
    static record_block first_records_;
    static shared_block first_shared_;
};

inline constinit hazard_storage::record_block hazard_storage::first_records_{};
inline constinit hazard_storage::shared_block hazard_storage::first_shared_{};

} // namespace routpact::inline ROUTPACT_ABI::detail
