#pragma once
// The protocols that faults are made in.

#include <memory>
#include <routpact/registration.hpp>

/// A protocol, and what its handlers take.
struct subject {
    const char* name;
    PREGISTER_PROTOCOL registers;
    DWORD id;
    ULONG info_size;  ///< Bytes of an info block.
    bool is_class;    ///< Whether the library keeps its life.
    bool throws;      ///< Whether its functions call faults::point(), and its observer told().
    void (*unload)(); ///< Frees what it keeps as long as it is loaded.
};

/// How often observers were told of an exception.
unsigned exceptions_told() noexcept;
/// What an observer of these protocols does.
void told(const routpact::report& what);
/// Whether observers throw as well.
void let_observers_throw(bool thrown) noexcept;

/// The RegisterProtocol of a class.
template <class P>
DWORD WINAPI registers(PMPR_ROUTING_CHARACTERISTICS routing, PMPR_SERVICE_CHARACTERISTICS service) {
    return routpact::register_protocols<P>(routing, service);
}

/// Makes a table anew, as when the DLL is loaded again.
template <class Table>
void renew(Table& table) {
    std::destroy_at(&table);
    std::construct_at(&table);
}

/// The subject that a protocol class is.
template <class P>
subject subject_of(const char* name, ULONG info_size, bool throws) {
    return {name, registers<P>, P::protocol_id, info_size, true, throws, [] {
                renew(routpact::instance<P>::interfaces);
            }};
}

/// A protocol that has every handler, and whose every function may throw.
subject everything();
/// Callbacks without a class, over a table of the library's or one whose every function may throw.
subject by_hand();
subject by_hand_with_a_table();
/// The examples; not in a build without exceptions.
subject example_sessions();
subject example_neighbors();
subject example_counter();
subject example_dialler();
