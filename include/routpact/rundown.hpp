#pragma once
// Keeping an object alive while callbacks use it, and waiting until the last one left.
//
// Every use is a small record in the user's own stack frame, linked into the object's rundown for
// as long as it lasts. So nothing is allocated, and a thread that wants to end the object can see
// who uses it: waiting for a use of its own, or for a thread that waits for it, would never end,
// and is refused instead. The records are guarded by the monitor of a domain, which all objects
// share that may be waited for together, such as the interfaces of one table.

#include <routpact/monitor.hpp>

namespace routpact {

/// Protects one object from ending while it is used; the term is the Windows kernel's.
///
/// Every member function is called with the domain's monitor locked.
class rundown {
public:
    /// The rundowns that know of each other's waiting threads.
    class domain {
    public:
        constexpr domain() noexcept = default;

        monitor guard; ///< Locked around every call of a rundown of this domain.

    private:
        friend rundown;
        rundown* draining_ = nullptr;
    };

    /// One use, by the thread that entered; it stays where it is until it left.
    class use {
    public:
        constexpr use() noexcept = default;
        use(const use&) = delete;
        use& operator=(const use&) = delete;

    private:
        friend rundown;
        use* previous_ = nullptr;
        use* next_ = nullptr;
        thread_id user_{};
    };

    constexpr rundown() noexcept = default;
    rundown(const rundown&) = delete;
    rundown& operator=(const rundown&) = delete;

    /// Whether uses are being waited for; nobody can enter then.
    bool draining() const noexcept { return draining_; }

    /// Begins a use by this thread. Not while draining.
    void enter(use& mine) noexcept {
        mine.user_ = this_thread();
        mine.previous_ = nullptr;
        mine.next_ = first_;
        if (first_)
            first_->previous_ = &mine;
        first_ = &mine;
    }

    /// Ends a use, on any thread.
    void leave(use& mine, domain& all) noexcept {
        (mine.previous_ ? mine.previous_->next_ : first_) = mine.next_;
        if (mine.next_)
            mine.next_->previous_ = mine.previous_;
        if (draining_ && !first_)
            all.guard.notify_all();
    }

    /// Lets nobody enter any more and returns once all uses have ended; false, at once and without
    /// any effect, if that would never come because one of them waits for this thread.
    [[nodiscard]] bool drain(domain& all) noexcept {
        if (waits_for(this_thread(), all))
            return false;
        drainer_ = this_thread();
        draining_ = true;
        next_draining_ = all.draining_;
        all.draining_ = this;
        while (first_)
            all.guard.wait();
        rundown** link = &all.draining_;
        while (*link != this)
            link = &(*link)->next_draining_;
        *link = next_draining_;
        return true;
    }

private:
    // Whether the end of all uses depends on `thread`: it is a user, or some user is draining
    // a rundown that depends on it. No such circle is ever let in, so this ends.
    bool waits_for(thread_id thread, const domain& all) const noexcept {
        for (const use* u = first_; u; u = u->next_) {
            if (u->user_ == thread)
                return true;
            for (const rundown* other = all.draining_; other; other = other->next_draining_)
                if (other->drainer_ == u->user_ && other->waits_for(thread, all))
                    return true;
        }
        return false;
    }

    use* first_ = nullptr;
    rundown* next_draining_ = nullptr;
    thread_id drainer_{};
    bool draining_ = false;
};

} // namespace routpact
