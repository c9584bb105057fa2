#include "html_timeline.hpp"

#include "repetition.hpp"
#include "text.hpp"

#include <algorithm>
#include <sstream>

using routpact::testing::recorded_call;

namespace {

/// A call in the timeline.
struct block {
    const recorded_call* call;
    std::size_t row;       ///< From 1.
    std::size_t rows = 1;  ///< The number of rows until its return.
    unsigned depth = 0;    ///< The number of calls of the same thread around it.
    std::size_t times = 1; ///< How often it is repeated.
};

/// A text in a row of its own.
struct note {
    std::size_t row;
    std::string text;
};

bool surrounds(const recorded_call& outer, const recorded_call& inner) {
    return outer.thread == inner.thread && outer.begun < inner.begun &&
           (!has_returned(outer) || outer.ended > inner.begun);
}

class timeline {
public:
    explicit timeline(const outcome& finding) : finding_{finding} {
        const std::vector<recorded_call>& calls = finding.calls;
        const std::size_t first = first_shown(calls);
        if (first != 0)
            notes_.push_back({next_row_++, counted(first, "call") + " before these"});
        for (const repetition& each : repetitions_of(calls, first)) {
            for (std::size_t i = each.first; i < each.first + each.length; ++i)
                blocks_.push_back(
                    {&calls[i], next_row_++, 1, 0, each.length == 1 ? each.times : 1});
            if (each.length > 1 && each.times > 1)
                notes_.push_back({next_row_++, "these " + std::to_string(each.length) + " calls " +
                                                   std::to_string(each.times) + " times"});
        }
        for (block& outer : blocks_) {
            threads_ = (std::max)(threads_, outer.call->thread);
            has_events_ |= is_event(*outer.call);
            for (block& inner : blocks_) {
                if (surrounds(*outer.call, *inner.call))
                    ++inner.depth;
                if (inner.call->begun > outer.call->begun &&
                    (!has_returned(*outer.call) || inner.call->begun < outer.call->ended))
                    outer.rows = inner.row - outer.row + 1;
            }
        }
    }

    std::string html() {
        out_ << "<div class=\"timeline\" style=\"grid-template-columns:auto repeat(" << threads_
             << ",minmax(0,1fr))" << (has_events_ ? " auto" : "") << "\">\n";
        if (threads_ > 1 || has_events_)
            write_lanes();
        for (const block& each : blocks_)
            write(each);
        for (const note& each : notes_)
            write_wide("note", each.row, each.text);
        write_wide(finding_.what == outcome::kind::broken ? "end" : "end dead", next_row_,
                   std::string{name(finding_.what)} + ": " + finding_.observed);
        out_ << "</div>\n";
        return out_.str();
    }

private:
    static bool is_event(const recorded_call& call) {
        return call.field == "pfnGetEventMessage" && call.answer == DWORD{NO_ERROR} &&
               !call.outputs.empty();
    }
    std::size_t lane_of(const recorded_call& call) const {
        return (std::max)(call.thread, 1U) + std::size_t{1}; // the first column has the numbers
    }
    std::string cell(const char* kind, std::size_t row, std::size_t rows,
                     std::size_t column) const {
        return std::string{"<div class=\""} + kind +
               "\" style=\"grid-area:" + std::to_string(row + 1) + "/" + std::to_string(column) +
               "/span " + std::to_string(rows) + "/span 1";
    }

    void write_lanes() {
        for (std::size_t thread = 1; thread <= threads_; ++thread)
            out_ << cell("lane", 0, 1, thread + 1) << "\">thread " << thread << "</div>";
        if (has_events_)
            out_ << cell("lane", 0, 1, threads_ + 2) << "\">events</div>";
        out_ << "\n";
    }

    void write(const block& each) {
        const recorded_call& call = *each.call;
        const std::string indent = ";margin-left:" + std::to_string(each.depth) + "em\">";
        const std::size_t lane = lane_of(call);
        const char* const state = !has_returned(call)                          ? "open"
                                  : call.answer.value_or(NO_ERROR) == NO_ERROR ? "good"
                                                                               : "other";
        out_ << cell("number", each.row, 1, 1) << "\">" << call.number << "</div>";
        if (each.rows > 1)
            out_ << cell("extent", each.row, each.rows, lane) << indent << "</div>";
        out_ << cell("call", each.row, 1, lane) << indent << "<code>"
             << escaped_markup(signature(call)) << "</code>";
        if (each.times > 1)
            out_ << " <span class=\"times\">" << each.times << " times</span>";
        out_ << " <span class=\"result " << state << "\">" << escaped_markup(result_text(call))
             << "</span></div>";
        if (is_event(call))
            out_ << cell("event", each.row, 1, threads_ + 2) << "\">"
                 << escaped_markup(call.outputs) << "</div>";
        out_ << "\n";
    }

    void write_wide(const char* kind, std::size_t row, const std::string& text) {
        out_ << "<div class=\"" << kind << "\" style=\"grid-row:" << row + 1 << "\">"
             << escaped_markup(text) << "</div>\n";
    }

    const outcome& finding_;
    std::vector<block> blocks_;
    std::vector<note> notes_;
    std::size_t next_row_ = 1;
    unsigned threads_ = 1;
    bool has_events_ = false;
    std::ostringstream out_;
};

} // namespace

std::string html_timeline(const outcome& finding) {
    return timeline{finding}.html();
}
