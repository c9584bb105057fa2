#pragma once
// The contenders: kinds of interface tables. The benchmarks time one callback over each of them,
// through its C pointer.

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

/// The handler. It reads only the interface and writes nothing, so that the table dominates the
/// time.
inline void on_connect(const dial_in& itf, const IP_LOCAL_BINDING&) noexcept {
    asm volatile("" : : "r"(itf.limit)); // keeps the compiler from removing the read
}

/// The part of a hand-written callback that follows the lookup.
inline DWORD answer_by_hand(const dial_in& itf, PVOID address) noexcept {
    if (!address || reinterpret_cast<std::uintptr_t>(address) % alignof(IP_LOCAL_BINDING) != 0)
        return ERROR_INVALID_PARAMETER;
    on_connect(itf, *static_cast<const IP_LOCAL_BINDING*>(address));
    return NO_ERROR;
}

/// The cost of adding interfaces to a new table.
struct adding_cost {
    double milliseconds;
    double bytes; ///< Memory of all interfaces with the allocator's overhead; 0 if unknown.
};

/// A table, and the callback over it.
struct table_functions {
    PCONNECT_CLIENT connect_client;
    void (*add)(ULONG index);
    void (*remove)(ULONG index); ///< Returns when no thread uses the interface. Null: unsupported.
};

/// A kind of table.
struct contender {
    const char* name;
    bool by_slot = false; ///< Whether callbacks take the interface's slot instead of its index.
    std::array<table_functions, std::size(contents)> tables;
    adding_cost (*add_to_new)(const std::vector<ULONG>& indexes);
    void (*enter_thread)() = [] {}; ///< To be called before a thread's first call or change.
    void (*leave_thread)() = [] {};
};

/// Returns the contenders of this platform and build; the plain array is the first.
std::vector<const contender*> contenders();

/// The tables of a contender are objects of static storage, like those of a DLL.
template <class Table, std::size_t Number>
inline Table the_table;

/// A callback by hand. The table itself provides the protection against concurrent changes.
template <class Table, std::size_t Number>
DWORD WINAPI connect_by_hand(ULONG index, PVOID address) noexcept {
    return the_table<Table, Number>.connect(index, address);
}

template <class Table, std::size_t Number>
constexpr table_functions functions_of(PCONNECT_CLIENT callback) {
    table_functions result{callback, [](ULONG i) { the_table<Table, Number>.add(i); }, nullptr};
    if constexpr (requires(Table& table) { table.remove(0); })
        result.remove = [](ULONG i) { the_table<Table, Number>.remove(i); };
    return result;
}

template <class Table, std::size_t... Number>
constexpr std::array<table_functions, std::size(contents)>
tables_by_hand(std::index_sequence<Number...>) {
    return {functions_of<Table, Number>(connect_by_hand<Table, Number>)...};
}

/// Returns all tables of a kind, with hand-written callbacks.
template <class Table>
constexpr std::array<table_functions, std::size(contents)> tables_by_hand() {
    return tables_by_hand<Table>(std::make_index_sequence<std::size(contents)>{});
}

/// Returns the bytes that the C library's allocator has in use, or 0 if that is unknown.
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
