#pragma once
// Rules about output buffers: the caller passes the capacity, the callback returns the size.

#include <routpact/detail/conformance/canary_buffer.hpp>
#include <routpact/detail/conformance/sized_output.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The base of all families about output buffers.
struct buffer_rule {
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return fills_buffer<Member>();
    }
    /// Returns capacities that are too small for `needed` bytes.
    static std::vector<ULONG> too_small(ULONG needed) {
        std::vector<ULONG> some{needed - 1};
        if (needed / 2 < needed - 1)
            some.push_back(needed / 2);
        if (needed > 4)
            some.push_back(1);
        return some;
    }
    /// Formats the capacity of a buffer that is tried.
    static std::string with_capacity(ULONG capacity, ULONG needed) {
        return "with a buffer of " + text_of(capacity) + " bytes, of " + text_of(needed) +
               " needed";
    }
};

/// Tries buffers that are too small.
struct short_buffer : buffer_rule {
    static constexpr const char* id = "RP-SHORT";
    static constexpr const char* statement = "returns the size needed if the buffer is too small";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.reason();
        for (const ULONG capacity : too_small(output.needed())) {
            canary_buffer buffer{capacity};
            const call_arguments a = output.ask(buffer.data(), capacity);
            const std::string with = with_capacity(capacity, output.needed());
            if (output.answer() != ERROR_INSUFFICIENT_BUFFER)
                return wrong_code(code_text(ERROR_INSUFFICIENT_BUFFER), output.answer(), with);
            if (a.output_size <= capacity)
                return verdict::broken("the size needed",
                                       "size " + text_of(a.output_size) + " " + with);
            if (a.output_size > 0x100000)
                return verdict::not_applicable("it needs more than 1 MB");
            canary_buffer enough{a.output_size};
            const call_arguments again = output.ask(enough.data(), a.output_size);
            if (output.answer() == ERROR_INSUFFICIENT_BUFFER && again.output_size <= a.output_size)
                return wrong_code("success with the size that it asked for", output.answer(),
                                  "with " + text_of(a.output_size) + " bytes");
        }
        return verdict::kept();
    }
};

/// Detects writes outside of the buffer.
struct buffer_bounds : buffer_rule {
    static constexpr const char* id = "RP-BOUNDS";
    static constexpr const char* statement = "writes nothing outside of the buffer";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.reason();
        std::vector<ULONG> capacities = too_small(output.needed());
        capacities.insert(capacities.end(), {0, output.needed(), output.needed() + 16});
        for (const ULONG capacity : capacities) {
            canary_buffer buffer{capacity};
            output.ask(buffer.data(), capacity);
            if (!buffer.kept_inside())
                return verdict::broken("no write outside of the buffer",
                                       "a write outside of it " +
                                           with_capacity(capacity, output.needed()));
        }
        return verdict::kept();
    }
};

/// Detects writes into a buffer that is too small.
struct partial_output : buffer_rule {
    static constexpr const char* id = "RP-PARTIAL";
    static constexpr const char* statement = "writes nothing into a buffer that is too small";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.reason();
        for (const ULONG capacity : too_small(output.needed())) {
            canary_buffer buffer{capacity};
            output.ask(buffer.data(), capacity);
            if (output.answer() == ERROR_INSUFFICIENT_BUFFER && !buffer.is_empty())
                return verdict::broken("no write into the buffer",
                                       "a write into it " +
                                           with_capacity(capacity, output.needed()));
        }
        return verdict::kept();
    }
};

/// Tries buffers that are large enough.
struct whole_output : buffer_rule {
    static constexpr const char* id = "RP-WHOLE";
    static constexpr const char* statement =
        "fills a buffer that is large enough, and returns the size written";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.reason();
        for (const ULONG more : {0u, 1u, 16u, 1000u}) {
            const ULONG capacity = output.needed() + more;
            canary_buffer buffer{capacity};
            const call_arguments a = output.ask(buffer.data(), capacity);
            const std::string with = "with " + text_of(more) + " bytes more than it needs";
            if (output.answer() == ERROR_INSUFFICIENT_BUFFER && a.output_size > capacity)
                return verdict::not_applicable("its output grows between the calls");
            if (output.answer() != NO_ERROR)
                return wrong_code("NO_ERROR", output.answer(), with);
            if (a.output_size > output.needed() + 999 && more == 1000)
                return verdict::broken("the size of the output",
                                       "size " + text_of(a.output_size) + " " + with);
            if (a.output_size == 0)
                continue;
            canary_buffer other{capacity, 0x5A}; // the output may equal the first pattern
            output.ask(other.data(), capacity);
            if (buffer.is_untouched() && other.is_untouched())
                return verdict::broken(text_of(a.output_size) + " bytes written", "none");
            if (const auto gap = unwritten(buffer.first(a.output_size), other.first(a.output_size)))
                return verdict::broken(text_of(a.output_size) + " bytes written",
                                       "the four bytes from offset " + text_of(*gap) +
                                           " as the caller left them");
        }
        return verdict::kept();
    }

private:
    // Finds an aligned group of four bytes that kept both patterns. A single byte may be padding.
    static std::optional<ULONG> unwritten(const std::vector<unsigned char>& one,
                                          const std::vector<unsigned char>& other) {
        ULONG run = 0;
        for (ULONG at = 0; at < one.size() && at < other.size(); ++at) {
            run = at % 4 == 0 ? 0 : run;
            run += one[at] == 0xA5 && other[at] == 0x5A ? 1u : 0u;
            if (run == 4)
                return at - 3;
        }
        return std::nullopt;
    }
};

/// Tries a null buffer.
struct size_query : buffer_rule {
    static constexpr const char* id = "RP-PROBE";
    static constexpr const char* statement = "returns the size needed if the buffer is null";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.reason();
        for (const ULONG capacity : {ULONG{0}, output.needed()}) {
            const call_arguments a = output.ask(nullptr, capacity);
            const std::string with = "with a null buffer and a capacity of " + text_of(capacity);
            if (output.answer() != ERROR_INSUFFICIENT_BUFFER)
                return wrong_code(code_text(ERROR_INSUFFICIENT_BUFFER), output.answer(), with);
            if (a.output_size == 0)
                return verdict::broken("the size needed", "size 0 " + with);
        }
        return verdict::kept();
    }
};

/// Tries a null pointer to the size.
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
                   : wrong_code(code_text(ERROR_INVALID_PARAMETER), answer);
    }
};

/// Checks the version, item size and count of an info block.
struct info_triple : buffer_rule {
    static constexpr const char* id = "RP-TRIPLE";
    static constexpr const char* statement =
        "sets the version, item size and count of its info block";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return fills_buffer<Member>() && takes<Member>(role::info_buffer);
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        sized_output<Member> output{s};
        if (!output.ready())
            return output.reason();
        canary_buffer buffer{output.needed()};
        const call_arguments a = output.ask(buffer.data(), output.needed());
        if (output.answer() != NO_ERROR)
            return verdict::not_applicable("it returns no block now");
        if (a.output_version == output.unset || a.output_item_size == output.unset ||
            a.output_count == output.unset)
            return verdict::broken("version, item size and count set", "at least one unchanged");
        return ULONGLONG{a.output_item_size} * a.output_count == a.output_size
                   ? verdict::kept()
                   : verdict::broken("a size of count times item size",
                                     text_of(a.output_count) + " times " +
                                         text_of(a.output_item_size) + ", but " +
                                         text_of(a.output_size) + " bytes");
    }
};

/// Detects outputs that a failed call changes.
struct untouched_outputs : buffer_rule {
    static constexpr const char* id = "RP-UNTOUCHED";
    static constexpr const char* statement = "does not change its outputs if it fails";
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
        canary_buffer buffer{64};
        call_arguments a = s.arguments(s.absent());
        a.output = buffer.data();
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
        const bool same = buffer.is_untouched() && a.output_size == 64 &&
                          a.output_version == before.output_version &&
                          a.output_item_size == before.output_item_size &&
                          a.output_count == before.output_count &&
                          a.output_byte == before.output_byte &&
                          event_number(a.event) == SAVE_GLOBAL_CONFIG_INFO && same_message;
        return same ? verdict::kept() : verdict::broken("unchanged outputs", "changed outputs");
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
