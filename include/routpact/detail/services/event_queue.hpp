#pragma once
// The queue of events behind GetEventMessage.

#include <new>
#include <routpact/arguments/router_event.hpp>
#include <routpact/detail/concurrency/monitor.hpp>
#include <routpact/detail/concurrency/process_exit.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Queues the events of a protocol, in order. The owner of an event allocates its entry in advance,
/// so that post() needs no memory and cannot fail. Every member function is thread-safe.
class ROUTPACT_HIDDEN event_queue {
public:
    /// Room for one event. Its owner must withdraw() or orphan() it before it is destroyed.
    struct entry {
        entry() noexcept = default;

        router_event event{}; ///< Must not change while the entry is in the queue.

    private:
        friend event_queue;
        entry* next_ = nullptr;
        bool queued_ = false;
        bool orphaned_ = false;
    };

    /// Owns an entry allocated by `new`, or none if there was no memory.
    class owned_entry {
    public:
        owned_entry() noexcept : entry_{new(std::nothrow) entry} {}
        ~owned_entry() { delete entry_; }
        owned_entry(const owned_entry&) = delete;
        owned_entry& operator=(const owned_entry&) = delete;
        explicit operator bool() const noexcept { return entry_; }
        entry* release() noexcept {
            entry* const released = entry_;
            entry_ = nullptr;
            return released;
        }

    private:
        entry* entry_;
    };

    constexpr event_queue() noexcept = default;
    event_queue(const event_queue&) = delete;
    event_queue& operator=(const event_queue&) = delete;
    /// Deletes the orphaned entries that were never taken.
    ~event_queue() {
        if (!process_exit::begun())
            clear();
    }

    /// Sets the event object that later posts signal.
    void signal(HANDLE notification) noexcept {
        const monitor_lock locked{lock_};
        notification_ = notification;
    }
    /// Removes all events.
    void clear() noexcept {
        entry* orphans = nullptr;
        {
            const monitor_lock locked{lock_};
            while (first_)
                if (entry* const taken = take_first(); taken->orphaned_) {
                    taken->next_ = orphans;
                    orphans = taken;
                }
        }
        while (orphans) {
            entry* const next = orphans->next_;
            delete orphans;
            orphans = next;
        }
    }

    /// Appends an event and signals. Does nothing if the entry is in the queue already.
    ///
    /// Signals under the lock: the router manager cannot take the event, and then close the event
    /// object, before that object is signalled.
    void post(entry& added) noexcept {
        const monitor_lock locked{lock_};
        if (added.queued_)
            return;
        append(added);
        SetEvent(notification_);
    }
    /// Takes the first event and copies it to `copy`. Returns false if there is none, or if its
    /// entry is `excluded`.
    bool take(router_event& copy, const entry* excluded = nullptr) noexcept {
        entry* orphan = nullptr;
        {
            const monitor_lock locked{lock_};
            if (!first_ || first_ == excluded)
                return false;
            entry* const taken = take_first();
            copy = taken->event;
            orphan = taken->orphaned_ ? taken : nullptr;
        }
        delete orphan; // not under the lock: a protocol may replace operator delete
        return true;
    }
    /// Tells whether this entry is the first in the queue.
    bool is_next(const entry& sought) noexcept {
        const monitor_lock locked{lock_};
        return first_ == &sought;
    }
    /// Signals without a new event, so that the router manager calls GetEventMessage again.
    void signal_again() noexcept {
        const monitor_lock locked{lock_};
        SetEvent(notification_);
    }

    /// Tells whether this entry is in the queue.
    bool holds(const entry& sought) noexcept {
        const monitor_lock locked{lock_};
        return sought.queued_;
    }

    /// Removes this entry from the queue. Returns whether it was there.
    bool withdraw(entry& removed) noexcept {
        const monitor_lock locked{lock_};
        if (!removed.queued_)
            return false;
        entry** link = &first_;
        entry* before = nullptr;
        while (*link != &removed) {
            before = *link;
            link = &before->next_;
        }
        *link = removed.next_;
        if (last_ == &removed)
            last_ = before;
        removed.queued_ = false;
        return true;
    }

    /// Gives up the ownership of an entry allocated by `new`. The queue deletes the entry: now, or
    /// when its event is taken.
    void orphan(entry* owned) noexcept {
        {
            const monitor_lock locked{lock_};
            owned->orphaned_ = true;
            if (owned->queued_)
                return;
        }
        delete owned;
    }

private:
    void append(entry& added) noexcept {
        added.queued_ = true;
        added.next_ = nullptr;
        (last_ ? last_->next_ : first_) = &added;
        last_ = &added;
    }
    entry* take_first() noexcept {
        entry* const taken = first_;
        first_ = taken->next_;
        if (!first_)
            last_ = nullptr;
        taken->queued_ = false;
        return taken;
    }

    monitor lock_{};
    entry* first_ = nullptr;
    entry* last_ = nullptr;
    HANDLE notification_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
