#pragma once
// RegisterProtocol for one protocol class. First come the checks of the class, all at compile time;
// then the functions that fill the structures of the router manager.

#include <routpact/detail/language/all_differ.hpp>
#include <routpact/detail/registration/characteristics.hpp>
#include <routpact/detail/registration/misspelt_handlers.hpp>
#include <routpact/detail/registration/protocol_members.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

// ---- checks

// g++ 12 refuses to read a member that is not static, even in a requires-expression.
template <class P>
concept has_protocol_id =
    (!requires { requires std::is_member_object_pointer_v<decltype(&P::protocol_id)>; }) &&
    requires { typename size_constant<static_cast<DWORD>(P::protocol_id)>; };
template <class P>
concept has_functionality =
    (!requires { requires std::is_member_object_pointer_v<decltype(&P::functionality)>; }) &&
    requires { typename size_constant<static_cast<DWORD>(P::functionality)>; };

/// Checks that `P` is a protocol class. A compile-time error names what is missing.
template <class P>
ROUTPACT_HIDDEN constexpr bool is_protocol() noexcept {
    using itf = typename instance<P>::interface_type;
    if constexpr (!has_protocol_id<P>)
        static_assert(misuse::protocol_constant_is_missing<P, protocol_names::protocol_id>);
    else if constexpr (!has_functionality<P>)
        static_assert(misuse::protocol_constant_is_missing<P, protocol_names::functionality>);
    else if constexpr (std::is_final_v<P>)
        static_assert(misuse::protocol_class_is_final<P>);
    else if constexpr (!std::is_nothrow_destructible_v<P>)
        static_assert(misuse::protocol_destructor_is_unusable<P>);
    else if constexpr (std::is_abstract_v<P>)
        static_assert(misuse::protocol_class_is_abstract<P>);
    else if constexpr (std::is_aggregate_v<P>)
        static_assert(misuse::protocol_class_has_no_constructor<P>);
    else if constexpr (!protocol_members<P>::all_usable())
        return false;
    else if constexpr (!constructor_info::form<P, router_manager&>::known &&
                       std::is_default_constructible_v<P>)
        static_assert(misuse::protocol_class_has_no_constructor<P>);
    else if constexpr (!constructor_info::form<P, router_manager&>::known)
        static_assert(misuse::protocol_constructor_has_wrong_parameters<P>);
    else if constexpr (!std::is_default_constructible_v<itf> &&
                       !constructor_info::form<itf, P&, const interface_description&>::known)
        static_assert(misuse::interface_constructor_has_wrong_parameters<P, itf>);
    else
        return true;
    return false;
}

/// Checks the list of handlers that a class may have: static constexpr const char* handlers[] =
/// {"connect_client", ...}. With the list, a member function with a misspelt name is a compile-time
/// error; without it, only the likely ones are, and no callback would ever call the others.
template <class P>
struct ROUTPACT_HIDDEN handler_list {
    /// Tells whether the class has no list, or the list names exactly the handlers of the class.
    static constexpr bool matches_class() noexcept {
        if constexpr (names_only_handlers())
            matches<misspelt_handler<P>>(callbacks<MPR60_ROUTING_CHARACTERISTICS>);
        return true;
    }

    /// Tells the same for the callbacks in `rows` alone. `Misspelt` returns the name of the handler
    /// that a class without a list seems to misspell, or null.
    template <auto Misspelt, class Rows>
    static constexpr bool matches(const Rows& rows) noexcept {
        if constexpr (has_list || Misspelt() != nullptr)
            for_each(rows, []<class Row>(const Row&) {
                constexpr const char* name = slot<Row::member>::contract.name;
                constexpr bool there = declared_handler<P, Row>::named;
                if constexpr (has_list) {
                    if constexpr (is_listed(name) && !there)
                        static_assert(
                            misuse::handler_is_listed_but_not_there<slot<Row::member>, P>);
                    else if constexpr (there && !is_listed(name))
                        static_assert(
                            misuse::handler_is_there_but_not_listed<slot<Row::member>, P>);
                } else if constexpr (!there && equal(name, Misspelt())) {
                    static_assert(misuse::handler_is_misspelt<slot<Row::member>, P>);
                }
            });
        return true;
    }

private:
    static constexpr bool has_list = requires { P::handlers[0]; };

    // Whether there is no list, or each of its names is that of a handler.
    static constexpr bool names_only_handlers() noexcept {
        if constexpr (has_list) {
            constexpr unsigned count = [] {
                unsigned listed = 0;
                for ([[maybe_unused]] const char* each : P::handlers)
                    ++listed;
                return listed;
            }();
            return all_are_handlers(typename make_index_sequence<count>::type{});
        } else {
            return true;
        }
    }
    static constexpr bool equal(const char* a, const char* b) noexcept {
        while (*a && *a == *b) {
            ++a;
            ++b;
        }
        return *a == *b;
    }
    static constexpr bool is_listed(const char* name) noexcept {
        for (const char* listed : P::handlers)
            if (equal(listed, name))
                return true;
        return false;
    }

    // Whether the name at position N of the list is that of a handler.
    template <unsigned N>
    static constexpr bool is_handler() noexcept {
        bool found = equal(P::handlers[N], "stopping") && requires(P& p) { p.stopping(); };
        for (const char* each : handler_names::of_group_manager)
            found = found || equal(each, P::handlers[N]);
        for_each(callbacks<MPR60_ROUTING_CHARACTERISTICS>,
                 [&](const callback& row) { found = found || equal(row.name, P::handlers[N]); });
        return found;
    }
    template <unsigned N>
    static constexpr unsigned length() noexcept {
        unsigned count = 0;
        while (P::handlers[N][count])
            ++count;
        return count;
    }
    template <class Listing, unsigned N, unsigned... I>
    static misuse::name<Listing::handlers[N][I]...> name_at(index_sequence<I...>);
    template <unsigned N>
    static constexpr bool check_name() noexcept {
        if constexpr (!is_handler<N>())
            static_assert(
                misuse::handler_list_has_unknown_name<
                    P, decltype(name_at<P, N>(typename make_index_sequence<length<N>()>::type{}))>);
        return is_handler<N>();
    }
    template <unsigned... N>
    static constexpr bool all_are_handlers(index_sequence<N...>) noexcept {
        return (check_name<N>() && ...);
    }
};

/// Tells whether the classes have different ids. Skips the check if a class has no id, which
/// is_protocol() reports.
template <class... P>
ROUTPACT_HIDDEN constexpr bool ids_differ() noexcept {
    if constexpr (sizeof...(P) > 1 && (has_protocol_id<P> && ...))
        return all_differ<DWORD>({P::protocol_id...});
    else
        return true;
}

// ---- registration

/// Tells whether the protocol class `P` has a handler for a callback that MPR60 adds.
template <class P>
ROUTPACT_HIDDEN constexpr bool needs_mpr60() noexcept {
    bool found = false;
    for_each(mpr60_additions<MPR60_ROUTING_CHARACTERISTICS>, [&]<class Row>(const Row&) {
        found = found || declared_handler<P, Row>::usable || handled_by_library<P, Row>;
    });
    return found;
}

/// Returns the flags without which the protocol class `P` cannot work: its `required_functionality`
/// if it has that member, else the flags of its functionality that name the kind of protocol.
template <class P>
ROUTPACT_HIDDEN constexpr DWORD required_functionality() noexcept {
    if constexpr (requires { P::required_functionality; })
        return P::required_functionality;
    else
        return P::functionality & (RF_ROUTING | RF_ROUTINGV6 | RF_MULTICAST);
}

/// Describes the protocol class `P` in a structure of type `Characteristics` at `where`. Fills a
/// copy of the structure, because the caller may have declared the memory as another version of it.
template <class P, class Characteristics>
ROUTPACT_HIDDEN void describe(PVOID where, DWORD version, DWORD functionality) noexcept {
    Characteristics filled;
    copy_bytes(&filled, where, sizeof filled);
    filled.dwVersion = version;
    filled.fSupportedFunctionality = functionality;
    fill<P>(filled, callbacks<Characteristics>);
    copy_bytes(where, &filled, sizeof filled);
}

/// Registers the protocol class `P`, if the router manager asks for its id and meets its
/// requirements. Returns false, with nothing written, if not.
template <class P>
ROUTPACT_HIDDEN bool register_class(MPR_ROUTING_CHARACTERISTICS& routing,
                                    MPR_SERVICE_CHARACTERISTICS& service) noexcept {
    constexpr DWORD mpr50 = 0x500;
    constexpr DWORD mpr60 = 0x600;
    const DWORD offered = routing.fSupportedFunctionality;
    constexpr DWORD required = required_functionality<P>();
    if (routing.dwProtocolId != P::protocol_id || routing.dwVersion < mpr50 ||
        (offered & required) != required)
        return false;

    // An MPR50 router manager provides memory for the first 26 pointers only.
    const DWORD functionality = P::functionality & offered;
    constexpr bool has_mpr60_handlers = needs_mpr60<P>();
    const bool as_mpr60 = has_mpr60_handlers && routing.dwVersion >= mpr60;
    if constexpr (has_mpr60_handlers)
        if (as_mpr60)
            describe<P, MPR60_ROUTING_CHARACTERISTICS>(&routing, mpr60, functionality);
    if (!as_mpr60)
        describe<P, MPR50_ROUTING_CHARACTERISTICS>(&routing, mpr50, functionality);
    service.mscMpr40ServiceChars.fSupportedFunctionality = 0; // no IPX service table
    return true;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
