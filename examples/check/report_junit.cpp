#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"

#include <routpact/version.hpp>
#include <sstream>

using routpact::testing::recorded_call;

namespace {

/// Returns the content of the element of a rule. JUnit has no warnings: advice that does not count
/// becomes a skipped test.
std::string content(const outcome& each, bool strict) {
    const std::string message = "expected " + each.expected + "; observed " + each.observed;
    if (each.what == outcome::kind::not_applicable)
        return "<skipped message=\"not applicable: " + escaped_markup(each.observed) + "\"/>";
    if (each.accepted)
        return "<skipped message=\"accepted: " + escaped_markup(message) + "\"/>";
    if (!each.counts(strict))
        return each.is_finding() ? "<skipped message=\"advice: " + escaped_markup(message) + "\"/>"
                                 : "";
    const char* const element = each.what == outcome::kind::broken ? "failure" : "error";
    std::string text = std::string{each.of->statement} + "\n" + address_of_page(*each.of) + "\n";
    for (const recorded_call& call : each.calls)
        text += signature(call) + "  " + result_text(call) + "\n";
    for (const std::string& frame : each.stack)
        text += "at " + frame + "\n";
    return std::string{"<"} + element + " type=\"" + name(each.of->level) + "\" message=\"" +
           escaped_markup(message) + "\">" + escaped_markup(text + each.printed) + "</" + element +
           ">";
}

void write_property(std::ostream& out, const char* name, const std::string& value) {
    out << "      <property name=\"" << name << "\" value=\"" << escaped_markup(value) << "\"/>\n";
}

void begin_suite(std::ostream& out, const std::string& name, std::size_t tests, unsigned failures,
                 unsigned errors, unsigned skipped, double seconds) {
    out << "  <testsuite name=\"" << escaped_markup("routpact-check " + name) << "\" tests=\""
        << tests << "\" failures=\"" << failures << "\" errors=\"" << errors << "\" skipped=\""
        << skipped << "\" time=\"" << fixed(seconds) << "\">\n";
}

void write_check(std::ostream& out, const summary& check) {
    unsigned failures = 0, errors = 0, skipped = 0;
    for (const outcome& each : check.outcomes) {
        const bool counts = each.counts(check.wanted.strict);
        failures += counts && each.what == outcome::kind::broken;
        errors += counts && each.what != outcome::kind::broken;
        skipped += !counts && each.what != outcome::kind::kept;
    }
    const bool impossible = !check.impossible.empty();
    begin_suite(out, check.wanted.dll, check.outcomes.size() + (impossible ? 1 : 0), failures,
                errors + (impossible ? 1 : 0), skipped, check.seconds);
    out << "    <properties>\n";
    write_property(out, "tool", "routpact-check");
    write_property(out, "version", routpact::version);
    write_property(out, "schema_version", schema_version);
    write_property(out, "protocol_id", hexadecimal(check.wanted.protocol_id));
    write_property(out, "seed", std::to_string(check.wanted.seed));
    out << "    </properties>\n";
    for (const outcome& each : check.outcomes)
        out << "    <testcase classname=\"" << field_of(*each.of) << "\" name=\"" << each.of->id
            << "\" time=\"" << fixed(each.seconds) << "\">" << content(each, check.wanted.strict)
            << "</testcase>\n";
    if (impossible)
        out << "    <testcase classname=\"DLL\" name=\"can be checked\"><error message=\""
            << escaped_markup(check.impossible) << "\"/></testcase>\n";
    out << "  </testsuite>\n";
}

/// Writes a failed test case for each stale entry of the baseline.
void write_stale(std::ostream& out, const std::vector<std::string>& entries) {
    const auto count = static_cast<unsigned>(entries.size());
    begin_suite(out, "baseline", count, count, 0, 0, 0);
    for (const std::string& each : entries)
        out << "    <testcase classname=\"baseline\" name=\"stale entry\"><failure message=\""
            << escaped_markup(each) << "\"/></testcase>\n";
    out << "  </testsuite>\n";
}

} // namespace

std::string junit_report(const results& all) {
    std::ostringstream out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    for (const summary& each : all.checks)
        write_check(out, each);
    if (!all.stale.empty())
        write_stale(out, all.stale_texts());
    out << "</testsuites>\n";
    return out.str();
}
