#include "causes.hpp"

#include "selection.hpp"
#include "text.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace {

/// Replaces the names of callbacks, "pfnStopProtocol", by *.
std::string without_callbacks(std::string text) {
    for (std::size_t at = 0; (at = text.find("pfn", at)) != std::string::npos; ++at) {
        std::size_t end = at;
        while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])))
            ++end;
        text.replace(at, end - at, "*");
    }
    return text;
}

/// Returns a text that findings with the same cause share. Broken rules have the same cause if they
/// state the same about different callbacks. A crash has the same cause wherever the scenarios meet
/// it; its place counts, so the text is not masked.
std::string key_of(const outcome& finding) {
    std::string key = std::string{name(finding.what)} + (finding.accepted ? " accepted\n" : "\n");
    if (finding.what == outcome::kind::broken)
        return key + finding.of->statement + "\n" + without_callbacks(masked(finding.observed));
    key += without_callbacks(finding.observed);
    if (finding.observed.find("+0x") == std::string::npos) // abort() names no place
        for (const std::string& frame : finding.stack)
            key += "\n" + frame;
    return key;
}

/// Orders findings: those that count, advice, accepted ones.
int rank(const outcome& finding, bool strict) {
    const bool advice = finding.of->level == routpact::conformance::severity::advice;
    return (finding.accepted ? 4 : 0) + (finding.counts(strict) ? 0 : 2) + (advice ? 1 : 0);
}

} // namespace

std::vector<cause> causes_of(const std::vector<outcome>& outcomes, bool strict) {
    std::vector<const outcome*> findings;
    for (const outcome& each : outcomes)
        if (each.is_finding())
            findings.push_back(&each);
    std::sort(findings.begin(), findings.end(), [&](const outcome* a, const outcome* b) {
        return std::pair{rank(*a, strict), a} < std::pair{rank(*b, strict), b};
    });
    std::vector<cause> causes;
    for (const outcome* each : findings) {
        const std::string key = key_of(*each);
        const auto known = std::find_if(causes.begin(), causes.end(), [&](const cause& other) {
            return key_of(other.first()) == key;
        });
        if (known != causes.end())
            known->findings.push_back(each);
        else
            causes.push_back({{each}});
    }
    return causes;
}

std::string title(const cause& of) {
    const outcome& first = of.first();
    const bool broken = first.what == outcome::kind::broken;
    std::set<std::string> callbacks;
    for (const outcome* each : of.findings)
        callbacks.insert(field_of(*each));
    const std::string observed = first.observed.substr(0, first.observed.find('\n'));
    std::string place = field_of(first);
    if (broken && callbacks.size() > 1)
        place = counted(callbacks.size(), "callback");
    else if (of.findings.size() > 1)
        place = counted(of.findings.size(), "rule");
    return (broken ? std::string{first.of->statement} + ": " : "") + observed + " (" + place + ")";
}
