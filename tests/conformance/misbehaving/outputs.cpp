// Protocols that use output buffers wrongly.

#include "deviation.hpp"

#include <routpact/detail/conformance/rules/outputs.hpp>

namespace misbehaving {
namespace outputs {

namespace rd = routpact::detail;

// The buffer of a call, and the code returned.
struct asked {
    unsigned char* buffer;
    PULONG size;
    ULONG capacity;
    DWORD answer = NO_ERROR;
};

template <auto Member, class Pointer, class... A>
asked ask(Pointer obey, A&... a) {
    const PULONG size = argument<size_place<Member>>(a...);
    PVOID const buffer = argument<buffer_place<Member>>(a...);
    asked call{static_cast<unsigned char*>(buffer), size, size ? *size : 0};
    call.answer = obey(a...);
    return call;
}

// Calls the callback, then changes the result by `How`.
template <auto How>
struct deviates {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        asked result = ask<Member>(obey, a...);
        How(result);
        return result.answer;
    }
};

constexpr DWORD too_short = ERROR_INSUFFICIENT_BUFFER;

using without_size = deviates<[](asked& c) {
    if (!c.size)
        c.answer = NO_ERROR;
}>;
using fails_if_short = deviates<[](asked& c) {
    if (c.answer == too_short && c.buffer)
        c.answer = ERROR_CAN_NOT_COMPLETE;
}>;
using writes_behind = deviates<[](asked& c) {
    if (c.buffer && c.capacity < 4096 && (c.answer == too_short || c.answer == NO_ERROR))
        c.buffer[c.capacity] = 0;
}>;
using writes_a_part = deviates<[](asked& c) {
    if (c.answer == too_short && c.buffer && c.capacity != 0)
        c.buffer[0] = 0;
}>;
using wants_more = deviates<[](asked& c) {
    if (c.answer == NO_ERROR && *c.size == c.capacity)
        c.answer = ERROR_CAN_NOT_COMPLETE;
}>;
using needs_a_buffer = deviates<[](asked& c) {
    if (c.answer == too_short && !c.buffer)
        c.answer = ERROR_CAN_NOT_COMPLETE;
}>;

struct sets_no_version {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        ULONG& version = *argument<size_place<Member> + 1>(a...);
        const ULONG before = version;
        const DWORD answer = obey(a...);
        version = before;
        return answer;
    }
};

struct writes_where_it_fails {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR || answer == too_short)
            return answer;
        if constexpr (takes<Member>(role::event_buffer))
            *argument<0>(a...) = ROUTER_STOPPED;
        else if constexpr (takes<Member>(role::mfe_status_buffer))
            *argument<place_of<Member>(role::mfe_status_buffer)>(a...) = 0;
        else if (const PULONG size = argument<size_place<Member>>(a...))
            *size = 0;
        return answer;
    }
};

constexpr auto all = together(
    deviations_of<rd::null_size, without_size>, deviations_of<rd::short_buffer, fails_if_short>,
    deviations_of<rd::buffer_bounds, writes_behind>,
    deviations_of<rd::partial_output, writes_a_part>, deviations_of<rd::whole_output, wants_more>,
    deviations_of<rd::size_query, needs_a_buffer>, deviations_of<rd::info_triple, sets_no_version>,
    deviations_of<rd::untouched_outputs, writes_where_it_fails>);

} // namespace outputs

std::span<const deviation> from_outputs() {
    return outputs::all;
}

} // namespace misbehaving
