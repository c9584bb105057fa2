#pragma once
// What is timed: one callback through its C pointer, over a table of one kind or another.

#include "content.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <routpact/abi.hpp>
#include <utility>
#include <vector>

/// An interface: one cache line.
struct dial_in {
    ULONG limit = 100;
    ULONG clients = 0;
    unsigned char others[56] = {};
};

/// The handler reads the interface, and nothing that another thread writes: the table is timed.
inline void on_connect(const dial_in& itf, const IP_LOCAL_BINDING&) noexcept {
    asm volatile("" : : "r"(itf.limit)); // the value is needed
}

/// What a callback by hand does once it has found its interface.
inline DWORD answer_by_hand(const dial_in& itf, PVOID address) noexcept {
    if (!address || reinterpret_cast<std::uintptr_t>(address) % alignof(IP_LOCAL_BINDING) != 0)
        return ERROR_INVALID_PARAMETER;
    on_connect(itf, *static_cast<const IP_LOCAL_BINDING*>(address));
    return NO_ERROR;
}

/// What it costs to add interfaces to a new table.
struct adding_cost {
    double milliseconds;
    double bytes; ///< In use by them, those of the allocator included; 0 where it cannot be told.
};

/// One table, and the callback over it.
struct table_functions {
    PCONNECT_CLIENT connect_client;
    void (*add)(ULONG index);
    void (*remove)(ULONG index); ///< Returns when nobody uses it; null: the table cannot.
};

/// One way to keep interfaces.
struct contender {
    const char* name;
    bool by_slot = false; ///< Called with the interface's slot, known in advance, for an index.
    std::array<table_functions, std::size(contents)> tables;
    adding_cost (*add_to_new)(const std::vector<ULONG>& indexes);
    void (*enter_thread)() = [] {}; ///< Before the first call or change by a thread.
    void (*leave_thread)() = [] {};
};

/// Those of this platform and build; the plain array is the first.
std::vector<const contender*> contenders();

/// The tables of a contender are objects of static storage, like those of a DLL.
template <class Table, std::size_t Number>
inline Table the_table;

/// A callback by hand: it leaves to the table what has to be protected.
template <class Table, std::size_t Number>
DWORD WINAPI connect_by_hand(ULONG index, PVOID address) noexcept {
    return the_table<Table, Number>.connect(index, address);
}

template <class Table, std::size_t Number>
constexpr table_functions functions_of(PCONNECT_CLIENT callback) {
    table_functions made{callback, [](ULONG i) { the_table<Table, Number>.add(i); }, nullptr};
    if constexpr (requires(Table& table) { table.remove(0); })
        made.remove = [](ULONG i) { the_table<Table, Number>.remove(i); };
    return made;
}

template <class Table, std::size_t... Number>
constexpr std::array<table_functions, std::size(contents)>
tables_by_hand(std::index_sequence<Number...>) {
    return {functions_of<Table, Number>(connect_by_hand<Table, Number>)...};
}

/// All tables of a kind, with callbacks by hand.
template <class Table>
constexpr std::array<table_functions, std::size(contents)> tables_by_hand() {
    return tables_by_hand<Table>(std::make_index_sequence<std::size(contents)>{});
}

/// Bytes that the C library's allocator has in use, or 0.
std::uint64_t bytes_in_use();

template <class Table>
adding_cost add_to_new(const std::vector<ULONG>& indexes) {
    using clock = std::chrono::steady_clock;
    const std::uint64_t before = bytes_in_use();
    const clock::time_point start = clock::now();
    const auto table = std::make_unique<Table>();
    for (const ULONG index : indexes)
        table->add(index);
    const std::chrono::duration<double, std::milli> taken = clock::now() - start;
    return {taken.count(), static_cast<double>(bytes_in_use() - before)};
}
