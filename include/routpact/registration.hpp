#pragma once
// RegisterProtocol, the one function that a protocol DLL exports.

#include <cstring>
#include <iterator>
#include <routpact/protocol.hpp>
#include <routpact/protocol_members.hpp>

namespace routpact {

/// What protocol class `P` has to be, checked at compile time.
template <class P>
constexpr bool is_protocol() noexcept {
    using itf = typename instance<P>::interface_type;
    if constexpr (!requires {
                      requires std::is_convertible_v<decltype(P::protocol_id), DWORD>;
                      requires std::is_convertible_v<decltype(P::functionality), DWORD>;
                  } || std::is_final_v<P> || std::is_aggregate_v<P> ||
                  !std::is_nothrow_destructible_v<P>)
        static_assert(misuse::protocol_class<P>);
    else if constexpr (!protocol_members<P>::usable())
        return false;
    else if constexpr (!constructor_info::form<P, router_manager&>::known)
        static_assert(misuse::protocol_constructor<P>);
    else if constexpr (!std::is_default_constructible_v<itf> &&
                       !constructor_info::form<itf, P&, const interface_description&>::known)
        static_assert(misuse::interface_constructor<P, itf>);
    else
        return true;
    return false;
}

/// A class may list its handlers: static constexpr const char* handlers[] = {"connect_client",
/// ...}. Then a member function whose name was misspelt, and that nobody would ever call, is an
/// error.
template <class P>
struct handler_list {
    static constexpr bool same(const char* a, const char* b) noexcept {
        while (*a && *a == *b) {
            ++a;
            ++b;
        }
        return *a == *b;
    }
    static constexpr bool lists(const char* name) noexcept {
        for (const char* listed : P::handlers)
            if (same(listed, name))
                return true;
        return false;
    }
    template <unsigned N>
    static constexpr bool known() noexcept {
        bool found = same(P::handlers[N], "stopping") && requires(P& p) { p.stopping(); };
        for_each(callbacks<MPR60_ROUTING_CHARACTERISTICS>,
                 [&](const callback& row) { found = found || same(row.name, P::handlers[N]); });
        return found;
    }

    template <unsigned N>
    static constexpr bool spelt() noexcept {
        if constexpr (!known<N>())
            static_assert(misuse::handler_misspelt<P, N>);
        return known<N>();
    }
    template <unsigned... N>
    static constexpr bool all_spelt(positions<N...>) noexcept {
        return (spelt<N>() && ...);
    }

    /// Whether the list, if there is one, and the class agree.
    static constexpr bool kept() noexcept {
        if constexpr (requires { P::handlers[0]; }) {
            constexpr auto count = static_cast<unsigned>(std::size(P::handlers));
            if constexpr (all_spelt(typename make_positions<count>::type{}))
                for_each(callbacks<MPR60_ROUTING_CHARACTERISTICS>, []<class Row>(const Row&) {
                    if constexpr (lists(slot<Row::member>::contract.name) !=
                                  protocol_slot<P, Row>::named)
                        static_assert(misuse::handler_list<slot<Row::member>, P>);
                });
        }
        return true;
    }
};

/// Whether protocol class `P` has a handler for any of the callbacks that MPR60 adds.
template <class P>
constexpr bool uses_mpr60() noexcept {
    bool used = false;
    for_each(mpr60_additions<MPR60_ROUTING_CHARACTERISTICS>,
             [&]<class Row>(const Row&) { used = used || protocol_slot<P, Row>::in_class; });
    return used;
}

/// The flags without which protocol class `P` cannot work: its `required_functionality`, if it says
/// so, else those of its functionality that say what kind of protocol it is.
template <class P>
constexpr DWORD required_functionality() noexcept {
    if constexpr (requires { P::required_functionality; })
        return P::required_functionality;
    else
        return P::functionality & (RF_ROUTING | RF_ROUTINGV6 | RF_MULTICAST);
}

/// Writes what protocol class `P` is into a structure of type `Characteristics`. By way of a copy:
/// the memory may have been declared as another version of the structure.
template <class P, class Characteristics>
void describe(PVOID where, DWORD version, DWORD functionality) noexcept {
    Characteristics filled;
    std::memcpy(static_cast<void*>(&filled), where, sizeof filled);
    filled.dwVersion = version;
    filled.fSupportedFunctionality = functionality;
    fill<P>(filled);
    std::memcpy(where, &filled, sizeof filled);
}

/// Answers RegisterProtocol for protocol class `P`, if it is the one that is asked for.
template <class P>
DWORD register_protocol_class(MPR_ROUTING_CHARACTERISTICS& routing,
                              MPR_SERVICE_CHARACTERISTICS& service) noexcept {
    constexpr DWORD mpr50 = 0x500;
    constexpr DWORD mpr60 = 0x600;
    const DWORD offered = routing.fSupportedFunctionality;
    constexpr DWORD required = required_functionality<P>();
    if (routing.dwProtocolId != P::protocol_id || routing.dwVersion < mpr50 ||
        (offered & required) != required)
        return ERROR_NOT_SUPPORTED;

    // An MPR50 router manager has no memory behind the first 26 pointers.
    constexpr bool modern = uses_mpr60<P>();
    const DWORD functionality = P::functionality & offered;
    if (modern && routing.dwVersion >= mpr60)
        describe<P, MPR60_ROUTING_CHARACTERISTICS>(&routing, mpr60, functionality);
    else
        describe<P, MPR50_ROUTING_CHARACTERISTICS>(&routing, mpr50, functionality);
    service.mscMpr40ServiceChars.fSupportedFunctionality = 0; // no IPX service table
    return NO_ERROR;
}

/// Whether each class can be told by its id; not looked at where one has none.
template <class... P>
constexpr bool ids_differ() noexcept {
    if constexpr ((requires { std::integral_constant<DWORD, P::protocol_id>{}; } && ...)) {
        const DWORD ids[] = {P::protocol_id...};
        for (const DWORD& each : ids)
            for (const DWORD* other = &each + 1; other != std::end(ids); ++other)
                if (each == *other)
                    return false;
    }
    return true;
}

/// The whole of RegisterProtocol for a DLL that has the protocol classes `P`, for an entry point
/// that is written by hand.
///
/// Answers NO_ERROR, with the structures filled in; ERROR_NOT_SUPPORTED, with nothing written, for
/// null pointers, a protocol id that is none of theirs, a router manager older than MPR50, and one
/// that lacks a flag the protocol requires. Source: pregister_protocol,
/// mpr50_routing_characteristics.
template <class... P>
DWORD register_protocols(PMPR_ROUTING_CHARACTERISTICS routing,
                         PMPR_SERVICE_CHARACTERISTICS service) noexcept {
    static_assert(sizeof...(P) > 0, "routpact: name at least one protocol class");
    static_assert(ids_differ<P...>(), "routpact: two protocol classes have the same protocol_id");
    DWORD answer = ERROR_NOT_SUPPORTED;
    if constexpr ((is_protocol<P>() && ...) && (handler_list<P>::kept() && ...)) {
        if (routing && service)
            static_cast<void>(
                (((answer = register_protocol_class<P>(*routing, *service)) == NO_ERROR) || ...));
    }
    return answer;
}

} // namespace routpact

#if defined(__MINGW32__) && defined(__i386__)
// The name of a __stdcall function is decorated; the linker is told to export the plain one.
#define ROUTPACT_EXPORT_PLAIN_NAME                                                                 \
    __asm__(".section .drectve,\"yn\"\n"                                                           \
            "\t.ascii \" -export:\\\"RegisterProtocol\\\"=\\\"RegisterProtocol@8\\\"\"\n"          \
            "\t.text\n");
#define ROUTPACT_EXPORT
#elif defined(_MSC_VER) && defined(_M_IX86)
#define ROUTPACT_EXPORT_PLAIN_NAME                                                                 \
    __pragma(comment(linker, "/EXPORT:RegisterProtocol=_RegisterProtocol@8"))
#define ROUTPACT_EXPORT
#elif defined(_WIN32)
#define ROUTPACT_EXPORT_PLAIN_NAME
#define ROUTPACT_EXPORT __declspec(dllexport)
#else
#define ROUTPACT_EXPORT_PLAIN_NAME
#define ROUTPACT_EXPORT __attribute__((visibility("default")))
#endif

/// Exports RegisterProtocol, under its plain name, for the protocol classes named: once in a DLL,
/// at namespace scope.
#define ROUTPACT_EXPORT_PROTOCOLS(...)                                                             \
    ROUTPACT_EXPORT_PLAIN_NAME                                                                     \
    extern "C" ROUTPACT_EXPORT DWORD WINAPI RegisterProtocol(                                      \
        PMPR_ROUTING_CHARACTERISTICS routing, PMPR_SERVICE_CHARACTERISTICS service);               \
    DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,                            \
                                  PMPR_SERVICE_CHARACTERISTICS service) {                          \
        return routpact::register_protocols<__VA_ARGS__>(routing, service);                        \
    }
