#pragma once
// The callbacks that the library answers for a protocol class, or takes part in: start and stop,
// the interfaces that come and go, events, and updates.

#include <routpact/at_end.hpp>
#include <routpact/call_plan.hpp>
#include <routpact/instance.hpp>
#include <routpact/lifecycle_callbacks.hpp>
#include <routpact/mpr60_arguments.hpp>

namespace routpact {

/// What GetEventMessage hands out, or nothing.
struct next_event {
    using value_type = router_event;
    router_event value;
    bool there;

    bool has_value() const noexcept { return there; }
    const router_event& operator*() const noexcept { return value; }
};

/// The names of handlers that the library has for a class and the class may have too.
struct shared_names {
    int start_complete, interface_status, update_routes;
};

/// The outcome of calling a handler, which returns a result or nothing.
template <class Call>
outcome outcome_of_call(Call call) {
    if constexpr (std::is_void_v<decltype(call())>) {
        call();
        return {};
    } else {
        return outcome_of(call());
    }
}

/// Whether the router manager will get NO_ERROR for it.
constexpr bool succeeded(const outcome& result) noexcept {
    return result.value == NO_ERROR && !result.failed && !result.category;
}

/// The library's part in update_routes, for a class that has it.
template <class P>
struct update_handler {};
template <class P>
    requires requires { &P::update_routes; }
struct update_handler<P> {
    static outcome update_routes(typename instance<P>::record& itf) {
        if (!itf.update.begin())
            return {ERROR_UPDATE_IN_PROGRESS, true};
        bool accepted = false;
        const at_end check{[&] { accepted ? itf.update.accepted() : itf.update.rejected(); }};
        const outcome result = outcome_of_call(
            [&]() -> decltype(auto) { return instance<P>::protocol().update_routes(itf.value); });
        accepted = succeeded(result);
        return result;
    }
};

/// The partner of get_statistics, for a class that has it.
template <class P>
struct statistics_handler {};
template <class P>
    requires requires { &P::get_statistics; }
struct statistics_handler<P> {
    static VOID WINAPI buffer_free(PVOID buffer) noexcept { routpact::buffer_free(buffer); }
};

/// The library's handlers for the callbacks of protocol class `P`.
template <class P>
struct lifecycle_handlers : update_handler<P>, statistics_handler<P> {
    using here = instance<P>;
    using record = typename here::record;
    using interface_type = typename here::interface_type;

    /// Whether the class may have a handler of that name as well, which the library calls then.
    template <class Row>
    static constexpr bool shares = requires { typename Row::template handler_in<shared_names>; };

    static outcome start_protocol(HANDLE notification, PSUPPORT_FUNCTIONS functions,
                                  const info_block& global) {
        if (!here::life.begin_start()) {
            report(start_row, {rule::legal_period}, 0, start_row.fallback);
            return {start_row.fallback};
        }
        const typename here::counted_admission inside;
        here::events.signal(notification);
        here::manager.begin(functions, P::protocol_id);
        bool made = false;
        const at_end check{[&made] {
            if (!made)
                here::life.abort_start();
        }};
        const auto make = [](const auto&... info) {
            ::new (here::place()) P(here::manager, info...);
            return outcome{};
        };
        const auto refuse_info = [](argument_defect found) {
            return refuse(start_row, 3, found, 0);
        };
        // What it throws is answered while this is inside: the end of the stop comes last.
        const outcome result = guarded_outcome({start_row, 0, observer_of<P>()}, [&] {
            return constructor_info::form<P, router_manager&>::build(global, make, refuse_info);
        });
        if (result.value != NO_ERROR)
            return result;
        made = true;
        here::events.clear(); // of the life before; a start that is refused leaves them
        here::manager.tell();
        if (here::life.constructed())
            return {};
        call_stopping();
        return {start_row.fallback};
    }

    static outcome start_complete() {
        if (!here::life.complete()) {
            report(complete_row, {rule::legal_period}, 0, NO_ERROR);
            return {};
        }
        const typename here::counted_admission inside;
        const at_end release{[] { here::manager.release(); }};
        if constexpr (requires(P& p) { p.start_complete(); })
            call_guarded({complete_row, 0, observer_of<P>()},
                         [] { here::protocol().start_complete(); });
        return {};
    }

    static outcome stop_protocol() {
        switch (here::life.begin_stop()) {
        case lifecycle::stop_request::not_running:
            return {};
        case lifecycle::stop_request::pending:
            return {ERROR_PROTOCOL_STOP_PENDING};
        case lifecycle::stop_request::begun:
            break;
        }
        here::manager.end();
        call_stopping();
        if (!here::life.leave_stop())
            return {ERROR_PROTOCOL_STOP_PENDING};
        if (here::finish_stop()) // another stop was told to wait for it
            return {ERROR_PROTOCOL_STOP_PENDING};
        return {};
    }

    static next_event get_event_message() {
        next_event next{{}, false};
        next.there = here::events.take(next.value);
        if (next.there && next.value.type == ROUTER_STOPPED) {
            here::threads.join();
            here::life.heard();
        }
        return next;
    }

    static outcome add_interface(const interface_description& description, const info_block& info) {
        event_queue::owned_entry told;
        if (!told)
            return {ERROR_NOT_ENOUGH_MEMORY, true};
        const auto insert = [&](auto&... arguments) {
            return outcome_of(here::interfaces.insert(description.index, here::events, told,
                                                      description.index, arguments...));
        };
        const auto refuse_info = [&](argument_defect found) {
            return refuse(add_row, 7, found, description.index);
        };
        using form = constructor_info::form<interface_type, P&, const interface_description&>;
        if constexpr (form::known)
            return form::build(
                info,
                [&](const auto&... block) {
                    return insert(here::protocol(), description, block...);
                },
                refuse_info);
        else
            return insert();
    }

    static outcome delete_interface(ULONG index) {
        return outcome_of(here::interfaces.remove(index));
    }

    static outcome interface_status(record& itf, const status_change& change) {
        if constexpr (!requires { &P::interface_status; }) {
            note(itf.value, change);
            return {};
        } else {
            const interface_state::changed before = note(itf.value, change);
            bool done = false;
            const at_end check{[&] {
                if (!done)
                    take_back(itf.value, before);
            }};
            const outcome result = outcome_of_call([&]() -> decltype(auto) {
                return here::protocol().interface_status(itf.value, change);
            });
            done = succeeded(result);
            return result;
        }
    }

private:
    static interface_state::changed note(interface_type& itf,
                                         const status_change& change) noexcept {
        if constexpr (std::is_base_of_v<interface_state, interface_type>)
            return itf.apply(change);
        else
            return {};
    }
    static void take_back(interface_type& itf, interface_state::changed before) noexcept {
        if constexpr (std::is_base_of_v<interface_state, interface_type>)
            itf.take_back(before);
    }

    using rows = MPR_ROUTING_CHARACTERISTICS;
    static constexpr const callback& start_row = row_of<&rows::pfnStartProtocol>(callbacks<rows>);
    static constexpr const callback& complete_row =
        row_of<&rows::pfnStartComplete>(callbacks<rows>);
    static constexpr const callback& stop_row = row_of<&rows::pfnStopProtocol>(callbacks<rows>);
    static constexpr const callback& add_row = row_of<&rows::pfnAddInterface>(callbacks<rows>);

    // The block, which begins at the C argument `first`, is not what the constructor wants.
    static outcome refuse(const callback& contract, unsigned first, argument_defect found,
                          ULONG index) {
        found.offset += first;
        report(contract, found, index, contract.refusal());
        return {contract.refusal()};
    }
    static void report(const callback& contract, argument_defect found, ULONG index,
                       DWORD answer) noexcept {
        notify(observer_of<P>(), {contract.name, found.broken, fault::router_manager, found.offset,
                                  index, NO_ERROR, answer});
    }

    static void call_stopping() noexcept {
        if constexpr (requires(P& p) { p.stopping(); })
            if (here::life.takes_hook())
                call_guarded({stop_row, 0, observer_of<P>()}, [] { here::protocol().stopping(); });
    }
};

} // namespace routpact
