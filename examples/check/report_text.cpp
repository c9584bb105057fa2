#include "causes.hpp"
#include "repetition.hpp"
#include "selection.hpp"
#include "summary.hpp"
#include "terminal.hpp"
#include "text.hpp"

#include <algorithm>
#include <map>
#include <routpact/version.hpp>
#include <sstream>

using routpact::testing::recorded_call;

namespace {

constexpr std::size_t widest_call = 72; // before the column of the codes
constexpr std::size_t most_causes = 14; // in the summary, which fits on a screen

/// Formats a transcript. Shows repeated calls once.
std::string calls_text(const std::vector<recorded_call>& calls) {
    std::ostringstream out;
    const std::size_t first = first_shown(calls);
    if (first != 0)
        out << "[" << counted(first, "call") << " before these]\n";
    std::size_t width = 0;
    for (std::size_t i = first; i < calls.size(); ++i)
        width = (std::max)(width, (std::min)(signature(calls[i]).size(), widest_call));
    for (const repetition& each : repetitions_of(calls, first)) {
        for (std::size_t i = each.first; i < each.first + each.length; ++i)
            out << padded(signature(calls[i]), width) << "  " << result_text(calls[i])
                << (each.times > 1 && each.length == 1
                        ? "  [" + std::to_string(each.times) + " times]"
                        : "")
                << "\n";
        if (each.times > 1 && each.length > 1)
            out << "[these " << each.length << " calls " << each.times << " times]\n";
    }
    return out.str();
}

colour colour_of(const summary& check) {
    return check.exit_code() == 0 ? colour::green
           : !check.has_result()  ? colour::yellow
                                  : colour::red;
}

/// Returns the DLL and the protocol of a check.
std::string label(const summary& check) {
    return check.wanted.dll +
           (check.impossible.empty() ? ", protocol " + hexadecimal(check.wanted.protocol_id) : "");
}

class text_writer {
public:
    explicit text_writer(bool colours) : paint_{colours} {}

    std::string write(const results& all) {
        const std::string tool = std::string{"routpact-check "} + routpact::version + ": ";
        if (all.checks.size() > 1) {
            line(colour::bold, tool + counted(all.checks.size(), "check"));
            for (const summary& each : all.checks)
                line(colour_of(each), "  " + label(each) + ": " + each.conclusion());
        }
        if (!all.stale.empty())
            line(colour::red, counted(all.stale.size(), "stale line") + " in the baseline:");
        for (const std::string& each : all.stale_texts())
            line("  " + each);
        for (const summary& each : all.checks) {
            if (out_.tellp() > 0)
                line("");
            line(colour::bold, tool + each.wanted.dll);
            print(each);
        }
        return out_.str();
    }

private:
    void line(const std::string& text) { out_ << printable(text) << "\n"; }
    void line(colour wanted, const std::string& text) {
        out_ << paint_(wanted, printable(text)) << "\n";
    }

    void print(const summary& check) {
        line("protocol " + hexadecimal(check.wanted.protocol_id) + ", seed " +
             std::to_string(check.wanted.seed) + ", " + counted(check.outcomes.size(), "rule"));
        line("");
        line(colour_of(check), check.conclusion());
        if (!check.impossible.empty())
            return;
        line(check.numbers());
        const std::vector<cause> causes = causes_of(check.outcomes, check.wanted.strict);
        print_summary(causes);
        for (const cause& each : causes)
            if (!each.first().accepted)
                print_cause(each);
        print_not_applicable(check);
        if (causes.empty())
            return;
        line("");
        line(colour_of(check), check.conclusion());
        line("To repeat a rule: --seed " + std::to_string(check.wanted.seed) +
             " --only RULE, in a debugger with --in-process.");
    }

    void print_summary(const std::vector<cause>& causes) {
        if (!causes.empty())
            line("\n" + counted(causes.size(), "cause") + ":");
        for (std::size_t i = 0; i < causes.size() && i < most_causes; ++i) {
            const outcome& first = causes[i].first();
            const std::size_t others = causes[i].findings.size() - 1;
            line("  " + padded(first.accepted ? "accepted" : name(first.of->level), 10) +
                 padded(first.of->id + (others ? " +" + std::to_string(others) : ""), 18) +
                 title(causes[i]));
        }
        if (causes.size() > most_causes)
            line("  and " + std::to_string(causes.size() - most_causes) + " more, see below");
    }

    /// Prints a text, indented, after a heading.
    void print_block(const char* heading, const std::string& text) {
        std::istringstream lines{text};
        std::string label = heading;
        for (std::string each; std::getline(lines, each); label.clear())
            out_ << paint_(colour::grey, padded("  " + label, 13)) << printable(each) << "\n";
    }

    void print_cause(const cause& of) {
        const outcome& first = of.first();
        line("");
        out_ << paint_(colour::bold, std::string{first.of->id} + "  " + name(first.what)) << "  ("
             << name(first.of->level) << ")\n";
        print_block("callback", field_of(first));
        print_block("rule", first.of->statement);
        print_block("page", address_of_page(*first.of));
        print_block("expected", first.expected);
        print_block("observed", first.observed);
        print_block("calls", calls_text(first.calls));
        std::string stack;
        for (const std::string& frame : first.stack)
            stack += frame + "\n";
        print_block("stack", stack);
        print_block("test", first.test_case);
        print_block("printed", first.printed);
        std::string others;
        for (const outcome* each : of.findings)
            if (each != &first)
                others += padded(each->of->id, 16) + field_of(*each) + "\n";
        print_block("the same", others);
    }

    /// Prints the rules that were not tried, by reason.
    void print_not_applicable(const summary& check) {
        std::map<std::string, std::string> rules_of;
        for (const outcome& each : check.outcomes)
            if (each.what == outcome::kind::not_applicable)
                rules_of[each.observed] += std::string{" "} + each.of->id;
        if (!rules_of.empty())
            line("\nNot applicable");
        for (const auto& [reason, rules] : rules_of)
            out_ << "  " << printable(reason) << ":" << rules << "\n";
    }

    const painter paint_;
    std::ostringstream out_;
};

} // namespace

std::string text_report(const results& all, bool colours) {
    return text_writer{colours}.write(all);
}
