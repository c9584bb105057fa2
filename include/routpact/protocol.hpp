#pragma once
// A protocol class -> the C pointers of a routing protocol.
//
// Handlers are member functions found by the callbacks' names. What the class does not have is left
// null where that is allowed, else answered by the library.

#include <routpact/callbacks.hpp>
#include <routpact/gate.hpp>
#include <routpact/lifecycle_handlers.hpp>
#include <routpact/mpr60_callbacks.hpp>

namespace routpact {

/// A member function of protocol class `P`, or of a base of it, as a function without an object.
template <class P, auto Member, class Parameters>
struct bound_handler;
template <class P, auto Member, class Owner, class... A>
struct bound_handler<P, Member, types<Owner, A...>> {
    static decltype(auto) call(A... arguments) {
        return (instance<P>::protocol().*Member)(static_cast<A&&>(arguments)...);
    }
};

/// The handler `Member` of `P`, without an object. Static member functions are as they are.
template <class P, auto Member>
constexpr auto handler_of() noexcept {
    if constexpr (std::is_member_function_pointer_v<decltype(Member)>)
        return &bound_handler<P, Member, typename shape::of<decltype(Member)>::parameters>::call;
    else
        return Member;
}

/// What stands for the payload of a handler that is not there.
struct no_payload {
    using value_type = ULONG;

    static constexpr bool has_value() noexcept { return false; }
    static constexpr outcome error() noexcept {
        return {ERROR_CALL_NOT_IMPLEMENTED, true, nullptr, rule::handler_present};
    }
    constexpr ULONG operator*() const noexcept { return 0; }
};

/// The handler for callback `Slot` of a protocol that has none: takes what the library checks best,
/// and fails.
template <class Slot, class Interface, class Pointer = typename Slot::pointer>
struct absent_handler;
template <class Slot, class Interface, class... A>
struct absent_handler<Slot, Interface, DWORD(WINAPI*)(A...)> {
    using uses = call_types<Slot, shape::of<void>, A...>;
    using inputs = typename make_positions<uses::plan.inputs()>::type;

    using result = std::conditional_t<uses::plan.delivers, no_payload, outcome>;

    template <unsigned... N>
    static constexpr auto with(positions<N...>) noexcept {
        if constexpr (uses::plan.looks_up)
            return &call<Interface&, typename uses::template suitable_type<N>...>;
        else
            return &call<typename uses::template suitable_type<N>...>;
    }
    static constexpr auto value() noexcept { return with(inputs{}); }

private:
    template <class... Taken>
    static result call(Taken...) noexcept {
        if constexpr (uses::plan.delivers)
            return {};
        else
            return no_payload::error();
    }
};

/// What protocol class `P` has to say to the callback of a row of the contract.
template <class P, class Row>
class protocol_slot {
    using slot_type = slot<Row::member>;
    using pointer_type = typename slot_type::pointer;
    using library = lifecycle_handlers<P>;
    static constexpr const callback& contract = slot_type::contract;
    static constexpr observer observe = observer_of<P>();

    // Two of a name are none that can be found, whatever P uses it for, and whether private or not.
    struct two_of_each : P, handler_names::all {};

public:
    /// Whether P has a handler of this name.
    static constexpr bool in_class = requires { typename Row::template handler_in<P>; };
    /// Whether P uses this name at all.
    static constexpr bool named =
        in_class || !requires { typename Row::template handler_in<two_of_each>; };
    /// Whether the library answers, or takes part.
    static constexpr bool in_library = requires { typename Row::template handler_in<library>; };

    /// The C pointer; null where the router manager has to do without.
    static constexpr pointer_type pointer() noexcept {
        if constexpr (usable()) {
            if constexpr (in_library)
                return of_library();
            else if constexpr (in_class)
                return class_adapter::pointer;
            else if constexpr (contract.presence == presence::required)
                return made<
                    slot_type, gate_of<P>,
                    absent_handler<slot_type, typename instance<P>::interface_type>::value(),
                    observe>;
        }
        return nullptr;
    }

private:
    static constexpr bool claimed =
        contract.functionality != 0 &&
        (P::functionality & contract.functionality) == contract.functionality;

    // The library's own part is looked at last: its code calls the handler.
    static constexpr bool usable() noexcept {
        if constexpr (named && !in_class)
            static_assert(misuse::handler_hidden<slot_type, P>);
        else if constexpr (in_class && reserved())
            static_assert(misuse::handler_of_the_library<slot_type, P>);
        else if constexpr (claimed && !in_class)
            static_assert(misuse::functionality_without_handler<slot_type, P>);
        else if constexpr (in_class && contract.functionality != 0 && !claimed)
            static_assert(misuse::handler_without_functionality<slot_type, P>);
        else if constexpr (in_class)
            return class_adapter::fits();
        else
            return contract.presence != presence::must_be_null;
        return false;
    }

    static constexpr bool reserved() noexcept {
        if constexpr (contract.presence == presence::must_be_null)
            return true;
        else if constexpr (!library::template shares<Row>)
            return in_library;
        else
            return false;
    }

    static constexpr auto class_handler() noexcept {
        if constexpr (in_class)
            return handler_of<P, Row::template handler_in<P>::value>();
        else
            return nullptr;
    }
    using class_adapter =
        typename entry_points<pointer_type>::template adapter<slot_type, gate_of<P>,
                                                              class_handler(), observe>;

    static constexpr pointer_type of_library() noexcept {
        constexpr auto handler = Row::template handler_in<library>::value;
        if constexpr (std::is_convertible_v<decltype(handler), pointer_type>)
            return handler;
        else
            return made<slot_type, records<P>, handler, observe>;
    }
};

/// Fills the pointers of a characteristics structure with those of protocol class `P`.
template <class P, class Characteristics>
constexpr void fill(Characteristics& characteristics) noexcept {
    for_each(callbacks<Characteristics>, [&]<class Row>(const Row&) {
        characteristics.*Row::member = protocol_slot<P, Row>::pointer();
    });
}

} // namespace routpact
