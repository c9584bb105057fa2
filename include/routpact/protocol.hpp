#pragma once
// RegisterProtocol, the one function that a protocol DLL exports: the macro that defines it for
// protocol classes, and the function behind the macro.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/detail/registration/register_class.hpp>
#include <routpact/interface_state.hpp>
#include <routpact/interfaces.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Registers the protocol class that the router manager asks for: all that RegisterProtocol does in
/// a DLL with the protocol classes `P`. Call it from an entry point that is written by hand.
///
/// Returns NO_ERROR and fills the structures in. Returns ERROR_NOT_SUPPORTED and writes nothing if
/// a pointer is null or misaligned, if no class has the protocol id, if the router manager is older
/// than MPR50, or if it lacks a flag that the class requires. Thread-safe. Source:
/// pregister_protocol, mpr50_routing_characteristics.
template <class... P>
ROUTPACT_HIDDEN DWORD register_protocols(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service) noexcept {
    static_assert(sizeof...(P) > 0, "routpact: there is no protocol class: name at least one, as "
                                    "in ROUTPACT_EXPORT_PROTOCOLS(my_protocol)");
    static_assert(detail::ids_differ<P...>(),
                  "routpact: two protocol classes have the same protocol_id: give each class an id "
                  "of its own");
    if constexpr ((detail::is_protocol<P>() && ...) &&
                  (detail::handler_list<P>::matches_class() && ...)) {
        if (routing && service && detail::pointee::all_aligned(routing, service) &&
            (detail::register_class<P>(*routing, *service) || ...))
            return NO_ERROR;
    }
    return ERROR_NOT_SUPPORTED;
}

} // namespace routpact::inline ROUTPACT_ABI

#if defined(__MINGW32__) && defined(__i386__)
// The name of a __stdcall function is decorated; this asks the linker to export the plain name.
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

/// Exports RegisterProtocol, under its plain name, for the given protocol classes. Use it once in a
/// DLL, at the scope of any namespace.
#define ROUTPACT_EXPORT_PROTOCOLS(...)                                                             \
    ROUTPACT_EXPORT_PLAIN_NAME                                                                     \
    extern "C" ROUTPACT_EXPORT DWORD WINAPI RegisterProtocol(                                      \
        PMPR_ROUTING_CHARACTERISTICS routing, PMPR_SERVICE_CHARACTERISTICS service);               \
    DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,                            \
                                  PMPR_SERVICE_CHARACTERISTICS service) {                          \
        return ::routpact::register_protocols<__VA_ARGS__>(routing, service);                      \
    }
