#pragma once
// Keeping an object alive while callbacks use it, and waiting until the last one left.
//
// Every use is noted in a record of the thread that uses (see uses.hpp). So nothing is allocated,
// and a thread that wants to end the object can see who uses it: waiting for a use of its own, or
// for a thread that waits for it, would never end, and is refused instead. For that, one lock
// guards all rundowns of a module: circles of waiting threads may run through several tables.

#include <routpact/monitor.hpp>
#include <routpact/uses.hpp>

namespace routpact {

/// Protects one object from ending while it is used; the term is the Windows kernel's.
///
/// An object is being made, then open to users, then being ended. Every member function but
/// tell_waiters() is called with the monitor `guard` locked.
class rundown {
    struct waiter;

public:
    /// Locked around every call of any rundown.
    static inline constinit monitor guard{};

    /// `object` is being made by this thread. Its address is what stands in notes of its use.
    explicit rundown(void* object) noexcept : object_{object}, worker_{this_thread()} {}
    rundown(const rundown&) = delete;
    rundown& operator=(const rundown&) = delete;
    /// The object is gone; who waited for that goes on.
    ~rundown() { wake_waiters(); }

    /// What it protects.
    void* object() const noexcept { return object_; }
    /// Whether the object is made and not being ended, so that users may enter.
    bool is_open() const noexcept { return open_; }

    /// The object is made.
    void open() noexcept {
        open_ = true;
        wake_waiters();
    }

    /// From now on this thread ends the object, and nobody can enter. False, without any effect, if
    /// its uses would never end because one of them waits for this thread. Only while open.
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    [[nodiscard]] bool
    close() noexcept {
        if (depends_on(this_thread()))
            return false;
        open_ = false;
        worker_ = this_thread();
        return true;
    }

    /// Says that a use has ended, by who was told to say so: the object may be gone. The monitor is
    /// not locked.
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    static void tell_waiters() noexcept {
        const monitor_lock locked{guard};
        guard.notify_all();
    }

    /// Returns when all uses have ended. Only by the thread that closed, when the object cannot be
    /// found any more.
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    void drain() noexcept {
        waiter me{*this};
        uses::settle();
        uses::await_searches();
        if (!uses::any(object_))
            return;
        uses::watch();
        uses::settle();
        while (uses::any(object_))
            guard.wait();
        uses::unwatch();
    }

    /// Returns when another thread has made or ended the object, which may be gone then. False, at
    /// once, if that would never be. Not while open.
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    [[nodiscard]] bool
    await_change() noexcept {
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

#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
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
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    bool search(thread_id thread) noexcept {
        if (seen_)
            return false;
        seen_ = true;
        if (!open_ && leads_to(worker_, thread))
            return true;
        // A note by a thread that waits was made before it took the lock.
        bool found = false;
        uses::for_each_user(object_,
                            [&](thread_id user) { found = found || leads_to(user, thread); });
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

    void* const object_;
    thread_id worker_; // who makes or ends the object, unless open
    bool open_ = false;
    bool seen_ = false;
};

} // namespace routpact
