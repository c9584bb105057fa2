#include "causes.hpp"
#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"

#include <map>
#include <routpact/version.hpp>

using routpact::conformance::severity;
using routpact::testing::recorded_call;

namespace {

std::string quoted(const std::string& text) {
    std::string json = "\"";
    for (const char c : printable(text)) {
        if (c == '"' || c == '\\')
            json += '\\';
        json += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string{c};
    }
    return json + '"';
}

/// Builds an object or an array, member by member.
class members {
public:
    members(std::string indent, char open, char close)
        : indent_{std::move(indent)}, open_{open}, close_{close} {}

    members& add(const std::string& value) {
        text_ += (text_.empty() ? "\n" : ",\n") + indent_ + "  " + value;
        return *this;
    }
    members& add(const char* name, const std::string& json) {
        return add(quoted(name) + ": " + json);
    }
    members& add_text(const char* name, const std::string& text) { return add(name, quoted(text)); }
    std::string json() const {
        return open_ + (text_.empty() ? "" : text_ + "\n" + indent_) + close_;
    }

private:
    std::string indent_, text_;
    char open_, close_;
};

std::string call_json(const recorded_call& call) {
    return "{\"callback\": " + quoted(call.field) + ", \"arguments\": " + quoted(call.arguments) +
           ", \"answer\": " + (call.answer ? std::to_string(*call.answer) : "null") +
           ", \"outputs\": " + quoted(call.outputs) +
           ", \"thread\": " + std::to_string(call.thread) +
           ", \"begun\": " + std::to_string(call.begun) +
           ", \"ended\": " + (has_returned(call) ? std::to_string(call.ended) : "null") + "}";
}

/// Adds the members that describe a rule.
void add_rule(members& object, const routpact::conformance::rule& rule) {
    object.add_text("id", rule.id)
        .add_text("callback", field_of(rule))
        .add_text("statement", rule.statement)
        .add_text("page", address_of_page(rule))
        .add_text("severity", name(rule.level));
}

/// Formats the outcome of a rule. `first` is the rule that stands for its cause, if it is a
/// finding.
std::string outcome_json(const outcome& each, const char* first) {
    members object{"        ", '{', '}'};
    add_rule(object, *each.of);
    object.add_text("outcome", name(each.what))
        .add("accepted", each.accepted ? "true" : "false")
        .add("cause", first ? quoted(first) : "null")
        .add_text("expected", each.expected)
        .add_text("observed", each.observed)
        .add("seconds", fixed(each.seconds));
    members calls{"          ", '[', ']'};
    members stack{"          ", '[', ']'};
    if (each.is_finding())
        for (const recorded_call& call : each.calls)
            calls.add(call_json(call));
    for (const std::string& frame : each.stack)
        stack.add(quoted(frame));
    object.add("calls", calls.json()).add("stack", stack.json());
    return object.add_text("printed", each.printed).add_text("test_case", each.test_case).json();
}

std::string check_json(const summary& check) {
    std::map<const outcome*, const char*> first_of;
    for (const cause& each : causes_of(check.outcomes, check.wanted.strict))
        for (const outcome* finding : each.findings)
            first_of[finding] = each.first().of->id;
    members rules{"      ", '[', ']'};
    for (const outcome& each : check.outcomes)
        rules.add(outcome_json(each, first_of[&each]));
    return members{"    ", '{', '}'}
        .add_text("dll", check.wanted.dll)
        .add("protocol_id", std::to_string(check.wanted.protocol_id))
        .add("conforms", check.conforms() ? "true" : "false")
        .add("exit_code", std::to_string(check.exit_code()))
        .add_text("conclusion", check.conclusion())
        .add("contract_findings", std::to_string(check.findings(severity::contract)))
        .add("advice_findings", std::to_string(check.findings(severity::advice)))
        .add("accepted_findings", std::to_string(check.accepted()))
        .add("kept", std::to_string(check.count(outcome::kind::kept)))
        .add("not_applicable", std::to_string(check.count(outcome::kind::not_applicable)))
        .add("seconds", fixed(check.seconds))
        .add("rules", rules.json())
        .json();
}

/// Begins an object with the members that name the tool and the schema.
members document() {
    members object{"", '{', '}'};
    object.add_text("tool", "routpact-check")
        .add_text("version", routpact::version)
        .add_text("schema_version", schema_version);
    return object;
}

} // namespace

std::string json_report(const results& all) {
    members checks{"  ", '[', ']'};
    for (const summary& each : all.checks)
        checks.add(check_json(each));
    members stale{"  ", '[', ']'};
    for (const std::string& each : all.stale_texts())
        stale.add(quoted(each));
    // Many readers of JSON hold numbers as double, which cannot hold every seed.
    return document()
               .add_text("seed", std::to_string(all.wanted.seed))
               .add("strict", all.wanted.strict ? "true" : "false")
               .add("exit_code", std::to_string(all.exit_code()))
               .add("checks", checks.json())
               .add("stale_baseline_entries", stale.json())
               .json() +
           "\n";
}

std::string json_rule_list(const std::vector<const routpact::conformance::rule*>& rules) {
    members list{"  ", '[', ']'};
    for (const routpact::conformance::rule* each : rules) {
        members object{"    ", '{', '}'};
        add_rule(object, *each);
        list.add(object.json());
    }
    return document().add("rules", list.json()).json() + "\n";
}
