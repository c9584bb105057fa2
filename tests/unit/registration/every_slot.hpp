#pragma once
// Every slot of a protocol class, called with arguments that suit its C signature.

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <routpact/protocol.hpp>
#include <string>
#include <vector>

#include "../callbacks/arguments.hpp"

namespace every_slot {

using characteristics = MPR60_ROUTING_CHARACTERISTICS;

/// The C arguments of one call: each number is 1, each pointer leads to memory that is zero.
class arguments {
public:
    explicit arguments(ULONG index) : index_{index} {}
    arguments(const arguments&) = delete;
    ~arguments() { routpact::buffer_free(handed_out_); }

    template <class T>
    T make(unsigned position, unsigned index_position, unsigned null_position) {
        if constexpr (std::is_pointer_v<T>) {
            if (position == null_position)
                return nullptr;
            if constexpr (std::is_same_v<T, PULONG>) {
                numbers_[position] = 8; // capacities
                return &numbers_[position];
            } else if constexpr (std::is_same_v<T, PVOID*>) {
                return &handed_out_;
            } else {
                return static_cast<T>(static_cast<void*>(memory_[position].data()));
            }
        } else {
            return static_cast<T>(position == index_position ? index_ : 1);
        }
    }

private:
    ULONG index_;
    PVOID handed_out_ = nullptr;
    ULONG numbers_[16]{};
    alignas(16) std::array<std::array<BYTE, 64>, 16> memory_{};
};

template <class Row, unsigned... N, class... A>
DWORD call_with(routpact::detail::index_sequence<N...>, DWORD(WINAPI* slot)(A...), ULONG index,
                [[maybe_unused]] unsigned null_position) {
    arguments values{index};
    return slot(values.make<A>(N + 1, routpact::detail::slot<Row::member>::contract.index_position,
                               null_position)...);
}
/// Calls a slot with the interface `index`, and with null at a position from 1, if that is not 0.
template <class Row, class... A>
DWORD call(DWORD(WINAPI* slot)(A...), ULONG index, unsigned null_position) {
    return call_with<Row>(typename routpact::detail::make_index_sequence<sizeof...(A)>::type{},
                          slot, index, null_position);
}
/// Returns the positions, from 1, of the arguments that are pointers.
template <class... A>
std::vector<unsigned> pointers_among(DWORD(WINAPI*)(A...)) {
    std::vector<unsigned> positions;
    [[maybe_unused]] unsigned position = 0;
    ((++position, std::is_pointer_v<A> ? positions.push_back(position) : void()), ...);
    return positions;
}

/// Registers the protocol class `P` and returns its pointers.
template <class P>
characteristics pointers_of() {
    union {
        characteristics filled{};
        MPR_ROUTING_CHARACTERISTICS offered;
    } table;
    table.filled.dwVersion = 0x600;
    table.filled.dwProtocolId = P::protocol_id;
    table.filled.fSupportedFunctionality = 0xFF;
    MPR_SERVICE_CHARACTERISTICS service{};
    REQUIRE(routpact::register_protocols<P>(&table.offered, &service) == NO_ERROR);
    return table.filled;
}

/// A slot that a generic call suits.
struct tested_slot {
    const routpact::callback& row;
    bool in_class;                  ///< The protocol class has a handler for it.
    bool in_library;                ///< The library has a handler for it.
    std::vector<unsigned> pointers; ///< The positions, from 1, of its arguments that are pointers.
    DWORD (*call_in)(const characteristics&, ULONG index, unsigned null_position);

    DWORD call(const characteristics& table, ULONG index, unsigned null_position = 0) const {
        return call_in(table, index, null_position);
    }
};

/// Returns all of them for the class `P`. Leaves out the start and the stop, which change the state
/// under test, and slots that return no DWORD or are always null.
template <class P>
const std::vector<tested_slot>& slots_of() {
    static const std::vector<tested_slot> all = [] {
        std::vector<tested_slot> result;
        for_each(routpact::callbacks<characteristics>, [&]<class Row>(const Row& row) {
            using pointer = typename routpact::detail::slot<Row::member>::pointer;
            const std::string name = row.name;
            if constexpr (!std::is_same_v<pointer, PPROTOCOL_BUFFER_FREE>)
                if (row.presence != routpact::presence::must_be_null && name != "start_protocol" &&
                    name != "start_complete" && name != "stop_protocol")
                    result.push_back(
                        {row, routpact::detail::declared_handler<P, Row>::usable,
                         routpact::detail::handled_by_library<P, Row>, pointers_among(pointer{}),
                         [](const characteristics& table, ULONG index, unsigned null_position) {
                             return every_slot::call<Row>(table.*Row::member, index, null_position);
                         }});
        });
        return result;
    }();
    return all;
}

using single::null_pointer;

/// Returns the effect of a null pointer at a position, from 1, of the callback `name`, as its page
/// says.
inline null_pointer null_at(const std::string& name, unsigned position) {
    // All others are refused.
    static const std::map<std::string, std::vector<unsigned>> allowed{
        {"get_global_info", {1, 3, 4, 5}}, // 1: capacity 0, below
        {"set_global_info", {}},
        {"add_interface", {1}}, // 7: only without a length
        {"delete_interface", {}},
        {"interface_status", {4}},
        {"get_interface_info", {2, 4, 5, 6}},
        {"set_interface_info", {}},
        {"get_event_message", {2}},
        {"update_routes", {}},
        {"connect_client", {}},
        {"disconnect_client", {}},
        {"get_neighbors", {2}},
        {"get_mfe_status", {}},
        {"mib_create_entry", {}},
        {"mib_delete_entry", {}},
        {"mib_get_entry", {4}},
        {"mib_set_entry", {}},
        {"mib_get_first_entry", {4}},
        {"mib_get_next_entry", {4}},
        {"mib_set_trap_info", {1, 4, 5}},
        {"mib_get_trap_info", {3, 4}},
        {"protocol_action", {}},
        {"get_statistics", {}},
        {"get_routing_domain_global_info", {2, 4, 5, 6}},
        {"set_routing_domain_global_info", {}},
    };
    static const std::map<std::string, unsigned> buffers{
        {"get_global_info", 1},    {"get_interface_info", 2},
        {"mib_get_entry", 4},      {"mib_get_first_entry", 4},
        {"mib_get_next_entry", 4}, {"get_routing_domain_global_info", 2}};
    REQUIRE(allowed.contains(name)); // a new callback needs a line
    if (const auto buffer = buffers.find(name);
        buffer != buffers.end() && buffer->second == position)
        return null_pointer::no_room;
    const auto& fine = allowed.at(name);
    return std::find(fine.begin(), fine.end(), position) != fine.end() ? null_pointer::allowed
                                                                       : null_pointer::refused;
}

} // namespace every_slot
