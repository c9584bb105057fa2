#pragma once
// The interface between a program and its two modules. Both modules have classes of the same names
// and export all symbols: that is the compiler's default visibility.

#include <atomic>
#include <chrono>
#include <routpact/abi.hpp>
#include <thread>

/// Waits until `flag` is set, for at most `patience`. Returns whether it is set.
inline bool comes(const std::atomic<bool>& flag,
                  std::chrono::milliseconds patience = std::chrono::seconds{20}) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!flag && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    return flag;
}

/// The time for which a thread that has to wait is observed.
inline constexpr std::chrono::milliseconds a_while{50};

/// A use of an interface that lasts until `end` is set. Its address is passed as the client
/// address.
struct use {
    std::atomic<bool>* begun;     ///< Set by the module when the use begins.
    std::atomic<bool>* end;       ///< Set by the program.
    std::atomic<bool>* was_alive; ///< Set if the interface is alive at the end of the use.
};

/// The functions of a module with a table.
struct table_module {
    bool (*add)(ULONG index);
    bool (*remove)(ULONG index);
    bool (*remove_while_visiting)(ULONG index); ///< Refused: the removal would wait for the visit.
    void (*use_line)(ULONG index, const use& how);
    bool (*clear)();
};

/// The protocols of the two modules.
inline constexpr DWORD first_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
inline constexpr DWORD second_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 8);
