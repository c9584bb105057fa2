#pragma once
// The library's own handlers for a protocol class: start, stop and events; interfaces that are
// added, deleted and changed; updates. Three of them also call a handler of the class:
// start_complete, interface_status and update_routes.

#include <routpact/callbacks.hpp>
#include <routpact/detail/instance/instance.hpp>
#include <routpact/detail/language/scope_exit.hpp>
#include <routpact/detail/lifecycle/pending_change.hpp>
#include <routpact/detail/registration/constructor_info.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The event that GetEventMessage returns, or none.
struct ROUTPACT_HIDDEN next_event {
    using value_type = router_event;
    router_event value;
    bool present;

    bool has_value() const noexcept { return present; }
    const router_event& operator*() const noexcept { return value; }
};

/// The names of the handlers that both the library and the class may have.
struct shared_names {
    int start_complete, interface_status, update_routes;
};

/// The names of the handlers whose last parameter, in a class, is an autostatic_update: it stands
/// for no C argument.
struct updating_names {
    int update_routes;
};

/// Calls a handler, which may return void, and returns its outcome.
template <class Call>
ROUTPACT_HIDDEN outcome outcome_of_call(Call call) {
    if constexpr (std::is_void_v<decltype(call())>) {
        call();
        return {};
    } else {
        return outcome_of(call());
    }
}

/// Tells whether the router manager gets NO_ERROR for this outcome.
ROUTPACT_HIDDEN constexpr bool succeeded(const outcome& result) noexcept {
    return result.value == NO_ERROR && !result.failed && !result.category;
}

/// Calls the handler update_routes of a class that has one.
template <class P>
struct ROUTPACT_HIDDEN update_handler {};
template <class P>
    requires requires { &P::update_routes; }
struct ROUTPACT_HIDDEN update_handler<P> {
    static outcome update_routes(typename instance<P>::record& itf) {
        using rows = MPR_ROUTING_CHARACTERISTICS;
        static constexpr const callback& row = row_of<&rows::pfnUpdateRoutes>(callbacks<rows>);
        if (!itf.updates.begin()) {
            return {refuse({row, itf.save.event.message.InterfaceIndex, observer_of<P>()},
                           violation::update_pending, 0, row.fallback)};
        }
        scope_exit undo{[&] { itf.updates.reject(); }};
        const outcome result = outcome_of_call([&]() -> decltype(auto) {
            return instance<P>::protocol().update_routes(itf.value, itf.updates.begun());
        });
        if (succeeded(result)) {
            undo.release();
            itf.updates.accept();
        }
        return result;
    }
};

/// Frees the buffers of get_statistics, for a class that has that handler.
template <class P>
struct ROUTPACT_HIDDEN statistics_handler {};
template <class P>
    requires requires { &P::get_statistics; }
struct ROUTPACT_HIDDEN statistics_handler<P> {
    static VOID WINAPI buffer_free(PVOID buffer) noexcept { routpact::buffer_free(buffer); }
};

/// The library's handlers for the protocol class `P`.
template <class P>
struct ROUTPACT_HIDDEN lifecycle_handlers : update_handler<P>, statistics_handler<P> {
    using state = instance<P>;
    using record = typename state::record;
    using interface_type = typename state::interface_type;

    /// Whether the class may have a handler of that name, too, which the library then calls.
    template <class Row>
    static constexpr bool shares = requires { typename Row::template handler_in<shared_names>; };
    /// Whether the handler of that name in the class takes an autostatic_update.
    template <class Row>
    static constexpr bool updates = requires { typename Row::template handler_in<updating_names>; };

    /// Starts the protocol, which is constructed from the global info.
    static outcome start_protocol(HANDLE notification, PSUPPORT_FUNCTIONS functions,
                                  const info_block& global) {
        return start(notification, functions, [&](const auto& refuse_info) {
            return constructor_info::form<P, router_manager&>::build(
                global,
                [](const auto&... info) {
                    state::construct(info...);
                    return outcome{};
                },
                refuse_info);
        });
    }
    /// Returns the check before each call of a support function; null without an observer.
    static constexpr void (*before_support_call())() noexcept {
        if constexpr (requires { &P::observe; })
            return report_held_interface;
        else
            return nullptr;
    }
    static void report_held_interface() noexcept {
        if (const std::optional<ULONG> held = state::interfaces.used_by_this_thread())
            notify(observer_of<P>(), {"support function", violation::interface_held,
                                      blame::protocol, 0, *held, NO_ERROR, NO_ERROR});
    }
    /// Constructs the protocol by `build(refuse_info)`, which returns an outcome. If the
    /// constructor fails, or a stop begins meanwhile, the last callback to leave ends the protocol.
    template <class Build>
    static outcome start(HANDLE notification, PSUPPORT_FUNCTIONS functions, Build build) {
        if (!state::life.begin_start()) {
            return {refuse({start_row, 0, observer_of<P>()}, violation::not_running, 0,
                           start_row.fallback)};
        }
        const scope_exit leave_last{[] { state::leave(); }};
        state::events.signal(notification);
        static_cast<support_functions&>(state::manager)
            .assign(functions, P::protocol_id, before_support_call());
        state::services.hold();
        scope_exit undo{[] { state::life.abort_start(); }};
        const auto refuse_info = [](argument_defect found) {
            return refuse_block(start_row, 3, found, 0);
        };
        // Reports an exception while this call is inside: the end of the protocol comes last.
        const outcome result = guarded_outcome({start_row, 0, observer_of<P>()}, translator_of<P>(),
                                               [&] { return build(refuse_info); });
        if (result.value != NO_ERROR)
            return result;
        undo.release();
        state::events.clear(); // of the previous run; a failed start leaves them
        state::services.release_events();
        if (state::life.mark_constructed())
            return {};
        call_stopping();
        return {start_row.fallback};
    }

    /// Calls the class's start_complete, then starts the work that is held.
    static outcome start_complete() {
        if (!state::life.complete_start()) {
            return {refuse({complete_row, 0, observer_of<P>()}, violation::not_running, 0,
                           complete_row.fallback)};
        }
        const scope_exit leave_last{[] { state::leave(); }};
        const scope_exit release_work{[] { state::services.release_work(); }};
        if constexpr (requires(P& p) { p.start_complete(); })
            call_guarded({complete_row, 0, observer_of<P>()}, translator_of<P>(),
                         [] { state::protocol().start_complete(); });
        return {};
    }

    /// Stops the protocol, unless a callback or posted work is inside: then the last one to leave
    /// does, and the router manager waits for ROUTER_STOPPED.
    static outcome stop_protocol() {
        switch (state::life.begin_stop()) {
        case lifecycle::stop_request::not_running:
            return {};
        case lifecycle::stop_request::pending:
            state::resume_stop();
            return {ERROR_PROTOCOL_STOP_PENDING};
        case lifecycle::stop_request::begun:
            break;
        }
        state::services.drop_work();
        call_stopping();
        if (!state::life.leave_stop())
            return {ERROR_PROTOCOL_STOP_PENDING};
        if (state::finish_stop()) // another StopProtocol waits for ROUTER_STOPPED, so this one must
            return {ERROR_PROTOCOL_STOP_PENDING};
        return {};
    }

    /// Takes the next event. Before it takes ROUTER_STOPPED it joins all background threads,
    /// because the router manager may then unload the module.
    ///
    /// A StopProtocol that comes during the join is answered that the stop is pending. It needs an
    /// event after that answer, so ROUTER_STOPPED is left to the next call.
    static next_event get_event_message() {
        state::resume_stop();
        next_event next{{}, false};
        next.present = state::events.take(next.value, &state::stopped);
        if (next.present || !state::events.is_next(state::stopped))
            return next;
        const unsigned requests = state::life.late_requests();
        state::threads.join();
        next.present = state::life.acknowledge_stop(
            requests,
            [&] {
                next.value = state::stopped.event;
                return state::events.withdraw(state::stopped);
            },
            [] {
                if (state::events.holds(state::stopped))
                    state::events.signal_again();
            });
        return next;
    }

    /// Constructs an interface and inserts it into the table.
    static outcome add_interface(const interface_description& description, const info_block& info) {
        interface_updates updates;
        if constexpr (requires { &P::update_routes; })
            if (!updates.open(state::events, description.index))
                return {ERROR_NOT_ENOUGH_MEMORY, true};
        const auto insert = [&](auto&... arguments) {
            return outcome_of(state::interfaces.insert(description.index, state::events, updates,
                                                       description.index, arguments...));
        };
        const auto refuse_info = [&](argument_defect found) {
            return refuse_block(add_row, 7, found, description.index);
        };
        using form = constructor_info::form<interface_type, P&, const interface_description&>;
        if constexpr (form::known)
            return form::build(
                info,
                [&](const auto&... block) {
                    return insert(state::protocol(), description, block...);
                },
                refuse_info);
        else
            return insert();
    }

    /// Waits for the users of an interface, then destroys it.
    static outcome delete_interface(ULONG index) {
        return outcome_of(state::interfaces.remove(
            index, [index] { state::report_long_use(delete_row.name, index); }));
    }

    /// Applies a change to the interface_state of an interface, if it has one, and calls the
    /// class's interface_status.
    static outcome interface_status(record& itf, const status_change& change) {
        pending_change pending{state_of(itf.value), change};
        if constexpr (!requires { &P::interface_status; }) {
            pending.keep();
            return {};
        } else {
            const outcome result = outcome_of_call([&]() -> decltype(auto) {
                return state::protocol().interface_status(itf.value, change);
            });
            if (succeeded(result))
                pending.keep();
            return result;
        }
    }

private:
    // Returns the interface_state that an interface derives from, or null.
    static interface_state* state_of([[maybe_unused]] interface_type& itf) noexcept {
        if constexpr (std::is_base_of_v<interface_state, interface_type>)
            return &static_cast<interface_state&>(itf);
        else
            return nullptr;
    }

    using rows = MPR_ROUTING_CHARACTERISTICS;
    static constexpr const callback& start_row = row_of<&rows::pfnStartProtocol>(callbacks<rows>);
    static constexpr const callback& complete_row =
        row_of<&rows::pfnStartComplete>(callbacks<rows>);
    static constexpr const callback& stop_row = row_of<&rows::pfnStopProtocol>(callbacks<rows>);
    static constexpr const callback& delete_row =
        row_of<&rows::pfnDeleteInterface>(callbacks<rows>);
    static constexpr const callback& add_row = row_of<&rows::pfnAddInterface>(callbacks<rows>);

    // Refuses an info block, which begins at the C argument `first`, for its `found` defect.
    static outcome refuse_block(const callback& contract, unsigned first, argument_defect found,
                                ULONG index) noexcept {
        return {refuse({contract, index, observer_of<P>()}, found.kind, first + found.offset,
                       contract.refusal())};
    }

    static void call_stopping() noexcept {
        if constexpr (requires(P& p) { p.stopping(); })
            if (state::life.claim_stopping_hook())
                call_guarded({stop_row, 0, observer_of<P>()}, translator_of<P>(),
                             [] { state::protocol().stopping(); });
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
