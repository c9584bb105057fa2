#pragma once
// Rules of the buffer protocol: capacity in, size out, and never a byte too many.

#include <routpact/testing/sized_output.hpp>

namespace routpact::testing {

/// What all rules of the buffer protocol are for.
struct buffer_rule {
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return fills_buffer<Member>();
    }
    /// Capacities that are too small, for `needed` bytes.
    static std::vector<ULONG> too_small(ULONG needed) {
        std::vector<ULONG> some{needed - 1};
        if (needed / 2 < needed - 1)
            some.push_back(needed / 2);
        if (needed > 4)
            some.push_back(1);
        return some;
    }
    static std::string of(ULONG capacity, ULONG needed) {
        return "with " + text_of(capacity) + " of " + text_of(needed) + " bytes";
    }
};

/// Too small a buffer.
struct short_buffer : buffer_rule {
    static constexpr const char* id = "RP-SHORT";
    static constexpr const char* statement = "says how much it needs where the buffer is too small";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.why_not();
        for (const ULONG capacity : too_small(output.needed())) {
            canary_room room{capacity};
            const call_arguments a = output.ask(room.data(), capacity);
            const std::string with = of(capacity, output.needed());
            if (output.answer() != ERROR_INSUFFICIENT_BUFFER)
                return another_answer(code_text(ERROR_INSUFFICIENT_BUFFER), output.answer(), with);
            if (a.output_size <= capacity)
                return verdict::broken("the size needed", text_of(a.output_size) + " " + with);
            if (a.output_size > 0x100000)
                return verdict::not_applicable("it needs more than 1 MB");
            canary_room enough{a.output_size};
            const call_arguments again = output.ask(enough.data(), a.output_size);
            if (output.answer() == ERROR_INSUFFICIENT_BUFFER && again.output_size <= a.output_size)
                return another_answer("a buffer of the size it asked for to do", output.answer(),
                                      "with " + text_of(a.output_size));
        }
        return verdict::kept();
    }
};

/// Writing behind the buffer.
struct buffer_bounds : buffer_rule {
    static constexpr const char* id = "RP-BOUNDS";
    static constexpr const char* statement = "writes nothing behind the buffer";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.why_not();
        std::vector<ULONG> capacities = too_small(output.needed());
        capacities.insert(capacities.end(), {0, output.needed(), output.needed() + 16});
        for (const ULONG capacity : capacities) {
            canary_room room{capacity};
            output.ask(room.data(), capacity);
            if (!room.kept_inside())
                return verdict::broken("the bytes behind the buffer untouched",
                                       "others " + of(capacity, output.needed()));
        }
        return verdict::kept();
    }
};

/// Writing part of it.
struct partial_output : buffer_rule {
    static constexpr const char* id = "RP-PARTIAL";
    static constexpr const char* statement = "writes nothing into a buffer that is too small";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.why_not();
        for (const ULONG capacity : too_small(output.needed())) {
            canary_room room{capacity};
            output.ask(room.data(), capacity);
            if (output.answer() == ERROR_INSUFFICIENT_BUFFER && !room.is_empty())
                return verdict::broken("the buffer untouched",
                                       "something in it " + of(capacity, output.needed()));
        }
        return verdict::kept();
    }
};

/// Enough room.
struct whole_output : buffer_rule {
    static constexpr const char* id = "RP-WHOLE";
    static constexpr const char* statement =
        "fills a buffer that is large enough, and says how much it wrote";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.why_not();
        for (const ULONG more : {0u, 1u, 16u, 1000u}) {
            const ULONG capacity = output.needed() + more;
            canary_room room{capacity};
            const call_arguments a = output.ask(room.data(), capacity);
            const std::string with = "with " + text_of(more) + " bytes more than it needs";
            if (output.answer() == ERROR_INSUFFICIENT_BUFFER && a.output_size > capacity)
                return verdict::not_applicable("what it gives grows meanwhile");
            if (output.answer() != NO_ERROR)
                return another_answer("NO_ERROR", output.answer(), with);
            if (a.output_size > output.needed() + 999 && more == 1000)
                return verdict::broken("the size of what was written",
                                       text_of(a.output_size) + " " + with);
            if (a.output_size == 0 || !room.is_untouched())
                continue;
            canary_room other{capacity, 0x5A}; // for bytes that happen to be the pattern's
            output.ask(other.data(), capacity);
            if (other.is_untouched())
                return verdict::broken(text_of(a.output_size) + " bytes written", "none");
        }
        return verdict::kept();
    }
};

/// No buffer.
struct probe : buffer_rule {
    static constexpr const char* id = "RP-PROBE";
    static constexpr const char* statement = "says how much it needs where there is no buffer";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.why_not();
        for (const ULONG capacity : {ULONG{0}, output.needed()}) {
            const call_arguments a = output.ask(nullptr, capacity);
            const std::string with = "with null and a capacity of " + text_of(capacity);
            if (output.answer() != ERROR_INSUFFICIENT_BUFFER)
                return another_answer(code_text(ERROR_INSUFFICIENT_BUFFER), output.answer(), with);
            if (a.output_size == 0)
                return verdict::broken("the size needed", "0 " + with);
        }
        return verdict::kept();
    }
};

/// No size.
struct null_size : buffer_rule {
    static constexpr const char* id = "RP-SIZEPTR";
    static constexpr const char* statement = "refuses a null pointer to the size";
    static constexpr severity level(const callback& row) {
        return row.roles.contains(role::info_buffer) ? severity::contract : severity::advice;
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.running())
            return s.blocked();
        call_arguments a = s.arguments(s.present());
        a.without_size = true;
        const DWORD answer = s.call<Member>(a);
        const bool refused = answer != NO_ERROR && slot<Member>::contract.codes.contains(answer);
        return (takes<Member>(role::info_buffer) ? answer == ERROR_INVALID_PARAMETER : refused)
                   ? verdict::kept()
                   : another_answer(code_text(ERROR_INVALID_PARAMETER), answer);
    }
};

/// Version, item size and count.
struct info_triple : buffer_rule {
    static constexpr const char* id = "RP-TRIPLE";
    static constexpr const char* statement = "sets version, size and count of the block it gives";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return fills_buffer<Member>() && takes<Member>(role::info_buffer);
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.why_not();
        canary_room room{output.needed()};
        const call_arguments a = output.ask(room.data(), output.needed());
        if (output.answer() != NO_ERROR)
            return verdict::not_applicable("it gives nothing now");
        if (a.output_version == output.unset || a.output_item_size == output.unset ||
            a.output_count == output.unset)
            return verdict::broken("all three of them set", "not all are");
        return ULONGLONG{a.output_item_size} * a.output_count == a.output_size
                   ? verdict::kept()
                   : verdict::broken("a block of count times size bytes",
                                     text_of(a.output_count) + " times " +
                                         text_of(a.output_item_size) + ", but " +
                                         text_of(a.output_size) + " bytes");
    }
};

/// What a failure writes.
struct untouched_outputs : buffer_rule {
    static constexpr const char* id = "RP-UNTOUCHED";
    static constexpr const char* statement = "leaves its outputs alone where it fails";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return (fills_buffer<Member>() && slot<Member>::contract.index_position != 0) ||
               takes<Member>(role::mfe_status_buffer) || takes<Member>(role::event_buffer);
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.running())
            return s.blocked();
        canary_room room{64};
        call_arguments a = s.arguments(s.absent());
        a.output = room.data();
        a.output_size = 64;
        a.output_version = a.output_item_size = a.output_count = 0xDDDDDDDD;
        a.output_byte = 0xA5;
        a.event = SAVE_GLOBAL_CONFIG_INFO;
        std::memset(static_cast<void*>(&a.message), 0x5A, sizeof a.message);
        const call_arguments before = a;
        if (s.call<Member>(a) == NO_ERROR)
            return verdict::not_applicable("it did not fail");
        // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): no byte may change
        const bool same_message = std::memcmp(&a.message, &before.message, sizeof a.message) == 0;
        const bool same = room.is_untouched() && a.output_size == 64 &&
                          a.output_version == before.output_version &&
                          a.output_item_size == before.output_item_size &&
                          a.output_count == before.output_count &&
                          a.output_byte == before.output_byte &&
                          event_number(a.event) == SAVE_GLOBAL_CONFIG_INFO && same_message;
        return same ? verdict::kept() : verdict::broken("the outputs as they were", "other ones");
    }
};

} // namespace routpact::testing
