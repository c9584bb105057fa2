#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"

#include <routpact/testing/call_text.hpp>
#include <sstream>

using namespace routpact::testing;

namespace {

std::string escaped(const std::string& text) {
    std::string xml;
    for (const char c : printable(text))
        switch (c) {
        case '<':
            xml += "&lt;";
            break;
        case '>':
            xml += "&gt;";
            break;
        case '&':
            xml += "&amp;";
            break;
        case '"':
            xml += "&quot;";
            break;
        case '\n':
            xml += "&#10;"; // else an attribute would lose it
            break;
        default:
            xml += c;
        }
    return xml;
}

/// What the element of a rule has in it. JUnit knows no warnings: advice that does not count is
/// told as a test that was skipped.
std::string content(const outcome& each, bool strict) {
    const std::string message = "expected " + each.expected + "; observed " + each.observed;
    if (each.what == outcome::kind::not_applicable)
        return "<skipped message=\"not applicable: " + escaped(each.observed) + "\"/>";
    if (!each.counts(strict))
        return each.is_finding() ? "<skipped message=\"advice: " + escaped(message) + "\"/>" : "";
    const char* const element = each.what == outcome::kind::broken ? "failure" : "error";
    std::string text = std::string{each.of->statement} + "\n" + address_of_page(*each.of) + "\n";
    for (const recorded_call& call : each.calls)
        text += signature(call) + "  " +
                (call.answer ? code_text(*call.answer) : "has not returned") + "\n";
    for (const std::string& frame : each.stack)
        text += "at " + frame + "\n";
    return std::string{"<"} + element + " type=\"" + name(each.of->level) + "\" message=\"" +
           escaped(message) + "\">" + escaped(text + each.printed) + "</" + element + ">";
}

} // namespace

std::string junit_report(const summary& all) {
    std::ostringstream out;
    unsigned failures = 0, errors = 0, skipped = 0;
    for (const outcome& each : all.outcomes) {
        const bool counts = each.counts(all.wanted.strict);
        failures += counts && each.what == outcome::kind::broken;
        errors += counts && each.what != outcome::kind::broken;
        skipped += !counts && each.what != outcome::kind::kept;
    }
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\""
        << escaped("routpact-check " + all.wanted.dll) << "\" tests=\"" << all.outcomes.size()
        << "\" failures=\"" << failures << "\" errors=\"" << errors << "\" skipped=\"" << skipped
        << "\" time=\"" << fixed(all.seconds) << "\">\n    <properties>\n"
        << "      <property name=\"protocol_id\" value=\"" << hexadecimal(all.wanted.protocol_id)
        << "\"/>\n      <property name=\"seed\" value=\"" << all.wanted.seed
        << "\"/>\n    </properties>\n";
    for (const outcome& each : all.outcomes)
        out << "    <testcase classname=\"" << field_of(*each.of) << "\" name=\"" << each.of->id
            << "\" time=\"" << fixed(each.seconds) << "\">" << content(each, all.wanted.strict)
            << "</testcase>\n";
    out << "  </testsuite>\n</testsuites>\n";
    return out.str();
}
