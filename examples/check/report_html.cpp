#include "causes.hpp"
#include "html_style.hpp"
#include "html_timeline.hpp"
#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"

#include <algorithm>
#include <map>
#include <routpact/version.hpp>
#include <sstream>

namespace {

const char* class_of(const outcome& finding) {
    return finding.accepted ? "accepted" : name(finding.of->level);
}

std::string badge(const outcome& finding) {
    const std::string kind = class_of(finding);
    return "<span class=\"badge " + kind + "\">" + kind + "</span>";
}

class html_writer {
public:
    std::string write(const results& all) {
        std::string names;
        for (const summary& each : all.checks)
            names += (names.empty() ? "" : ", ") + file_name(each);
        // The policy forbids everything that could be loaded, or run.
        out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'\">\n"
             << "<meta name=\"viewport\" content=\"width=device-width\">\n<title>routpact-check: "
             << escaped_markup(names) << "</title>\n<style>" << html_style
             << "</style>\n</head>\n<body>\n";
        write_stale(all.stale_texts());
        for (const summary& each : all.checks)
            write_check(each);
        out_ << "<footer>routpact-check " << routpact::version << ", seed " << all.wanted.seed
             << "</footer>\n</body>\n</html>\n";
        return out_.str();
    }

private:
    static std::string file_name(const summary& check) {
        return text_of(path_of(check.wanted.dll).filename());
    }
    std::string anchor(const outcome& finding) const {
        return "check-" + std::to_string(checks_) + "-" + finding.of->id;
    }

    void write_stale(const std::vector<std::string>& entries) {
        if (entries.empty())
            return;
        out_ << "<h2>Stale lines of the baseline</h2>\n<ul class=\"head stale\">\n";
        for (const std::string& each : entries)
            out_ << "<li>" << escaped_markup(each) << "</li>\n";
        out_ << "</ul>\n";
    }

    void write_check(const summary& check) {
        ++checks_;
        out_ << "<section>\n";
        write_head(check);
        const std::vector<cause> causes = causes_of(check.outcomes, check.wanted.strict);
        if (!causes.empty()) {
            out_ << "<h2>" << counted(causes.size(), "cause") << "</h2>\n<ul class=\"list\">\n";
            for (const cause& each : causes)
                write_line(each);
            out_ << "</ul>\n<h2>Details</h2>\n";
        }
        for (const cause& each : causes)
            write_card(check, each);
        write_rest(check);
        out_ << "</section>\n";
    }

    void write_head(const summary& check) {
        const char* const verdict = !check.has_result()      ? "none"
                                    : check.exit_code() == 0 ? "good"
                                                             : "bad";
        out_ << "<div class=\"head\">\n<h1>" << escaped_markup(file_name(check))
             << "</h1>\n<div class=\"about\">" << escaped_markup(check.wanted.dll)
             << " &middot; protocol " << hexadecimal(check.wanted.protocol_id) << " &middot; seed "
             << check.wanted.seed << " &middot; " << fixed(check.seconds) << " s</div>\n"
             << "<p class=\"verdict " << verdict << "\">" << escaped_markup(check.conclusion())
             << "</p>\n";
        if (check.impossible.empty())
            write_numbers(check);
        out_ << "</div>\n";
    }

    void write_numbers(const summary& check) {
        std::map<std::string, unsigned> numbers;
        for (const outcome& each : check.outcomes)
            ++numbers[each.is_finding() ? class_of(each) : name(each.what)];
        const char* const kinds[] = {"contract", "advice", "accepted", "kept", "not applicable"};
        out_ << "<dl class=\"tiles\">";
        for (const char* kind : kinds)
            out_ << "<div><dt><span class=\"dot " << kind << "\"></span>" << kind << "</dt><dd>"
                 << numbers[kind] << "</dd></div>";
        out_ << "<div><dt>of all rules</dt><dd>" << check.outcomes.size()
             << "</dd></div></dl>\n<div class=\"bar\">";
        for (const char* kind : kinds)
            if (numbers[kind] != 0)
                out_ << "<i class=\"" << kind << "\" style=\"flex:" << numbers[kind] << "\"></i>";
        out_ << "</div>\n";
    }

    void write_line(const cause& of) {
        const outcome& first = of.first();
        out_ << "<li><span>" << badge(first) << "</span><a href=\"#" << anchor(first) << "\">"
             << first.of->id << "</a><span>" << escaped_markup(title(of)) << "</span></li>\n";
    }

    void write_card(const summary& check, const cause& of) {
        const outcome& first = of.first();
        out_ << "<details class=\"card\" id=\"" << anchor(first) << "\""
             << (first.accepted ? "" : " open") << ">\n<summary>" << badge(first) << "<b>"
             << first.of->id << " " << name(first.what) << "</b>" << escaped_markup(title(of))
             << "</summary>\n<dl class=\"facts\">\n";
        write_fact("callback", escaped_markup(field_of(first)));
        write_fact("rule", escaped_markup(first.of->statement));
        const std::string page = escaped_markup(address_of_page(*first.of));
        write_fact("page", "<a href=\"" + page + "\" rel=\"noreferrer\">" + page + "</a>");
        write_fact("expected", escaped_markup(first.expected));
        write_fact("observed", escaped_markup(first.observed));
        std::string others;
        for (const outcome* each : of.findings)
            if (each != &first)
                others += (others.empty() ? "" : ", ") + std::string{each->of->id} + " (" +
                          field_of(*each) + ")";
        write_fact("the same", others);
        out_ << "</dl>\n" << html_timeline(first) << "<dl class=\"facts\">\n";
        std::string stack;
        for (const std::string& frame : first.stack)
            stack += escaped_markup(frame + "\n");
        write_fact("stack", stack.empty() ? "" : "<pre>" + stack + "</pre>");
        const std::string test = escaped_markup(first.test_case);
        write_fact("as a test", test.empty() ? "" : "<pre>" + test + "</pre>");
        const std::string printed = escaped_markup(first.printed);
        write_fact("printed", printed.empty() ? "" : "<pre>" + printed + "</pre>");
        const std::string command =
            "routpact-check " + escaped_markup(arguments_to_repeat(check, first.of->id));
        write_fact("to repeat", "<pre>" + command + "</pre>");
        write_fact("to debug", "<pre>gdb --args " + command + " --in-process</pre>");
        out_ << "</dl>\n</details>\n";
    }

    /// Writes a row of a list, unless its content, which is HTML, is empty.
    void write_fact(const char* heading, const std::string& content) {
        if (!content.empty())
            out_ << "<dt>" << heading << "</dt><dd>" << content << "</dd>\n";
    }

    /// Writes the rules without a finding.
    void write_rest(const summary& check) {
        std::map<std::string, std::string> not_applicable, kept;
        for (const outcome& each : check.outcomes)
            if (each.what == outcome::kind::not_applicable)
                not_applicable[each.observed] += std::string{" "} + each.of->id;
            else if (each.what == outcome::kind::kept)
                kept[each.of->statement] += std::string{" "} + each.of->id;
        write_rules("Not applicable", check.count(outcome::kind::not_applicable), not_applicable);
        write_rules("Kept", check.count(outcome::kind::kept), kept);
    }

    void write_rules(const char* heading, unsigned number,
                     const std::map<std::string, std::string>& rules) {
        if (rules.empty())
            return;
        out_ << "<details class=\"card\">\n<summary><b>" << heading << "</b>"
             << counted(number, "rule") << "</summary>\n<ul class=\"rules\">\n";
        for (const auto& [text, ids] : rules)
            out_ << "<li>" << escaped_markup(text) << ":" << ids << "</li>\n";
        out_ << "</ul>\n</details>\n";
    }

    std::ostringstream out_;
    unsigned checks_ = 0;
};

} // namespace

std::string html_report(const results& all) {
    return html_writer{}.write(all);
}
