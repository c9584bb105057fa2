#pragma once
// Ready observers of reports, and what an observer of one's own needs.
//
// Every observer here may be called from several threads at the same time, and throws nothing.

#include <routpact/detail/abi/packing.hpp>

#include <atomic>
#include <initializer_list>
#include <routpact/detail/observers/debugger.hpp>
#include <routpact/detail/observers/trace_client.hpp>
#include <routpact/observer.hpp>
#include <routpact/result.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI {

/// Describes a report in one line of text, such as "routpact: connect_client, interface 8: no
/// interface has this index; answered ERROR_INVALID_PARAMETER (87); blame: caller". The line has at
/// most 511 characters.
class report_text {
public:
    /// Makes the text, and puts `end` behind it, such as "\n".
    ROUTPACT_HIDDEN explicit report_text(const report& of, const char* end = "") noexcept {
        add("routpact: ", of.callback);
        if (of.interface_index != 0)
            add(", interface ", of.interface_index);
        if (of.argument_position != 0)
            add(", argument ", ULONG{of.argument_position});
        add(": ", describe(of.kind));
        if (of.detail)
            add(": ", of.detail);
        if (of.handler_code != NO_ERROR && of.handler_code != of.returned_code)
            add_code("; the handler's code is ", of.handler_code);
        if (of.returned_code != NO_ERROR)
            add_code("; answered ", of.returned_code);
        add("; blame: ", of.blamed == blame::caller ? "caller" : "protocol");
        for (; *end && length_ + 1 < sizeof text_; ++end)
            text_[length_++] = *end;
    }
    /// Returns the text, which ends with a zero.
    [[nodiscard]] ROUTPACT_HIDDEN const char* c_str() const noexcept { return text_; }

private:
    static constexpr unsigned room_for_end = 2;

    ROUTPACT_HIDDEN void add(const char* before, const char* text) noexcept {
        for (const char* each : {before, text})
            for (; *each && length_ + 1 + room_for_end < sizeof text_; ++each)
                text_[length_++] = static_cast<unsigned char>(*each) < ' ' ? ' ' : *each;
    }
    ROUTPACT_HIDDEN void add(const char* before, ULONG number) noexcept {
        char digits[11]{};
        char* first = digits + sizeof digits - 1;
        do
            *--first = static_cast<char>('0' + number % 10);
        while (number /= 10);
        add(before, first);
    }
    ROUTPACT_HIDDEN void add_code(const char* before, DWORD value) noexcept {
        add(before, code_name(value));
        add(" (", value);
        add(")", "");
    }

    char text_[512]{};
    unsigned length_ = 0;
};

/// Writes each report to the debugger, by OutputDebugString; on other systems than Windows, to the
/// standard error stream. An observer.
ROUTPACT_HIDDEN inline void debugger_output(const report& call) noexcept {
    detail::write_to_debugger(report_text{call, "\n"}.c_str());
}

/// Writes each report to RRAS's tracing, as the client `Name`: `rras_trace<"sessions">`. An
/// observer. It writes to the file or the console that the registry enables for this name, and
/// nothing elsewhere or on other systems.
///
/// Loads rtutils.dll and registers the client with the first report. Like TraceRegisterEx, it must
/// not be called from DllMain. The client is registered until the process ends. Reports of other
/// threads during the registration are not written.
template <detail::trace_name Name>
ROUTPACT_HIDDEN void rras_trace([[maybe_unused]] const report& call) noexcept {
    static_assert(Name.is_key(),
                  "routpact::rras_trace: the name cannot be that of a registry key; expected one "
                  "that is not empty and has no backslash: use the name of the protocol");
    if constexpr (Name.is_key())
        detail::trace_client_of<Name>.put(detail::trace_name_of<Name>.text,
                                          report_text{call}.c_str());
}

/// Stops the process in its debugger when a report blames the protocol: the stack shows the call.
/// An observer. Does nothing without a debugger, so it may stay in a DLL that is shipped. On other
/// systems than Windows, a tracer such as strace counts as a debugger, but does not stop.
ROUTPACT_HIDDEN inline void break_on_protocol_error(const report& call) noexcept {
    if (call.blamed == blame::protocol && detail::is_debugged())
        detail::break_into_debugger();
}

/// Counts reports by their kind. Thread-safe. An object at namespace scope runs no code while the
/// DLL is loaded. Counts wrap at 2^32.
class report_counts {
public:
    ROUTPACT_HIDDEN constexpr report_counts() noexcept = default;
    report_counts(const report_counts&) = delete;
    report_counts& operator=(const report_counts&) = delete;

    /// Counts a report.
    ROUTPACT_HIDDEN void count(const report& call) noexcept {
        counts_[static_cast<unsigned>(call.kind)].fetch_add(1, std::memory_order_relaxed);
    }
    /// Returns the number of reports of a kind.
    [[nodiscard]] ROUTPACT_HIDDEN ULONG operator[](violation kind) const noexcept {
        return counts_[static_cast<unsigned>(kind)].load(std::memory_order_relaxed);
    }
    /// Returns the number of reports of all kinds.
    [[nodiscard]] ROUTPACT_HIDDEN ULONG total() const noexcept {
        ULONG sum = 0;
        for (const auto& each : counts_)
            sum += each.load(std::memory_order_relaxed);
        return sum;
    }

private:
    std::atomic<ULONG> counts_[detail::violation_count]{};
};

/// Counts each report in `Counts`, a report_counts with static storage. An observer.
template <report_counts& Counts>
ROUTPACT_HIDDEN void count_reports(const report& call) noexcept {
    Counts.count(call);
}

/// Passes each report to several observers in order, each of them whatever the others throw. An
/// observer: `observers<debugger_output, count_reports<counts>>`.
template <auto... Observers>
ROUTPACT_HIDDEN void observers(const report& call) noexcept {
    constexpr bool usable = (std::is_convertible_v<decltype(Observers), observer> && ...);
    static_assert(usable, "routpact::observers: one of these is no observer; expected functions or "
                          "captureless lambdas that take const routpact::report&: change the "
                          "signature of the one that does not");
    if constexpr (usable)
        (detail::notify(Observers, call), ...);
}

} // namespace routpact::inline ROUTPACT_ABI
