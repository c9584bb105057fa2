#pragma once
// Rundown protection of an object: the thread that ends the object waits until no user has a hazard
// of it (hazard_records.hpp).
//
// A thread must not wait for itself, neither directly nor through other waiting threads: that would
// deadlock. Before a thread waits, a depth-first search of the waits-for graph finds such a cycle,
// and the wait is refused. A cycle may run through several tables, so one monitor guards all
// rundowns of a module. It is locked while lists change and while the graph is searched, and is
// released during every wait.

#include <routpact/detail/concurrency/hazard_records.hpp>
#include <routpact/detail/concurrency/monitor.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Protects one object from its end while threads use it. The Windows kernel has the same term.
///
/// The object is first under construction, then open to users, then being ended. The thread that
/// constructs or ends it is the worker. Precondition of every member function, unless its comment
/// says otherwise: the calling thread has locked `guard`.
class ROUTPACT_HIDDEN rundown {
public:
    /// The monitor of all rundowns of this module.
    static inline constinit monitor guard{};
    /// How long drain() waits before it calls `waits_long`, in milliseconds.
    static constexpr unsigned patience = 2000;

    /// The wait of the calling thread for one rundown: a part of the waits-for graph from join() to
    /// leave().
    class waiter {
    public:
        waiter() noexcept = default;
        ~waiter() { leave(); }
        waiter(const waiter&) = delete;
        waiter& operator=(const waiter&) = delete;

        /// Removes the wait from the waits-for graph, if it is there. Not inlined: in the cleanup
        /// of an exception, g++ 12 with -O3 for Windows makes an endless loop of it.
        ROUTPACT_NOINLINE void leave() noexcept {
            if (!joined_)
                return;
            joined_ = false;
            waiter** link = &waiters_;
            while (*link != this)
                link = &(*link)->next_;
            *link = next_;
        }

    private:
        friend rundown;
        // if inlined, g++ warns of a dangling pointer in the list
        ROUTPACT_COLD void join(rundown& target) noexcept {
            target_ = &target;
            thread_ = this_thread();
            next_ = waiters_;
            waiters_ = this;
            joined_ = true;
        }

        rundown* target_ = nullptr; // null after the awaited change
        thread_id thread_ = 0;
        waiter* next_ = nullptr;
        bool joined_ = false;
    };

    /// Protects `object`, which the calling thread constructs. Its users publish this address.
    explicit rundown(void* object) noexcept : object_{object}, worker_{this_thread()} {}
    rundown(const rundown&) = delete;
    rundown& operator=(const rundown&) = delete;
    /// Wakes the threads that wait for the end of the object.
    ~rundown() { wake_waiters(); }

    /// Returns the address of the object.
    void* object() const noexcept { return object_; }
    /// Returns whether users may find the object: it is constructed, and not being ended.
    bool is_open() const noexcept { return open_; }

    /// Opens the object to users, after its construction or when the worker gives up ending it.
    void open() noexcept {
        open_ = true;
        wake_waiters();
    }

    /// Closes the object: the calling thread becomes the worker that ends it, and `ending` joins
    /// the waits-for graph. Returns false, without effect, if waiting would deadlock because a user
    /// of the object is, or waits for, the calling thread. Precondition: is_open().
    [[nodiscard]] ROUTPACT_COLD bool close(waiter& ending) noexcept {
        if (waits_for(this_thread()))
            return false;
        open_ = false;
        worker_ = this_thread();
        ending.join(*this);
        return true;
    }

    /// Withdraws the hazard of `object`, and wakes the threads that may wait for that.
    /// Precondition: the calling thread has not locked `guard`.
    static void leave(hazard_pointer& mine, const void* object) noexcept {
        if (hazard_records::withdraw(mine, object)) [[unlikely]]
            announce();
    }
    /// Wakes all waiting threads, which then scan again. Precondition: the calling thread has not
    /// locked `guard`.
    ROUTPACT_COLD static void announce() noexcept {
        const monitor_lock locked{guard};
        guard.notify_all();
    }

    /// Returns whether a thread has a hazard of the object. Preconditions: the calling thread has
    /// closed the object and hidden it from searches; it has not locked `guard`.
    [[nodiscard]] bool is_protected() const noexcept {
        hazard_records::fence_before_scan();
        return hazard_records::is_protected(object_);
    }
    /// Waits until no thread has a hazard of the object. Calls `waits_long()` once, with `guard`
    /// unlocked, if that takes longer than `patience`. Preconditions: those of is_protected().
    template <class WaitsLong>
    void drain(WaitsLong waits_long) noexcept {
        if (!is_protected())
            return;
        hazard_watch::begin(object_);
        hazard_records::fence_before_scan();
        if (!await_users(patience)) {
            waits_long();
            while (!await_users(patience)) {
            }
        }
        hazard_watch::end(object_);
    }

    /// Waits until the worker opens the object or destroys this rundown. Returns false, without
    /// waiting, if the worker or a user of the object is, or waits for, the calling thread.
    /// Precondition: not is_open(). After the call, the rundown may be destroyed.
    [[nodiscard]] ROUTPACT_COLD bool await_change() noexcept {
        if (waits_for(this_thread()))
            return false;
        waiter mine;
        mine.join(*this);
        while (mine.target_)
            guard.wait();
        return true;
    }

private:
    static inline constinit waiter* waiters_ = nullptr;

    // Waits until no thread has a hazard of the object; returns false after `milliseconds`.
    ROUTPACT_COLD bool await_users(unsigned milliseconds) const noexcept {
        const unsigned long long end = uptime() + milliseconds;
        const monitor_lock locked{guard};
        while (hazard_records::is_protected(object_)) {
            const unsigned long long now = uptime();
            if (now >= end)
                return false;
            guard.wait_for(static_cast<unsigned>(end - now));
        }
        return true;
    }

    ROUTPACT_COLD void wake_waiters() noexcept {
        for (waiter* w = waiters_; w; w = w->next_)
            if (w->target_ == this)
                w->target_ = nullptr;
        guard.notify_all();
    }

    // Returns whether a change of this object waits for `thread`, which is the calling thread: a
    // depth-first search of the waits-for graph. A rundown waits for its worker and for the users
    // of its object; a thread in the list of waiters waits for its target.
    bool waits_for(thread_id thread) noexcept {
        if (!waiters_) // the usual case
            return (!open_ && worker_ == thread) || hazard_records::is_protected_here(object_);
        for (waiter* w = waiters_; w; w = w->next_)
            if (w->target_)
                w->target_->visited_ = false;
        visited_ = false;
        return search(thread);
    }
    // One step of the search: returns whether the search reaches `thread` from this rundown.
    ROUTPACT_COLD bool search(thread_id thread) noexcept {
        if (visited_)
            return false;
        visited_ = true;
        if (!open_ && reaches(worker_, thread))
            return true;
        // A waiting thread published its hazards before it locked `guard`, so the scan sees them.
        bool found = false;
        hazard_records::for_each_user(
            object_, [&](thread_id user) { found = found || reaches(user, thread); });
        return found;
    }
    static bool reaches(thread_id from, thread_id thread) noexcept {
        if (from == thread)
            return true;
        for (const waiter* w = waiters_; w; w = w->next_)
            if (w->thread_ == from && w->target_ && w->target_->search(thread))
                return true;
        return false;
    }

    void* const object_;
    thread_id worker_; // constructs or ends the object; meaningless while it is open
    bool open_ = false;
    bool visited_ = false; // by the search in progress
};

} // namespace routpact::inline ROUTPACT_ABI::detail
