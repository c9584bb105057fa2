#pragma once
// What the protocol tells the router manager: the queue behind GetEventMessage.

#include <new>
#include <routpact/arguments.hpp>
#include <routpact/monitor.hpp>

namespace routpact {

/// An event as GetEventMessage hands it out. Source: pget_event_message, message.
struct router_event {
    ROUTING_PROTOCOL_EVENTS type{}; ///< What happened.
    MESSAGE message{};              ///< Of which interface, and how, for two of the types.
};

/// Room for an event: a null Result is legal, the message is dropped then.
template <>
struct delivery<role::event_buffer, router_event, types<ROUTING_PROTOCOL_EVENTS*, MESSAGE*>> {
    static constexpr bool accepted = true;

    static bool usable(ROUTING_PROTOCOL_EVENTS* type, MESSAGE*) noexcept { return type; }
    static argument_defect defect(ROUTING_PROTOCOL_EVENTS*, MESSAGE*) noexcept {
        return {rule::argument_present};
    }
    static DWORD deliver(const router_event& what, ROUTING_PROTOCOL_EVENTS* type,
                         MESSAGE* message) noexcept {
        *type = what.type;
        if (message)
            *message = what.message;
        return NO_ERROR;
    }
};

/// The events of a protocol, in order. Entries are made by whoever may have something to tell, so
/// that telling needs no memory and cannot fail. Every member function is thread-safe.
class event_queue {
public:
    /// One event that may be told. It must not end while it is in the queue: withdraw or abandon
    /// it.
    struct entry {
        router_event what; ///< Not to be changed while it is in the queue.

    private:
        friend event_queue;
        entry* next_ = nullptr;
        bool queued_ = false;
        bool abandoned_ = false;
    };

    /// An entry made by `new`, or none if there was no memory for it.
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
    /// Deletes what was abandoned and never taken.
    ~event_queue() { clear(); }

    /// Signals `notification` for the events to come.
    void signal(HANDLE notification) noexcept {
        const monitor_lock locked{lock_};
        notification_ = notification;
    }
    /// Forgets all events.
    void clear() noexcept {
        const monitor_lock locked{lock_};
        drop_all();
    }

    /// Puts an event at the end, then signals; nothing happens if it is in the queue already.
    /// Nobody can take the event, and then close what is signalled, before it is signalled.
    void post(entry& told) noexcept {
        const monitor_lock locked{lock_};
        if (told.queued_)
            return;
        append(told);
        SetEvent(notification_);
    }
    /// Takes the first event into `what`; false if there is none.
    bool take(router_event& what) noexcept {
        const monitor_lock locked{lock_};
        if (!first_)
            return false;
        entry* const taken = take_first();
        what = taken->what;
        drop(taken);
        return true;
    }

    /// Whether an event waits to be taken.
    bool holds(const entry& told) noexcept {
        const monitor_lock locked{lock_};
        return told.queued_;
    }

    /// Takes an event out of the queue, if it is there.
    void withdraw(entry& told) noexcept {
        const monitor_lock locked{lock_};
        if (!told.queued_)
            return;
        entry** link = &first_;
        entry* before = nullptr;
        while (*link != &told) {
            before = *link;
            link = &before->next_;
        }
        *link = told.next_;
        if (last_ == &told)
            last_ = before;
        told.queued_ = false;
    }

    /// Gives an entry made by `new` to the queue, which deletes it as soon as it is not in it.
    void abandon(entry* told) noexcept {
        const monitor_lock locked{lock_};
        told->abandoned_ = true;
        drop(told);
    }

private:
    void drop_all() noexcept {
        while (first_)
            drop(take_first());
    }
    void append(entry& told) noexcept {
        told.queued_ = true;
        told.next_ = nullptr;
        (last_ ? last_->next_ : first_) = &told;
        last_ = &told;
    }
    entry* take_first() noexcept {
        entry* const taken = first_;
        first_ = taken->next_;
        if (!first_)
            last_ = nullptr;
        taken->queued_ = false;
        return taken;
    }
    static void drop(entry* told) noexcept {
        if (told->abandoned_ && !told->queued_)
            delete told;
    }

    monitor lock_;
    entry* first_ = nullptr;
    entry* last_ = nullptr;
    HANDLE notification_ = nullptr;
};

} // namespace routpact
