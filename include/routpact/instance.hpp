#pragma once
// The one instance of a protocol class in a module: its state, and how it starts and stops.
//
// The C pointers carry no context, so the state is static, one for each protocol type. Nothing of
// it needs a dynamic initialiser; the protocol itself lives in raw storage, from StartProtocol to
// the end of the stop.

#include <routpact/autostatic_update.hpp>
#include <routpact/constructor_info.hpp>
#include <routpact/interface_description.hpp>
#include <routpact/interface_state.hpp>
#include <routpact/interface_table.hpp>
#include <routpact/router_manager.hpp>

namespace routpact {

/// The observer of a protocol class: its static member function `observe`, if it has one.
template <class P>
constexpr observer observer_of() noexcept {
    if constexpr (requires { &P::observe; })
        return &P::observe;
    else
        return nullptr;
}

/// An interface of a protocol with what the library keeps for it.
template <class Interface>
struct interface_record {
    /// For the interface `index`; `told` is given up to it.
    template <class... A>
    interface_record(event_queue& queue, event_queue::owned_entry& told, ULONG index,
                     A&&... arguments)
        : events{queue}, update{queue, told, index}, value(static_cast<A&&>(arguments)...) {
        save.what.type = SAVE_INTERFACE_CONFIG_INFO;
        save.what.message.InterfaceIndex = index;
    }
    interface_record(const interface_record&) = delete;
    interface_record& operator=(const interface_record&) = delete;
    /// What was to be saved is gone.
    ~interface_record() { events.withdraw(save); }

    event_queue& events;
    event_queue::entry save;
    autostatic_update update;
    Interface value;
};

/// What stands for the interfaces of a protocol class without an interface_type.
struct plain_interface {};
/// The interface_type of a protocol class.
template <class P>
struct interface_of {
    using type = plain_interface;
};
template <class P>
    requires requires { typename P::interface_type; }
struct interface_of<P> {
    using type = typename P::interface_type;
};

#ifdef __ELF__ // of this module alone, and no reason to keep it loaded
#pragma GCC visibility push(hidden)
#endif
/// The state of the protocol class `P`.
template <class P>
class instance {
public:
    using interface_type = typename interface_of<P>::type;
    using record = interface_record<interface_type>;

    static inline constinit lifecycle life;
    static inline constinit event_queue events;
    static inline constinit background threads;
    static inline constinit interface_table<record> interfaces;

    static bool finish_stop() noexcept;
    static bool save_interface(ULONG index) noexcept {
        const auto found = interfaces.find(index);
        if (found)
            events.post(found->save);
        return static_cast<bool>(found);
    }
    static bool complete_update(ULONG index, DWORD status) noexcept {
        const auto found = interfaces.find(index);
        return found && found->update.complete(status);
    }
    static constexpr router_manager::services services{
        life, events, threads, finish_stop, save_interface, complete_update, observer_of<P>()};
    static inline constinit router_manager manager{services};

    /// The protocol; only for who is inside.
    static P& protocol() noexcept { return *std::launder(reinterpret_cast<P*>(storage)); }

    /// Being inside; whoever leaves last finishes a stop.
    class admission {
    public:
        /// Enters, if that is legal now.
        explicit admission(period legal) noexcept : inside_{life.enter(visit_, legal)} {}
        admission(const admission&) = delete;
        admission& operator=(const admission&) = delete;
        ~admission() {
            if (life.leave(visit_))
                finish_stop();
        }
        /// Whether it is inside.
        explicit operator bool() const noexcept { return inside_; }

    private:
        lifecycle::visit visit_;
        bool inside_;
    };
    /// Being inside for who has been counted already.
    struct counted_admission {
        counted_admission() noexcept = default;
        counted_admission(const counted_admission&) = delete;
        counted_admission& operator=(const counted_admission&) = delete;
        ~counted_admission() {
            if (life.leave())
                finish_stop();
        }
    };

    /// Where the protocol is constructed.
    static void* place() noexcept { return storage; }

private:
    alignas(P) static inline constinit unsigned char storage[sizeof(P)] = {};
    static inline constinit event_queue::entry stopped{};
    // A thread without interfaces in use, which finishes a stop.
    static inline constinit background::task finisher{
        .run =
            [](background& pool, background::task& t) noexcept {
                pool.ending(t);
                finish_stop();
                pool.ended(t);
            },
        .release = [](background::task&) noexcept {}};
};

#ifdef __ELF__
#pragma GCC visibility pop
#endif

/// Ends the interfaces, then the protocol, and says so if somebody waits for it; whether that was
/// so. For who left last.
///
/// That may be a thread of the protocol's own which called the router manager, though it should
/// not, while it held an interface; it cannot end what it uses. Another thread does; without means
/// for one, the stop stays pending and nothing is ended.
template <class P>
bool instance<P>::finish_stop() noexcept {
    manager.end(); // also after a start that failed
    if (!interfaces.clear()) {
        life.defer();
        static_cast<void>(threads.start(finisher));
        return true;
    }
    if (life.is_constructed())
        protocol().~P();
    threads.join();
    return life.stopped([] {
        stopped.what.type = ROUTER_STOPPED;
        events.post(stopped);
    });
}

} // namespace routpact
