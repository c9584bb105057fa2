#pragma once
// The C arguments of a call, by their roles.

#include <array>
#include <routpact/callbacks.hpp>
#include <tuple>

namespace single {

/// The effect of a null pointer in an argument of a role.
enum class null_pointer {
    refused, ///< The handler is not called.
    allowed, ///< The call succeeds.
    no_room, ///< A buffer without capacity: only the length is written.
};

/// Returns the effect of a null pointer, by the role and the position in its group.
constexpr null_pointer null_in(routpact::detail::role what, unsigned offset) {
    using routpact::detail::role;
    switch (what) {
    case role::value:         // passed unchanged
    case role::trap_output:   // passed unchecked
    case role::description:   // the name
    case role::optional_info: // the block is absent
    case role::status_change: // StatusInfo is optional
        return null_pointer::allowed;
    case role::info_buffer: // the block, its length, and three optional outputs
        return offset == 0   ? null_pointer::no_room
               : offset == 1 ? null_pointer::refused
                             : null_pointer::allowed;
    case role::entry_buffer: // the length, the entry
        return offset == 0 ? null_pointer::refused : null_pointer::no_room;
    case role::neighbors_buffer: // the list, which is empty, its size, the flags
        return offset == 0 ? null_pointer::allowed : null_pointer::refused;
    case role::event_buffer: // the event, its message
        return offset == 0 ? null_pointer::refused : null_pointer::allowed;
    case role::object:
    case role::info:
    case role::entry:
    case role::entry_then_size:
    case role::mfe_status_buffer:
    case role::allocation:
    case role::routing_domain:
    case role::interface_index: // these have no pointers
    case role::removed_index:
    case role::ipv4_address:
    case role::source_group: // these belong to other callbacks, see tests/unit/multicast
    case role::packet:
    case role::outgoing_interfaces:
    case role::timeout_buffer:
    case role::rpf_path_buffer:
        break;
    }
    return null_pointer::refused;
}

/// Whether the argument at a position in a group is the size of the handler's parameter.
constexpr bool is_size(routpact::detail::role what, unsigned offset) {
    using routpact::detail::role;
    return (what == role::info && offset == 2) || (what == role::optional_info && offset == 2) ||
           (what == role::entry && offset == 0) || (what == role::entry_then_size && offset == 1);
}

/// Arguments of a call that succeeds: each number is 1, each pointer points to zeroed memory or to
/// a capacity.
template <class... A>
class arguments {
public:
    explicit arguments(ULONG index_position = 0, ULONG index = 1) {
        fill(typename routpact::detail::make_index_sequence<sizeof...(A)>::type{}, index_position,
             index);
    }
    arguments(const arguments&) = delete;
    ~arguments() { routpact::buffer_free(allocated_); }

    /// The value at a position, from 0.
    template <unsigned N>
    auto& at() {
        return std::get<N>(values_);
    }
    /// Calls the entry point.
    DWORD call(DWORD(WINAPI* pointer)(A...)) {
        return std::apply([=](A... values) { return pointer(values...); }, values_);
    }

private:
    template <unsigned... N>
    void fill(routpact::detail::index_sequence<N...>, [[maybe_unused]] ULONG index_position,
              [[maybe_unused]] ULONG index) {
        ((std::get<N>(values_) = make<A>(N, N + 1 == index_position ? index : 1)), ...);
    }
    template <class T>
    T make(unsigned position, ULONG number) {
        if constexpr (std::is_same_v<T, PULONG>)
            return &(capacities_[position] = 8);
        else if constexpr (std::is_same_v<T, PVOID*>)
            return &allocated_;
        else if constexpr (std::is_pointer_v<T>)
            return static_cast<T>(static_cast<void*>(memory_[position].data()));
        else
            return static_cast<T>(number);
    }

    std::tuple<A...> values_{};
    PVOID allocated_ = nullptr;
    ULONG capacities_[16]{};
    alignas(16) std::array<std::array<BYTE, 128>, 16> memory_{};
};

} // namespace single
