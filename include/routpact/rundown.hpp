#pragma once
// Keeping an object alive while callbacks use it, and waiting until the last one left.
//
// A use is noted in the thread's own record (see uses.hpp), or, if there is no room in that, linked
// into the object's rundown under the one lock of all rundowns. Either way a thread that wants to
// end the object can see who uses it: waiting for a use of its own, or for a thread that waits for
// it, would never end, and is refused instead. Threads that wait hold the one lock while they look:
// circles of waiting threads may run through several tables.

#include <routpact/monitor.hpp>
#include <routpact/uses.hpp>

namespace routpact {

/// Protects one object from ending while it is used; the term is the Windows kernel's.
///
/// An object is being made, then open to users, then being ended. Every member function is called
/// with the monitor `guard` locked.
class rundown {
    struct waiter;

public:
    /// Locked around every call of any rundown.
    static inline constinit monitor guard{};

    /// One use, by the thread that began it: noted in the thread's record, or else linked, by
    /// enter(). It stays where it is until it ended.
    class use {
    public:
        use() noexcept {} // what links it is set by enter()
        use(const use&) = delete;
        use& operator=(const use&) = delete;

        /// Notes that this thread searches for an object; false if there is no room for notes. What
        /// can be found is open, and is hidden before it is drained.
        [[nodiscard]] bool begin_search() noexcept {
            place_ = uses::begin_search();
            return place_;
        }
        /// Notes what was found, which is used from now on; null: nothing.
        void end_search(const rundown* found) noexcept { uses::end_search(*place_, found); }
        /// Whether it is noted, rather than linked.
        bool is_noted() const noexcept { return place_; }
        /// Ends a use that is noted. The object may be gone at once.
        void end() noexcept {
            if (uses::end(*place_))
                tell();
        }

    private:
        friend rundown;

#ifdef __GNUC__
        [[gnu::noinline, gnu::cold]]
#endif
        static void tell() noexcept {
            const monitor_lock locked{guard};
            guard.notify_all();
        }

        uses::place* place_ = nullptr;
        use* previous_;
        use* next_;
        thread_id user_;
    };

    /// The object is being made by this thread.
    rundown() noexcept : worker_{this_thread()} {}
    rundown(const rundown&) = delete;
    rundown& operator=(const rundown&) = delete;
    /// The object is gone; who waited for that goes on.
    ~rundown() { wake_waiters(); }

    /// Whether the object is made and not being ended, so that users may enter.
    bool is_open() const noexcept { return open_; }

    /// The object is made.
    void open() noexcept {
        open_ = true;
        wake_waiters();
    }

    /// Begins a use by this thread that is linked. Only while open.
    void enter(use& mine) noexcept {
        mine.user_ = this_thread();
        mine.previous_ = nullptr;
        mine.next_ = first_;
        if (first_)
            first_->previous_ = &mine;
        first_ = &mine;
    }

    /// Ends a use that is linked.
    void leave(use& mine) noexcept {
        (mine.previous_ ? mine.previous_->next_ : first_) = mine.next_;
        if (mine.next_)
            mine.next_->previous_ = mine.previous_;
        if (!open_ && !first_)
            guard.notify_all();
    }

    /// From now on this thread ends the object, and nobody can enter. False, without any effect, if
    /// its uses would never end because one of them waits for this thread. Only while open.
    [[nodiscard]] bool close() noexcept {
        if (depends_on(this_thread()))
            return false;
        open_ = false;
        worker_ = this_thread();
        return true;
    }

    /// Returns when all uses have ended. Only by the thread that closed, when the object cannot be
    /// found any more.
    void drain() noexcept {
        waiter me{*this};
        uses::settle();
        uses::await_searches();
        if (!is_used())
            return;
        uses::watch();
        uses::settle();
        while (is_used())
            guard.wait();
        uses::unwatch();
    }

    /// Returns when another thread has made or ended the object, which may be gone then. False, at
    /// once, if that would never be. Not while open.
    [[nodiscard]] bool await_change() noexcept {
        if (depends_on(this_thread()))
            return false;
        waiter me{*this};
        while (me.target)
            guard.wait();
        return true;
    }

private:
    // A thread that waits for a rundown, in a list of all.
    struct waiter {
        explicit waiter(rundown& r) noexcept : target{&r}, thread{this_thread()}, next{waiters} {
            waiters = this;
        }
        ~waiter() {
            waiter** link = &waiters;
            while (*link != this)
                link = &(*link)->next;
            *link = next;
        }
        waiter(const waiter&) = delete;
        waiter& operator=(const waiter&) = delete;

        rundown* target; // null: it has changed
        thread_id thread;
        waiter* next;
    };
    static inline constinit waiter* waiters = nullptr;

    void wake_waiters() noexcept {
        for (waiter* w = waiters; w; w = w->next)
            if (w->target == this)
                w->target = nullptr;
        guard.notify_all();
    }

    // Whether a change of this object depends on `thread`: it makes, ends or uses the object, or so
    // does a thread that waits for a change that depends on it. Each rundown is looked at once.
    bool depends_on(thread_id thread) noexcept {
        for (waiter* w = waiters; w; w = w->next)
            if (w->target)
                w->target->seen_ = false;
        seen_ = false;
        return search(thread);
    }
    bool search(thread_id thread) noexcept {
        if (seen_)
            return false;
        seen_ = true;
        if (!open_ && leads_to(worker_, thread))
            return true;
        for (const use* u = first_; u; u = u->next_)
            if (leads_to(u->user_, thread))
                return true;
        // A note by a thread that waits was made before it took the lock.
        bool found = false;
        uses::for_each_user(this, [&](thread_id user) { found = found || leads_to(user, thread); });
        return found;
    }
    static bool leads_to(thread_id from, thread_id thread) noexcept {
        if (from == thread)
            return true;
        for (const waiter* w = waiters; w; w = w->next)
            if (w->thread == from && w->target && w->target->search(thread))
                return true;
        return false;
    }

    bool is_used() const noexcept { return first_ || uses::any(this); }

    use* first_ = nullptr; // the uses that are linked
    thread_id worker_;     // who makes or ends the object, unless open
    bool open_ = false;
    bool seen_ = false;
};

} // namespace routpact
