#pragma once
// The protocols into which the tests inject faults.

#include <memory>
#include <routpact/protocol.hpp>

/// A protocol, and properties of its handlers.
struct subject {
    const char* name;
    PREGISTER_PROTOCOL registers;
    DWORD id;
    ULONG info_size;  ///< The size of an info block in bytes.
    bool is_class;    ///< Whether it is a protocol class, so that the library manages its lifetime.
    bool throws;      ///< Whether its functions call point(), and its observer count_exception().
    void (*unload)(); ///< Frees the memory that the protocol holds until it is unloaded.
};

/// The observer of these protocols: counts reports of exceptions.
void count_exception(const routpact::report& what);
/// Sets whether observers throw.
void let_observers_throw(bool throws) noexcept;

/// The RegisterProtocol of a class.
template <class P>
DWORD WINAPI registers(PMPR_ROUTING_CHARACTERISTICS routing, PMPR_SERVICE_CHARACTERISTICS service) {
    return routpact::register_protocols<P>(routing, service);
}

/// Destroys and constructs a table, like unloading and loading the DLL.
template <class Table>
void renew(Table& table) {
    std::destroy_at(&table);
    std::construct_at(&table);
}

/// Returns the subject for a protocol class.
template <class P>
subject subject_of(const char* name, ULONG info_size, bool throws) {
    return {name, registers<P>, P::protocol_id, info_size, true, throws, [] {
                renew(routpact::detail::instance<P>::interfaces);
            }};
}

/// A protocol with every handler, in which every function may throw.
subject everything();
/// Callbacks without a class, over the library's table or a table in which every function may
/// throw.
subject by_hand();
subject by_hand_with_a_table();
/// The examples. Not available in a build without exceptions.
subject example_sessions();
subject example_neighbors();
subject example_counter();
subject example_dialler();
