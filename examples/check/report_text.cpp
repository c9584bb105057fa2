#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"

#include <algorithm>
#include <map>
#include <routpact/testing/call_text.hpp>
#include <sstream>

using namespace routpact::testing;

namespace {

constexpr std::size_t most_calls = 40;  // of one finding
constexpr std::size_t widest_call = 72; // for the column of answers

std::string counted(std::size_t number, const char* what) {
    return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

/// Text under a heading, all of it indented.
void print_block(std::ostream& out, const char* heading, const std::string& text) {
    std::istringstream lines{text};
    std::string label = heading;
    for (std::string line; std::getline(lines, line); label.clear())
        out << padded("    " + label, 15) << line << "\n";
}

std::string calls_text(const std::vector<recorded_call>& calls) {
    std::ostringstream out;
    std::size_t first = 0;
    if (calls.size() > most_calls) {
        first = calls.size() - most_calls;
        out << "[" << counted(first, "call") << " before these]\n";
    }
    std::size_t width = 0;
    for (std::size_t i = first; i < calls.size(); ++i)
        width = std::max(width, signature(calls[i]).size());
    for (std::size_t i = first; i < calls.size(); ++i) {
        const recorded_call& call = calls[i];
        out << padded(signature(call), std::min(width, widest_call)) << "  "
            << (call.answer ? code_text(*call.answer) : "has not returned")
            << (call.outputs.empty() ? "" : ", " + call.outputs) << "\n";
    }
    return out.str();
}

class text_writer {
public:
    explicit text_writer(const summary& all) : all_{all} {}

    std::string write() {
        out_ << "routpact-check " << all_.wanted.dll << "\n"
             << "protocol " << hexadecimal(all_.wanted.protocol_id) << ", seed " << all_.wanted.seed
             << ", " << counted(all_.outcomes.size(), "rule") << "\n";
        std::string callback;
        for (const outcome& each : all_.outcomes)
            if (each.is_finding()) {
                if (callback != field_of(*each.of))
                    out_ << "\n" << (callback = field_of(*each.of)) << "\n";
                print_finding(each);
            }
        print_not_applicable();
        print_end();
        return printable(out_.str());
    }

private:
    void print_finding(const outcome& each) {
        out_ << "\n  " << each.of->id << "  " << name(each.what) << "  (" << name(each.of->level)
             << ")\n";
        print_block(out_, "rule", each.of->statement);
        print_block(out_, "page", address_of_page(*each.of));
        print_block(out_, "expected", each.expected);
        print_block(out_, "observed", each.observed);
        // One crash shows in many rules; it is told once.
        const auto [known, is_new] =
            first_.try_emplace(name(each.what) + each.observed, each.of->id);
        if (each.what != outcome::kind::broken && !is_new)
            return print_block(out_, "calls", "as for " + known->second);
        print_block(out_, "calls", calls_text(each.calls));
        std::string stack;
        for (const std::string& frame : each.stack)
            stack += frame + "\n";
        print_block(out_, "stack", stack);
        print_block(out_, "printed", each.printed);
    }

    /// Which rules were not tried, by the reason.
    void print_not_applicable() {
        std::map<std::string, std::string> rules_of;
        for (const outcome& each : all_.outcomes)
            if (each.what == outcome::kind::not_applicable)
                rules_of[each.observed] += std::string{" "} + each.of->id;
        if (!rules_of.empty())
            out_ << "\nNot applicable\n";
        for (const auto& [reason, rules] : rules_of)
            out_ << "  " << reason << ":" << rules << "\n";
    }

    void print_end() {
        const unsigned contract = all_.findings(severity::contract);
        const unsigned advice = all_.findings(severity::advice);
        out_ << "\n"
             << counted(contract, "finding") << " of severity contract, " << advice
             << " of severity advice; " << all_.count(outcome::kind::kept) << " kept, "
             << all_.count(outcome::kind::not_applicable) << " not applicable.\n"
             << all_.conclusion() << "\n";
        if (contract + advice != 0)
            out_ << "To try a rule again: --seed " << all_.wanted.seed
                 << " --only RULE; and --in-process in a debugger.\n";
    }

    const summary& all_;
    std::ostringstream out_;
    std::map<std::string, std::string> first_;
};

} // namespace

std::string text_report(const summary& all) {
    return text_writer{all}.write();
}
