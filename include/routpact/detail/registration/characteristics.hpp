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

/// Answers a callback for which the protocol class `P` has no handler: refuses it like every entry
/// point, else fails. `looks_up` says whether the callback has an interface index. All callbacks of
/// a class share this function.
template <class P>
ROUTPACT_HIDDEN DWORD answer_without_handler(const call_site& site, bool looks_up,
                                             const unusable_argument& wrong) noexcept {
    const auto admission = records_of<P>.admit(site.contract.availability);
    if (!admission)
        return refuse(site, violation::not_running, 0, site.contract.fallback);
    if (looks_up && !records_of<P>.find(site.interface_index))
        return refuse(site, violation::unknown_index, site.contract.index_position,
                      ERROR_INVALID_PARAMETER);
    if (wrong.position != 0)
        return refuse(site, wrong.kind, wrong.position, site.contract.refusal());
    return documented_code(site,
                           {ERROR_CALL_NOT_IMPLEMENTED, true, nullptr, violation::missing_handler});
}

/// The C arguments `A` of the callback `Slot` as they are checked without a handler: for the types
/// that errors suggest, such as info_block, which accepts every length.
template <class Slot, class... A>
struct ROUTPACT_HIDDEN unhandled_arguments {
    using suitable = call_mapping<Slot, handler_traits<void>, A...>;
    /// Whether one of the arguments is the interface index.
    static constexpr bool looks_up = suitable::plan.looks_up;

    /// The traits of a handler with these types. Its result is one that every output accepts.
    template <unsigned... N>
    static std::conditional_t<
        looks_up,
        known_handler<ULONG, plain_interface&, typename suitable::template suitable_type<N>...>,
        known_handler<ULONG, typename suitable::template suitable_type<N>...>>
        handler(index_sequence<N...>);
    using inputs = typename make_index_sequence<suitable::plan.inputs()>::type;
    using all = typename make_index_sequence<suitable::plan.count>::type;
    using mapping = call_mapping<Slot, decltype(handler(inputs{})), A...>;
    /// The groups to check.
    using groups = decltype(mapping::checked_groups(all{}));
};

/// The C function of the callback `Slot` of a protocol class that has no handler for it.
template <class P, class Slot, class Pointer = typename Slot::pointer>
struct absent_handler;
template <class P, class Slot, class... A>
struct ROUTPACT_HIDDEN absent_handler<P, Slot, DWORD(WINAPI*)(A...)> {
    static DWORD WINAPI call(A... values) noexcept {
        using unhandled = unhandled_arguments<Slot, A...>;
        const c_arguments<A...> arguments{{{values}...}};
        return answer_without_handler<P>(
            {Slot::contract, index_at<Slot::contract.index_position>(arguments), observer_of<P>()},
            unhandled::looks_up, first_unusable(typename unhandled::groups{}, arguments));
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

/// Whether the library has a handler for the callback of a row, for the class `P`.
template <class P, class Row>
concept handled_by_library = requires { typename Row::template handler_in<lifecycle_handlers<P>>; };

/// Whether the functionality of the class `P` includes that of a callback, which depends on it.
template <class P>
ROUTPACT_HIDDEN constexpr bool claims(const callback& contract) noexcept {
    return contract.functionality != 0 &&
           (P::functionality & contract.functionality) == contract.functionality;
}

/// The adapter of `Handler` to the callback of a row, for the class `P`.
template <class P, class Row, auto& Table, auto Handler>
using slot_adapter = typename entry_points<typename slot<Row::member>::pointer>::template adapter<
    slot<Row::member>, Table, Handler, observer_of<P>()>;

/// Returns the C pointer of a callback that the library handles.
template <class P, class Row>
ROUTPACT_HIDDEN constexpr typename slot<Row::member>::pointer library_entry_point() noexcept {
    constexpr auto handler = Row::template handler_in<lifecycle_handlers<P>>::value;
    if constexpr (std::is_convertible_v<decltype(handler), typename slot<Row::member>::pointer>)
        return handler;
    else
        return slot_adapter<P, Row, records_of<P>, handler>::call;
}

/// Makes the C pointer of one callback, given by its row of the contract, for the protocol class
/// `P`. This primary template is for a callback for which P has a handler.
template <class P, class Row, bool InClass = declared_handler<P, Row>::usable>
class ROUTPACT_HIDDEN protocol_slot {
    using slot_type = slot<Row::member>;
    using library = lifecycle_handlers<P>;
    static constexpr const callback& contract = slot_type::contract;

    static constexpr bool reserved() noexcept {
        if constexpr (contract.presence == presence::must_be_null)
            return true;
        else if constexpr (!library::template shares<Row>)
            return handled_by_library<P, Row>;
        else
            return false;
    }

    using handler_type = decltype(handler_of<P, Row::template handler_in<P>::value>());
    static constexpr handler_type handler = handler_of<P, Row::template handler_in<P>::value>();
    // An update stands for no argument of the callback, so it is checked separately.
    static constexpr bool gets_update = library::template updates<Row>;
    using update_form = typename without_update<handler_type>::type;
    static constexpr auto checked_handler() noexcept {
        if constexpr (gets_update && !std::is_void_v<update_form>)
            return update_form{};
        else
            return handler;
    }
    using adapter = slot_adapter<P, Row, interfaces_of<P>, checked_handler()>;

    // Checks the handler. That of the library, which calls it, is named only after.
    static constexpr bool is_usable() noexcept {
        if constexpr (reserved())
            static_assert(misuse::handler_is_never_called<slot_type, P>);
        else if constexpr (contract.functionality != 0 && !claims<P>(contract))
            static_assert(misuse::handler_lacks_its_functionality<slot_type, P>);
        else if constexpr (gets_update && std::is_void_v<update_form>)
            static_assert(
                misuse::update_routes_has_wrong_parameters<
                    slot_type,
                    misuse::expected<typename instance<P>::interface_type&, autostatic_update>,
                    decltype(actual_parameters(
                        typename handler_traits<handler_type>::parameters{}))>);
        else
            return adapter::is_usable();
        return false;
    }

public:
    /// Returns the C pointer. It is null after a mistake, which is a compile error.
    static constexpr typename slot_type::pointer pointer() noexcept {
        if constexpr (!is_usable())
            return nullptr;
        else if constexpr (handled_by_library<P, Row>)
            return library_entry_point<P, Row>();
        else
            return adapter::call;
    }
    /// The same, as a constant.
    static constexpr auto entry_point = pointer();
};

/// The same for a callback for which `P` has no handler.
template <class P, class Row>
class ROUTPACT_HIDDEN protocol_slot<P, Row, false> {
    using slot_type = slot<Row::member>;

public:
    /// Returns the C pointer, which may be null.
    static constexpr typename slot_type::pointer pointer() noexcept {
        if constexpr (declared_handler<P, Row>::named)
            static_assert(misuse::handler_is_not_one_public_function<slot_type, P>);
        else if constexpr (claims<P>(slot_type::contract))
            static_assert(misuse::functionality_lacks_its_handler<slot_type, P>);
        else if constexpr (handled_by_library<P, Row>)
            return library_entry_point<P, Row>();
        else if constexpr (slot_type::contract.presence == presence::required)
            return absent_handler<P, slot_type>::call;
        return nullptr;
    }
    /// The same, as a constant.
    static constexpr auto entry_point = pointer();
};

/// Fills the pointers of a characteristics structure for the protocol class `P`.
template <class P, class Characteristics, class... Rows>
ROUTPACT_HIDDEN constexpr void fill(Characteristics& characteristics,
                                    const callback_list<Rows...>&) noexcept {
    ((characteristics.*Rows::member = protocol_slot<P, Rows>::entry_point), ...);
}

} // namespace routpact::inline ROUTPACT_ABI::detail
