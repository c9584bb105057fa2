#pragma once
// The C arguments of a call, by the roles that they play.

#include <array>
#include <routpact/call_plan.hpp>
#include <routpact/mpr60_arguments.hpp>
#include <tuple>

namespace single {

/// What a role does with a null pointer at one of its arguments.
enum class null_pointer {
    refused, ///< The handler is not called.
    allowed, ///< All the same to it.
    no_room, ///< A buffer that holds nothing: the length is told.
};

/// What becomes of a null pointer, by the role and the position within it.
constexpr null_pointer null_in(routpact::role what, unsigned offset) {
    using routpact::role;
    switch (what) {
    case role::value:         // as it is
    case role::trap_output:   // contradictory: as it is
    case role::description:   // the name
    case role::optional_info: // there is no block
    case role::status_change: // there is no more to tell
        return null_pointer::allowed;
    case role::info_buffer: // the block, its length, and three that nobody needs to hear
        return offset == 0   ? null_pointer::no_room
               : offset == 1 ? null_pointer::refused
                             : null_pointer::allowed;
    case role::entry_buffer: // the length, the entry
        return offset == 0 ? null_pointer::refused : null_pointer::no_room;
    case role::neighbors_buffer: // the list, which is empty, its length, the flags
        return offset == 0 ? null_pointer::allowed : null_pointer::refused;
    case role::event_buffer: // the event, its message
        return offset == 0 ? null_pointer::refused : null_pointer::allowed;
    case role::object:
    case role::info:
    case role::entry:
    case role::data:
    case role::mfe_status_buffer:
    case role::allocation:
    case role::routing_domain:
    case role::interface_index: // these have no pointers
    case role::ended_index:
    case role::ipv4_address:
        break;
    }
    return null_pointer::refused;
}

/// Whether the argument at a position within a role is the size of what the handler takes.
constexpr bool is_size(routpact::role what, unsigned offset) {
    using routpact::role;
    return (what == role::info && offset == 2) || (what == role::optional_info && offset == 2) ||
           (what == role::entry && offset == 0) || (what == role::data && offset == 1);
}

/// Arguments with which a call succeeds: each number is 1, each pointer leads to memory that is
/// zero, or to a capacity.
template <class... A>
class arguments {
public:
    explicit arguments(ULONG index_position = 0, ULONG index = 1) {
        fill(typename routpact::make_positions<sizeof...(A)>::type{}, index_position, index);
    }
    arguments(const arguments&) = delete;
    ~arguments() { routpact::buffer_free(allocated_); }

    /// The value at a position, from 0.
    template <unsigned N>
    auto& at() {
        return std::get<N>(values_);
    }
    /// Calls the pointer.
    DWORD call(DWORD(WINAPI* pointer)(A...)) {
        return std::apply([=](A... values) { return pointer(values...); }, values_);
    }

private:
    template <unsigned... N>
    void fill(routpact::positions<N...>, [[maybe_unused]] ULONG index_position,
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
