#pragma once
// The one instance of a protocol class in a module.
//
// The C pointers carry no context, so the state is static, one set for each protocol class. None of
// it needs a dynamic initialiser. The protocol itself is in raw storage, from StartProtocol to the
// end of the stop.
//
// A callback enters by constructing an `admission`, and leaves by destroying it. The last one to
// leave a stopping protocol calls finish_stop(), which ends the protocol in this order:
//
//     1. drop_work()     destroys posted work that waits for StartComplete, and timers
//     2. try_clear()     destroys the interfaces; a background thread waits for those in use
//     3. end_protocol()  destroys the protocol, then joins the threads that have exited
//     4. end_stop()      posts ROUTER_STOPPED, if a StopProtocol returned that the stop is pending
//
// If step 2 cannot get a thread, the stop is postponed: the next StopProtocol or GetEventMessage
// resumes it. lifecycle.hpp decides which thread does what; the handlers of
// StartProtocol and StopProtocol are in lifecycle_handlers.hpp.

#include <routpact/arguments/interface_description.hpp>
#include <routpact/detail/services/interface_updates.hpp>
#include <routpact/interface_state.hpp>
#include <routpact/interface_table.hpp>
#include <routpact/router_manager.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Returns the observer of a protocol class: its static member function `observe`, or null.
template <class P>
ROUTPACT_HIDDEN constexpr observer observer_of() noexcept {
    if constexpr (requires { &P::observe; })
        return &P::observe;
    else
        return nullptr;
}

/// Returns the static member function `translate_exception` of a protocol class, or null.
template <class P>
ROUTPACT_HIDDEN constexpr exception_translator translator_of() noexcept {
    if constexpr (requires { &P::translate_exception; })
        return &P::translate_exception;
    else
        return nullptr;
}

/// One interface of a protocol, together with the library's state for it.
template <class Interface>
struct ROUTPACT_HIDDEN interface_record {
    /// Makes the record of the interface `index`, which takes over `given`. The interface itself is
    /// constructed from `arguments`.
    template <class... A>
    interface_record(event_queue& queue, interface_updates& given, ULONG index, A&&... arguments)
        : events{queue},
          updates{static_cast<interface_updates&&>(given)},
          value(static_cast<A&&>(arguments)...) {
        save.event.type = SAVE_INTERFACE_CONFIG_INFO;
        save.event.message.InterfaceIndex = index;
    }
    interface_record(const interface_record&) = delete;
    interface_record& operator=(const interface_record&) = delete;
    /// Withdraws the event that asks to save this interface.
    ~interface_record() { events.withdraw(save); }

    event_queue& events;
    event_queue::entry save{};
    interface_updates updates;
    Interface value;
};

/// The type of the interfaces of a protocol class without an interface_type.
struct plain_interface {};
/// The interface_type of a protocol class, or plain_interface.
template <class P>
struct interface_of {
    using type = plain_interface;
};
template <class P>
    requires requires { typename P::interface_type; }
struct interface_of<P> {
    using type = typename P::interface_type;
};

/// The state of the protocol class `P`. Every member function is thread-safe.
template <class P>
class ROUTPACT_HIDDEN instance {
public:
    using interface_type = typename interface_of<P>::type;
    using record = interface_record<interface_type>;

    static inline constinit lifecycle life;
    static inline constinit event_queue events;
    static inline constinit background threads;
    static inline constinit timer_queue timers;
    static inline constinit interface_table<record> interfaces;

    /// Completes a stop, on the thread that left last. Returns whether a caller waits, or will have
    /// to wait, for ROUTER_STOPPED.
    ///
    /// An interface may still be in use: by a guard that a thread of the protocol's own holds, or
    /// by a guard that the last callback leaves behind, against the rules. Then another thread
    /// waits for the users, so that the caller does not.
    static bool finish_stop() noexcept;
    /// Completes a stop that was postponed, if there is one.
    static void resume_stop() noexcept;
    /// Leaves after a counted entry.
    static void leave() noexcept {
        if (life.leave())
            finish_stop();
    }
    /// Asks the router manager to save an interface. Returns false if there is none.
    static bool save_interface(ULONG index) noexcept {
        const auto found = interfaces.find(index);
        if (found)
            events.post(found->save);
        return static_cast<bool>(found);
    }
    static constexpr protocol_services::parts parts{
        life, events, threads, timers, leave, save_interface, observer_of<P>(), translator_of<P>()};
    static inline constinit protocol_services services{parts};
    static inline constinit router_manager manager{services};

    /// Reports that `callback` waits unusually long for the users of the interface `index`; 0: of
    /// any interface.
    static void report_long_use(const char* callback, ULONG index) noexcept {
        notify(observer_of<P>(),
               {callback, violation::long_use, blame::protocol, 0, index, NO_ERROR, NO_ERROR});
    }

    /// Constructs the protocol.
    template <class... A>
    static void construct(A&... arguments) {
        ::new (static_cast<void*>(storage)) P(manager, arguments...);
    }
    /// Returns the protocol. Call it only inside the protocol.
    static P& protocol() noexcept { return *std::launder(reinterpret_cast<P*>(storage)); }

    /// Holds one callback inside the protocol; the last one to leave completes a stop.
    class admission {
    public:
        /// Enters, if the phase allows it.
        explicit admission(availability when) noexcept : inside_{life.enter(visit_, when)} {}
        admission(const admission&) = delete;
        admission& operator=(const admission&) = delete;
        ~admission() {
            if (life.leave(visit_))
                finish_stop();
        }
        /// Tells whether the callback is inside.
        explicit operator bool() const noexcept { return inside_; }

    private:
        lifecycle::visit visit_{};
        bool inside_;
    };

    /// The entry for ROUTER_STOPPED, the event at the end of a stop.
    static inline constinit event_queue::entry stopped{};

private:
    static bool end_protocol() noexcept;
    static void postpone_stop() noexcept {
        life.postpone_stop([] { events.signal_again(); });
    }

    alignas(P) static inline constinit unsigned char storage[sizeof(P)] = {};
    // Waits for the users of the interfaces, on a thread that uses none.
    static inline constinit background::task finisher{
        .run =
            [](background& pool, background::task& t) noexcept {
                pool.retire(t);
                if (interfaces.clear([] { report_long_use("stop_protocol", 0); }))
                    end_protocol();
                else
                    postpone_stop();
            },
        .release = [](background::task&) noexcept {}};
};

template <class P>
bool instance<P>::finish_stop() noexcept {
    services.drop_work(); // a start that failed has work, too
    if (interfaces.try_clear())
        return end_protocol();
    life.hand_over_stop();
    if (threads.prepare(finisher))
        threads.begin(finisher);
    else
        postpone_stop();
    return true;
}

template <class P>
void instance<P>::resume_stop() noexcept {
    if (!life.claim_postponed_stop())
        return;
    finish_stop();
    background::pause(); // the stop may be postponed again: do not let the caller spin
}

/// Destroys the protocol, after its interfaces, and ends the stop; returns like finish_stop().
template <class P>
bool instance<P>::end_protocol() noexcept {
    if (life.is_constructed())
        protocol().~P();
    if (!threads.join_exited())
        life.hand_over_stop(); // GetEventMessage joins the other threads
    return life.end_stop([] {
        stopped.event.type = ROUTER_STOPPED;
        events.post(stopped);
    });
}

} // namespace routpact::inline ROUTPACT_ABI::detail
