#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"

#include <cstdio>
#include <sstream>

using namespace routpact::testing;

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

/// An object or an array, member by member.
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
           ", \"outputs\": " + quoted(call.outputs) + "}";
}

std::string outcome_json(const outcome& each) {
    members object{"    ", '{', '}'};
    object.add_text("id", each.of->id)
        .add_text("callback", field_of(*each.of))
        .add_text("statement", each.of->statement)
        .add_text("page", address_of_page(*each.of))
        .add_text("severity", name(each.of->level))
        .add_text("outcome", name(each.what))
        .add_text("expected", each.expected)
        .add_text("observed", each.observed)
        .add("seconds", fixed(each.seconds));
    members calls{"      ", '[', ']'};
    members stack{"      ", '[', ']'};
    if (each.is_finding())
        for (const recorded_call& call : each.calls)
            calls.add(call_json(call));
    for (const std::string& frame : each.stack)
        stack.add(quoted(frame));
    object.add("calls", calls.json()).add("stack", stack.json());
    return object.add_text("printed", each.printed).json();
}

} // namespace

std::string json_report(const summary& all) {
    members rules{"  ", '[', ']'};
    for (const outcome& each : all.outcomes)
        rules.add(outcome_json(each));
    return members{"", '{', '}'}
               .add_text("dll", all.wanted.dll)
               .add("protocol_id", std::to_string(all.wanted.protocol_id))
               .add("seed", std::to_string(all.wanted.seed))
               .add("strict", all.wanted.strict ? "true" : "false")
               .add("conforms", !all.is_empty() && all.conforms() ? "true" : "false")
               .add("exit_code", std::to_string(all.exit_code()))
               .add("contract_findings", std::to_string(all.findings(severity::contract)))
               .add("advice_findings", std::to_string(all.findings(severity::advice)))
               .add("kept", std::to_string(all.count(outcome::kind::kept)))
               .add("not_applicable", std::to_string(all.count(outcome::kind::not_applicable)))
               .add("seconds", fixed(all.seconds))
               .add("rules", rules.json())
               .json() +
           "\n";
}
