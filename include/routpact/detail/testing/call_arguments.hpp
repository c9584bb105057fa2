#pragma once
// The arguments of any callback, one member for each meaning. The roles in the contract state which
// of them a callback takes, and in which order.

#include <routpact/contract.hpp>
#include <tuple>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Holds the inputs and outputs of a call of any callback.
struct call_arguments {
    ULONG index = 0;           ///< The interface.
    const wchar_t* name = L""; ///< The interface's name; may be null.
    NET_INTERFACE_TYPE type = PERMANENT;
    DWORD media = 0; ///< Reserved, as are the next two.
    WORD access = 0;
    WORD connection = 0;

    PVOID input = nullptr; ///< An info block, a MIB entry, or other data.
    ULONG input_version = 1;
    ULONG input_size = 0;
    ULONG input_count = 1;

    BOOL active = TRUE; ///< For InterfaceStatus, as are the next two.
    DWORD status = RIS_INTERFACE_ENABLED;
    PVOID status_info = nullptr;

    PVOID client = nullptr;        ///< A client's address.
    DWORD group = 0x010000e0;      ///< 224.0.0.1, in network order.
    DWORD source = 0x0100000a;     ///< 10.0.0.1.
    HANDLE event_handle = nullptr; ///< The notification event, or the event of a trap.
    PSUPPORT_FUNCTIONS support = nullptr;
    DWORD number = 0; ///< Any other number.
    GUID domain{};    ///< A routing domain.

    PVOID output = nullptr; ///< The output buffer.
    ULONG output_size = 0;  ///< In: its capacity. Out: the size that the callback set.
    ULONG output_version = 0;
    ULONG output_item_size = 0;
    ULONG output_count = 0;
    BYTE output_byte = 0; ///< The flags of GetNeighbors, the status of GetMfeStatus.
    PVOID allocated = nullptr;
    ROUTING_PROTOCOL_EVENTS event{};
    MESSAGE message{};

    bool without_size = false;    ///< Pass null instead of the address of `output_size`.
    bool without_message = false; ///< Pass null instead of the address of `message`.
};

/// The C arguments for each role.
namespace role_arguments {

/// Returns the argument for role::value, chosen by its type `T`.
template <class T>
std::tuple<T> value(call_arguments& a) {
    if constexpr (std::is_same_v<T, PSUPPORT_FUNCTIONS>)
        return {a.support};
    else if constexpr (std::is_same_v<T, PVOID>)
        return {a.event_handle};
    else
        return {static_cast<T>(a.number)};
}

/// Returns the arguments for role `What`. The first of them has the type `First`; `Earlier` counts
/// the groups of this role before it.
template <role What, class First, unsigned Earlier>
auto of(call_arguments& a) {
    const PULONG size = a.without_size ? nullptr : &a.output_size;
    if constexpr (What == role::interface_index || What == role::removed_index)
        return std::tuple{a.index};
    else if constexpr (What == role::description)
        return std::tuple{
            const_cast<LPWSTR>(a.name), a.index, a.type, a.media, a.access, a.connection};
    else if constexpr (What == role::value)
        return value<First>(a);
    else if constexpr (What == role::object)
        return std::tuple{a.client};
    else if constexpr (What == role::info || What == role::optional_info)
        return std::tuple{a.input, a.input_version, a.input_size, a.input_count};
    else if constexpr (What == role::info_buffer)
        return std::tuple{a.output, size, &a.output_version, &a.output_item_size, &a.output_count};
    else if constexpr (What == role::entry)
        return std::tuple{a.input_size, a.input};
    else if constexpr (What == role::entry_buffer || What == role::trap_output)
        return std::tuple{size, a.output};
    else if constexpr (What == role::status_change)
        return std::tuple{a.active, a.status, a.status_info};
    else if constexpr (What == role::ipv4_address)
        return std::tuple{Earlier == 0 ? a.group : a.source};
    else if constexpr (What == role::neighbors_buffer)
        return std::tuple{static_cast<PDWORD>(a.output), size, &a.output_byte};
    else if constexpr (What == role::mfe_status_buffer)
        return std::tuple{&a.output_byte};
    else if constexpr (What == role::event_buffer)
        return std::tuple{&a.event, a.without_message ? nullptr : &a.message};
    else if constexpr (What == role::entry_then_size)
        return std::tuple{a.input, a.input_size};
    else if constexpr (What == role::allocation)
        return std::tuple{&a.allocated, size};
    else
        return std::tuple{&a.domain};
}

} // namespace role_arguments

} // namespace routpact::inline ROUTPACT_ABI::detail
