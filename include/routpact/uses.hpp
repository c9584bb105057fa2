#pragma once
// What every thread uses at the moment, written by nobody but that thread.
//
// A thread notes what it uses in a record of its own, and takes the note back when it has ended. It
// neither waits nor writes anything that another thread writes. Whoever wants to end an object
// first makes it impossible to find, then asks for a barrier on all processors, and then looks at
// the records:
//
//     user                                    who ends the object
//     1. notes: searching                     1. makes it impossible to find
//     -- light() --                           -- heavy() --
//     2. finds the object, notes it           2. waits while a thread is searching
//        ... uses it ...                      3. waits while a record has a note of it
//     3. takes the note back
//
// A user whose first step comes before the barrier is seen searching, and awaited: then it has
// noted what it found, or nothing. A user whose first step comes after the barrier finds the object
// no more. A note taken back was stored with release and is read with acquire, so what the user did
// to the object comes before what is done to it afterwards.
//
// Somebody who waits, watches: after its barrier, users that take a note back are told that they
// are watched (light() and heavy() again: either the note is seen to be gone, or the user sees that
// it is watched), and tell the one who waits.
//
// The record of a thread is found by its address, which the system gives again to a later thread,
// and with it the record: so nothing has to be done when threads end, and they may outlive this
// module. A thread that has no record, since there are too many, or no room in it, since it uses
// too much at once, takes a place that all threads share. Where heavy() does not work for both
// sides, the owners of records are marked, and find no light way in.

#include <routpact/asymmetric_barrier.hpp>
#include <routpact/thread_id.hpp>

#if !defined(_WIN32)
#include <ctime>
#endif

namespace routpact {

#ifdef __ELF__ // of this module alone, and no reason to keep it loaded
#pragma GCC visibility push(hidden)
#endif
/// The uses of all threads. Every function is thread-safe.
class uses {
public:
    static constexpr unsigned threads = 256; ///< How many threads can have a record.
    static constexpr unsigned at_once = 8;   ///< For how many uses a record has room.

    /// Where a thread notes a use; null: nothing.
    using place = std::atomic<const void*>;

    /// Notes that this thread uses `what`, which it has to make sure of afterwards.
    static place& begin(const void* what) noexcept {
        const thread_id me = this_thread();
        const unsigned at = first_choice(me);
        place& first = records_[at].places[0];
        if (owners_[at].load(std::memory_order_relaxed) != me ||
            first.load(std::memory_order_relaxed)) [[unlikely]]
            return begin_elsewhere(me, at, what);
        first.store(what, std::memory_order_relaxed);
        asymmetric_barrier::light();
        return first;
    }
    /// Notes that this thread searches for what it is going to use, and soon calls end_search().
    static place& begin_search() noexcept { return begin(&searching_); }
    /// Notes what was found; null: nothing.
    static void end_search(place& mine, const void* found) noexcept {
        mine.store(found, std::memory_order_release);
    }
    /// Takes a note back. True if somebody watches, and is to be told.
    [[nodiscard]] static bool end(place& mine) noexcept {
        mine.store(nullptr, std::memory_order_release);
        asymmetric_barrier::light();
        if (watchers_.load(std::memory_order_relaxed)) [[unlikely]]
            return end_watched();
        return false;
    }

    /// Between a change of what can be found or used, and a look at who still uses it.
    static void settle() noexcept { asymmetric_barrier::heavy(); }
    /// Returns when nobody searches any more who began to before settle().
    static void await_searches() noexcept {
        for_each_place([](const place& each, thread_id) {
            for (unsigned turn = 0; each.load(std::memory_order_acquire) == &searching_; ++turn)
                pause(turn);
        });
    }
    /// Calls `visit(thread_id)` for each use of `what`.
    template <class Visitor>
    static void for_each_user(const void* what, Visitor visit) noexcept {
        for_each_place([&](const place& each, thread_id user) {
            if (each.load(std::memory_order_acquire) == what)
                visit(user);
        });
    }
    /// Whether any thread uses `what`.
    static bool any(const void* what) noexcept {
        bool found = false;
        for_each_user(what, [&](thread_id) { found = true; });
        return found;
    }

    /// From settle() after this on until unwatch(), end() tells that somebody watches.
    static void watch() noexcept { watchers_ += one_watcher; }
    /// Ends a watch.
    static void unwatch() noexcept { watchers_ -= one_watcher; }

private:
    // A record has cache lines to itself.
    struct alignas(64) record {
        place places[at_once];
    };

    // Places that all threads share.
    struct shared {
        place what;
        std::atomic<thread_id> user; // meaningful while something is used
    };
    struct block {
        shared places[64];
        std::atomic<block*> next;
    };

    static constexpr unsigned nowhere = threads;
    static constexpr unsigned longest_way = 16; // from a thread's first choice to its record
    static constexpr thread_id mark = 1;        // of owners that need a fence

    static unsigned first_choice(thread_id thread) noexcept {
        return static_cast<std::uint32_t>(thread) * std::uint32_t{0x9E3779B9} >> 24;
    }
    static_assert(threads == 1u << (32 - 24));

    // Whatever is not the common case: the record is not the first choice, or its first place is
    // taken, or heavy() does not work for both sides. In that last case every use comes here and to
    // end_watched(), so neither is marked cold: g++ makes cold functions small, and the shorter
    // fence takes 17 ns, not 2.
#ifdef __GNUC__
    [[gnu::noinline]]
#endif
    static place& begin_elsewhere(thread_id me, unsigned first, const void* what) noexcept {
        const bool light = asymmetric_barrier::is_available();
        if (light && watchers_.load(std::memory_order_relaxed) & fenced)
            watchers_ &= ~fenced; // once: others read it all the time
        place* const mine = room(light ? me : me | mark, first);
        place& taken = mine ? *mine : shared_place(me);
        taken.store(what, std::memory_order_relaxed);
        light ? asymmetric_barrier::light() : asymmetric_barrier::fence();
        return taken;
    }
    static place* room(thread_id owner, unsigned first) noexcept {
        const unsigned at = record_of(owner, first);
        if (at != nowhere)
            for (place& each : records_[at].places)
                if (!each.load(std::memory_order_relaxed))
                    return &each;
        return nullptr;
    }
    // The record of an owner, which may be new.
    static unsigned record_of(thread_id owner, unsigned first) noexcept {
        for (unsigned way = 0; way < longest_way; ++way) {
            const unsigned at = (first + way) % threads;
            thread_id present = owners_[at].load(std::memory_order_relaxed);
            if (present == owner ||
                (present == 0 && owners_[at].compare_exchange_strong(present, owner)))
                return at;
        }
        return nowhere;
    }

    // A place for a thread that has no room of its own; sooner or later there is one.
    static place& shared_place(thread_id me) noexcept {
        block* in = &shared_;
        for (unsigned turn = 0;; pause(turn++)) {
            for (block* next = in; next; next = next->next.load(std::memory_order_acquire)) {
                in = next;
                for (shared& each : in->places) {
                    const void* taken_by = nullptr;
                    if (each.what.compare_exchange_strong(taken_by, &taken_)) {
                        each.user.store(me, std::memory_order_relaxed);
                        return each.what;
                    }
                }
            }
            add_block(*in);
        }
    }
    // More shared places, behind the last ones, if there is memory. They stay for other threads.
    static void add_block(block& last) noexcept {
        block* const more = new (std::nothrow) block;
        block* none = nullptr;
        if (more && !last.next.compare_exchange_strong(none, more))
            delete more;
    }

#ifdef __GNUC__
    [[gnu::noinline]]
#endif
    static bool end_watched() noexcept {
        asymmetric_barrier::fence(); // in case it has to be one
        return watchers_.load(std::memory_order_relaxed) >= one_watcher;
    }

    // Calls `visit(const place&, thread_id)` for every place there is.
    template <class Visitor>
    static void for_each_place(Visitor visit) noexcept {
        visit_places([](void* visitor, const place& each,
                        thread_id user) noexcept { (*static_cast<Visitor*>(visitor))(each, user); },
                     &visit);
    }
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    static void visit_places(void (*visit)(void*, const place&, thread_id) noexcept,
                             void* visitor) noexcept {
        for (unsigned at = 0; at < threads; ++at)
            if (const thread_id owner = owners_[at].load(std::memory_order_relaxed))
                for (const place& each : records_[at].places)
                    visit(visitor, each, owner & ~mark);
        for (const block* in = &shared_; in; in = in->next.load(std::memory_order_acquire))
            for (const shared& each : in->places)
                visit(visitor, each.what, each.user.load(std::memory_order_relaxed));
    }

    // The other thread needs a few instructions, but may have to wait for a processor.
    static void pause(unsigned turn) noexcept {
        const bool long_wait = turn > 100;
#if defined(_WIN32)
        Sleep(long_wait ? 1 : 0);
#else
        const timespec time{0, long_wait ? 1000000 : 0};
        nanosleep(&time, nullptr);
#endif
    }

    static constexpr char searching_ = 0;
    static constexpr char taken_ = 0; // what stands in a shared place for a moment
    // Apart from the records: they change only when a thread comes that had none.
    static inline constinit std::atomic<thread_id> owners_[threads] = {};
    static inline constinit record records_[threads] = {};
    static inline constinit block shared_{};
    // How many watch, and whether a fence is needed for the end of a use.
    static constexpr unsigned fenced = 1;
    static constexpr unsigned one_watcher = 2;
    static inline constinit std::atomic<unsigned> watchers_ = fenced;
};
#ifdef __ELF__
#pragma GCC visibility pop
#endif

} // namespace routpact
