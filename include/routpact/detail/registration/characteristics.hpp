#pragma once
// Fills the C pointers of a characteristics structure from a protocol class.
//
// A member function with the name of a callback is the handler of that callback. Without a handler
// the pointer is null if the documentation allows that; otherwise the library answers the callback.

#include <routpact/callbacks.hpp>
#include <routpact/detail/instance/admission.hpp>
#include <routpact/detail/registration/ambiguity_probe.hpp>
#include <routpact/detail/registration/lifecycle_handlers.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Calls a member function of the protocol class `P`, or of a base, for the one instance of `P`.
template <class P, auto Member, class Parameters>
struct ROUTPACT_HIDDEN bound_handler;
template <class P, auto Member, class Owner, class... A>
struct ROUTPACT_HIDDEN bound_handler<P, Member, type_list<Owner, A...>> {
    static decltype(auto) call(A... arguments) {
        return (instance<P>::protocol().*Member)(static_cast<A&&>(arguments)...);
    }
};

/// Returns the handler `Member` of `P` as a function that needs no object.
template <class P, auto Member>
ROUTPACT_HIDDEN constexpr auto handler_of() noexcept {
    if constexpr (std::is_member_function_pointer_v<decltype(Member)>)
        return &bound_handler<P, Member,
                              typename handler_traits<decltype(Member)>::parameters>::call;
    else
        return Member;
}

/// A handler that takes only `Interface`. It serves checks and has no definition.
template <class Result, class Interface>
struct handler_form {
    Result operator()(Interface) const;
};

/// The form of a handler that takes an interface and an update, without the update. `void` for
/// other handlers.
template <class Handler, class Parameters = typename handler_traits<Handler>::parameters>
struct without_update {
    using type = void;
};
template <class Handler, class Interface>
struct without_update<Handler, type_list<Interface, autostatic_update>> {
    using type = handler_form<typename handler_traits<Handler>::result, Interface>;
};

/// The result of an absent handler for a callback that returns data: always a failure.
struct ROUTPACT_HIDDEN no_payload {
    using value_type = ULONG;

    static constexpr bool has_value() noexcept { return false; }
    static constexpr outcome error() noexcept {
        return {ERROR_CALL_NOT_IMPLEMENTED, true, nullptr, violation::missing_handler};
    }
    constexpr ULONG operator*() const noexcept { return 0; }
};

/// Makes a handler for the callback `Slot` of a class that has none. The handler fails. It takes
/// the types that errors suggest, such as info_block, which accepts every length.
template <class Slot, class Interface, class Pointer = typename Slot::pointer>
struct ROUTPACT_HIDDEN absent_handler;
template <class Slot, class Interface, class... A>
struct ROUTPACT_HIDDEN absent_handler<Slot, Interface, DWORD(WINAPI*)(A...)> {
    using mapping = call_mapping<Slot, handler_traits<void>, A...>;
    using inputs = typename make_index_sequence<mapping::plan.inputs()>::type;

    using result = std::conditional_t<mapping::plan.delivers, no_payload, outcome>;

    template <unsigned... N>
    static constexpr auto with(index_sequence<N...>) noexcept {
        if constexpr (mapping::plan.looks_up)
            return &call<Interface&, typename mapping::template suitable_type<N>...>;
        else
            return &call<typename mapping::template suitable_type<N>...>;
    }
    static constexpr auto value() noexcept { return with(inputs{}); }

private:
    template <class... Taken>
    static result call(Taken...) noexcept {
        if constexpr (mapping::plan.delivers)
            return {};
        else
            return no_payload::error();
    }
};

/// Tells what the class `P` declares for the callback of a row of the contract.
template <class P, class Row>
struct declared_handler {
    /// Whether P has a handler for the callback.
    static constexpr bool usable = requires { typename Row::template handler_in<P>; };
    /// Whether P declares the name of that handler at all.
    static constexpr bool named =
        usable || !requires { typename Row::template handler_in<ambiguity_probe<P>>; };
};

/// Makes the C pointer of one callback, given by its row of the contract, for the protocol class
/// `P`.
template <class P, class Row>
class ROUTPACT_HIDDEN protocol_slot {
    using slot_type = slot<Row::member>;
    using pointer_type = typename slot_type::pointer;
    using library = lifecycle_handlers<P>;
    static constexpr const callback& contract = slot_type::contract;
    static constexpr observer observe = observer_of<P>();
    template <auto& Table, auto Handler>
    using adapter =
        typename entry_points<pointer_type>::template adapter<slot_type, Table, Handler, observe>;

public:
    /// Whether P has a handler for the callback.
    static constexpr bool in_class = declared_handler<P, Row>::usable;
    /// Whether the library has a handler for the callback.
    static constexpr bool in_library = requires { typename Row::template handler_in<library>; };

    /// Whether the class or the library has a handler. Checks that of the class.
    static constexpr bool has_handler() noexcept { return is_usable() && (in_class || in_library); }

    /// Returns the C pointer, or null if neither the class nor the library has a handler.
    static constexpr pointer_type pointer() noexcept {
        if constexpr (is_usable()) {
            if constexpr (in_library)
                return library_pointer();
            else if constexpr (in_class)
                return class_adapter::call;
            else if constexpr (contract.presence == presence::required)
                return adapter<
                    interfaces_of<P>,
                    absent_handler<slot_type, typename instance<P>::interface_type>::value()>::call;
        }
        return nullptr;
    }

    /// The same, as a constant.
    static constexpr pointer_type entry_point = pointer();

private:
    static constexpr bool claimed =
        contract.functionality != 0 &&
        (P::functionality & contract.functionality) == contract.functionality;

    // Checks the handler of the class. The library's handler, which calls it, is named only after.
    static constexpr bool is_usable() noexcept {
        if constexpr (declared_handler<P, Row>::named && !in_class)
            static_assert(misuse::handler_is_not_one_public_function<slot_type, P>);
        else if constexpr (in_class && reserved())
            static_assert(misuse::handler_is_never_called<slot_type, P>);
        else if constexpr (claimed && !in_class)
            static_assert(misuse::functionality_lacks_its_handler<slot_type, P>);
        else if constexpr (in_class && contract.functionality != 0 && !claimed)
            static_assert(misuse::handler_lacks_its_functionality<slot_type, P>);
        else if constexpr (gets_update && std::is_void_v<update_form>)
            static_assert(
                misuse::update_routes_has_wrong_parameters<
                    slot_type,
                    misuse::expected<typename instance<P>::interface_type&, autostatic_update>,
                    decltype(actual_parameters(
                        typename handler_traits<decltype(class_handler())>::parameters{}))>);
        else if constexpr (in_class)
            return class_adapter::is_usable();
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
    // An update stands for no argument of the callback, so it is checked separately.
    static constexpr bool gets_update = in_class && library::template updates<Row>;
    using update_form = typename without_update<decltype(class_handler())>::type;
    static constexpr auto checked_handler() noexcept {
        if constexpr (gets_update && !std::is_void_v<update_form>)
            return update_form{};
        else
            return class_handler();
    }
    using class_adapter = adapter<interfaces_of<P>, checked_handler()>;

    static constexpr pointer_type library_pointer() noexcept {
        constexpr auto handler = Row::template handler_in<library>::value;
        if constexpr (std::is_convertible_v<decltype(handler), pointer_type>)
            return handler;
        else
            return adapter<records_of<P>, handler>::call;
    }
};

/// Fills the pointers of a characteristics structure for the protocol class `P`.
template <class P, class Characteristics, class... Rows>
ROUTPACT_HIDDEN constexpr void fill(Characteristics& characteristics,
                                    const callback_list<Rows...>&) noexcept {
    ((characteristics.*Rows::member = protocol_slot<P, Rows>::entry_point), ...);
}

} // namespace routpact::inline ROUTPACT_ABI::detail
