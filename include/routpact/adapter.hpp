#pragma once
// The function template that makes every C entry point.
//
// One call is one straight line: C arguments -> find the interface and keep it alive -> bind each
// argument to the handler's parameter -> handler -> documented code. Specialised on WINAPI only: on
// x64 a second calling convention would be a redefinition, on x86 forgetting it would be a crash.

#include <routpact/arguments.hpp>
#include <routpact/contract.hpp>
#include <routpact/handler.hpp>
#include <routpact/misuse.hpp>
#include <routpact/observer.hpp>
#include <routpact/result.hpp>

namespace routpact {

/// The contract of a callback that is not in routprot.h.
struct terms {
    unsigned index_position = 1; ///< Position of the interface index among the C arguments, from 1.
    code_set codes{NO_ERROR, ERROR_INVALID_PARAMETER}; ///< Every code that may come back.
    DWORD fallback = ERROR_INVALID_PARAMETER; ///< The code for a failure inside the handler.
};

/// The identity of a routprot callback: the member pointer of its slot.
template <auto Member>
struct slot {
    using pointer = void;
    static constexpr bool known = false;
};

template <class Owner, class Pointer, Pointer Owner::* Member>
    requires has_contract<Owner>
struct slot<Member> {
    using pointer = Pointer;
    static constexpr bool known = requires { row_of<Member>(callbacks<Owner>); };
    static constexpr const callback& contract = row_of<Member>(callbacks<Owner>);
};

/// The identity of a callback with a signature of the author's own.
template <class Pointer, terms Terms>
struct signature {
    using pointer = Pointer;
    static constexpr bool known = true;
    static constexpr callback contract{.name = "adapted signature",
                                       .field = nullptr,
                                       .type = nullptr,
                                       .index_position = Terms.index_position,
                                       .codes = Terms.codes,
                                       .fallback = Terms.fallback,
                                       .presence = presence::optional,
                                       .functionality = 0,
                                       .page = nullptr};
};

/// What a table's find gives can be tested and then dereferenced.
template <class Found>
concept optional_interface = requires(Found& found) {
    found ? true : false;
    requires std::is_lvalue_reference_v<decltype(*found)>;
};

/// The C entry point that answers `Callback` with `Handler` for the interfaces of `Table`.
///
/// This form is chosen when the pointer type is not DWORD (WINAPI*)(...): always a mistake.
template <class Callback, auto& Table, auto Handler, auto Observer,
          class Pointer = typename Callback::pointer>
struct adapter {
    static constexpr decltype(nullptr) pointer = [] {
        if constexpr (Callback::known)
            static_assert(misuse::pointer_type<Callback>);
        else
            static_assert(misuse::unknown_slot<Callback>);
        return nullptr;
    }();
};

template <class Callback, auto& Table, auto Handler, auto Observer, class... A>
struct adapter<Callback, Table, Handler, Observer, DWORD(WINAPI*)(A...)> {
    static DWORD WINAPI call(A... arguments) noexcept {
        if constexpr (usable()) {
            const ULONG index = value_at<contract.index_position - 1>(arguments...);
#ifdef __cpp_exceptions
            try {
                return answer(others{}, index, arguments...);
            } catch (...) {
                return answer_exception({contract, index, Observer});
            }
#else
            return answer(others{}, index, arguments...);
#endif
        } else {
            return ERROR_INVALID_PARAMETER; // so that nothing follows the first error
        }
    }

    static constexpr DWORD(WINAPI* pointer)(A...) = call;

private:
    static constexpr const callback& contract = Callback::contract;
    using handler = shape::of<std::remove_cv_t<decltype(Handler)>>;

    // The C arguments but the index are "others": the Nth of them, from 0, stands at place(N) and
    // becomes the handler's parameter after the interface and the N before it.
    using others = typename make_positions<sizeof...(A) == 0 ? 0 : sizeof...(A) - 1>::type;
    static constexpr unsigned place(unsigned n) noexcept {
        return n + 1 < contract.index_position ? n : n + 1;
    }
    template <unsigned N>
    using c_type = typename type_at<place(N), types<A...>>::type;
    template <unsigned N>
    using parameter = typename type_at<N + 1, typename handler::parameters>::type;
    template <unsigned N>
    using binding = argument<c_type<N>, parameter<N>>;

    template <unsigned... N>
    static DWORD answer(positions<N...>, ULONG index, A... arguments) {
        auto&& found = Table.find(index);
        if (!found)
            return refuse(rule::known_index, contract.index_position, index);

        argument_defect defect = argument_defect::none;
        unsigned at = 0; // position of the argument checked last
        const bool all_fit =
            ((at = place(N) + 1, defect = binding<N>::check(value_at<place(N)>(arguments...)),
              defect == argument_defect::none) &&
             ...);
        if (!all_fit)
            return refuse(defect == argument_defect::null ? rule::argument_present
                                                          : rule::argument_aligned,
                          at, index);

        if constexpr (std::is_void_v<typename handler::result>) {
            handler::template call<Handler>(*found,
                                            binding<N>::pass(value_at<place(N)>(arguments...))...);
            return NO_ERROR;
        } else {
            const outcome result = outcome_of(handler::template call<Handler>(
                *found, binding<N>::pass(value_at<place(N)>(arguments...))...));
            return documented(contract, result)
                       ? result.value
                       : answer_failure({contract, index, Observer}, result, rule::documented_code,
                                        result.category);
        }
    }

    static DWORD refuse(rule broken, unsigned position, ULONG index) noexcept {
        notify(Observer, {contract.name, broken, fault::router_manager, position, index, NO_ERROR,
                          ERROR_INVALID_PARAMETER});
        return ERROR_INVALID_PARAMETER;
    }

    // Whether everything fits; names the first mistake if not.
    static constexpr bool usable() {
        if constexpr (!Callback::known)
            static_assert(misuse::unknown_slot<Callback>);
        else if constexpr (contract.field && contract.index_position == 0)
            static_assert(misuse::slot_without_index<Callback>);
        else if constexpr (!index_stands_there())
            static_assert(misuse::index_position<Callback, contract.index_position>);
        else if constexpr (!terms_can_be_kept())
            static_assert(misuse::terms<Callback>);
        else if constexpr (!std::is_convertible_v<decltype(Observer), observer>)
            static_assert(misuse::observer_kind<Callback, decltype(Observer)>);
        else if constexpr (!requires { Table.find(ULONG{}); })
            static_assert(misuse::table_without_find<Callback, decltype(Table)>);
        else if constexpr (!optional_interface<decltype(Table.find(ULONG{}))>)
            static_assert(misuse::table_find_result<Callback, decltype(Table),
                                                    decltype(Table.find(ULONG{}))>);
        else
            return handler_fits();
        return false;
    }

    static constexpr bool index_stands_there() {
        constexpr unsigned position = contract.index_position;
        if constexpr (position >= 1 && position <= sizeof...(A))
            return std::is_same_v<typename type_at<position - 1, types<A...>>::type, ULONG>;
        else
            return false;
    }

    static constexpr bool terms_can_be_kept() {
        return contract.codes.contains(NO_ERROR) &&
               contract.codes.contains(ERROR_INVALID_PARAMETER) &&
               contract.codes.contains(contract.fallback) && contract.fallback != NO_ERROR;
    }

    static constexpr bool handler_fits() {
        if constexpr (!handler::known) {
            static_assert(misuse::handler_kind<Callback, decltype(Handler)>);
        } else {
            using itf = decltype(interface_in(Table.find(ULONG{})));
            using taken = typename handler::parameters;
            if constexpr (taken::size != sizeof...(A))
                static_assert(misuse::handler_arity<Callback, decltype(all_wanted<itf>(others{})),
                                                    got<taken>>);
            else if constexpr (!interface_fits<itf, typename type_at<0, taken>::type>)
                static_assert(misuse::handler_interface<Callback, wanted<itf>,
                                                        got<typename type_at<0, taken>::type>>);
            else if constexpr (!parameters_fit(others{}))
                return false;
            else if constexpr (!handler_result<typename handler::result>)
                static_assert(misuse::handler_result<Callback, typename handler::result>);
            else
                return true;
        }
        return false;
    }

    template <class Found>
    static auto interface_in(Found&& found) -> decltype(*found);

    template <class Interface, unsigned... N>
    static wanted<Interface, c_type<N>...> all_wanted(positions<N...>);

    template <class Reference, class First>
    static constexpr bool interface_fits =
        std::is_reference_v<First> && std::is_convertible_v<Reference, First>;

    template <unsigned... N>
    static constexpr bool parameters_fit(positions<N...>) {
        return (parameter_fits<N>() && ...);
    }
    template <unsigned N>
    static constexpr bool parameter_fits() {
        if constexpr (binding<N>::accepted)
            return true;
        else if constexpr (std::is_same_v<c_type<N>, PVOID>)
            static_assert(
                misuse::handler_pointer_parameter<Callback, place(N) + 1, got<parameter<N>>>);
        else
            static_assert(misuse::handler_parameter<Callback, place(N) + 1, wanted<c_type<N>>,
                                                    got<parameter<N>>>);
        return false;
    }
};

/// The C callback for any signature with an interface index: a constant of exactly type `Pointer`.
///
/// @tparam Pointer `DWORD (WINAPI*)(arguments)`, one of them the ULONG interface index.
/// @tparam Table An object with static storage. Its find(ULONG) gives something that tests false
/// for an unknown index and dereferences to the interface otherwise.
/// @tparam Handler A function, captureless lambda or member function of the interface. It takes the
/// interface by reference, then the other C arguments in order: a PVOID as const T& (null and
/// misaligned refused), T (null refused, copied), const T* (may be null, misaligned refused) or
/// PVOID; any other argument as it is. It returns void, DWORD, routpact::code, std::error_code or
/// an expected<void, E> with such an error.
/// @tparam Terms Where the index stands and which codes are documented.
/// @tparam Observer Receives a report of every refused or repaired call; silent if left out.
///
/// An unknown index or a refused argument gets ERROR_INVALID_PARAMETER without a call of the
/// handler (the router manager's fault). An undocumented code or an exception becomes
/// Terms.fallback (the handler's fault). Never throws. As thread-safe as the table, the handler and
/// the observer are.
template <class Pointer, auto& Table, auto Handler, terms Terms = terms{}, auto Observer = nullptr>
inline constexpr auto adapt = adapter<signature<Pointer, Terms>, Table, Handler, Observer>::pointer;

/// The C callback for the slot `Member` of MPR_ROUTING_CHARACTERISTICS, with the codes its page
/// documents; otherwise as routpact::adapt.
template <auto Member, auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr auto adapt_slot = adapter<slot<Member>, Table, Handler, Observer>::pointer;

} // namespace routpact
