#include "options.hpp"

#include "failure.hpp"
#include "text.hpp"

#include <charconv>
#include <fstream>
#include <iterator>

namespace {

/// An option on the command line, with its value.
struct argument {
    std::string option, value;

    /// The value as a number, decimal, or hexadecimal after 0x.
    std::uint64_t number(std::uint64_t least, std::uint64_t most) const {
        const bool hexadecimal = value.starts_with("0x") || value.starts_with("0X");
        const char* const end = value.data() + value.size();
        std::uint64_t parsed = 0;
        const auto [stop, error] = std::from_chars(value.data() + (hexadecimal ? 2 : 0), end,
                                                   parsed, hexadecimal ? 16 : 10);
        if (error != std::errc{} || stop != end || parsed < least || parsed > most)
            throw cannot_run{option + ": not a number from " + std::to_string(least) + " to " +
                             std::to_string(most) + ": \"" + value + "\""};
        return parsed;
    }
    DWORD dword() const { return static_cast<DWORD>(number(0, 0xFFFFFFFF)); }
    unsigned small_number() const { return static_cast<unsigned>(number(1, 100000)); }

    /// The bytes of the file with this name.
    std::vector<unsigned char> contents() const {
        if (value.empty())
            throw cannot_run{option + ": the path is empty"};
        std::ifstream file{path_of(value), std::ios::binary};
        const std::vector<char> bytes{std::istreambuf_iterator<char>{file}, {}};
        if (!file.is_open())
            throw cannot_run{option + ": cannot open " + value};
        if (bytes.empty()) // or a directory
            throw cannot_run{option + ": " + value + " has no bytes"};
        return {bytes.begin(), bytes.end()};
    }

    report_format format() const {
        if (value == "text")
            return report_format::text;
        if (value == "json")
            return report_format::json;
        if (value == "junit")
            return report_format::junit;
        throw cannot_run{option + ": there are text, json and junit, and not \"" + value + "\""};
    }
};

struct option {
    std::string name;
    std::string value; ///< What --help calls it; empty: the option has none.
    const char* help;  ///< Null: not for people.
    void (*apply)(options&, const argument&);
};

const option known_options[] = {
    {"--protocol-id", "ID", "the protocol that RegisterProtocol is asked for, as in 0x0fff0007",
     [](options& o, const argument& a) { o.protocol_id = a.dword(); }},
    {"--only", "PATTERN", "check the rules with these ids: * and ? stand for any characters",
     [](options& o, const argument& a) { o.only.push_back(a.value); }},
    {"--skip", "PATTERN", "do not check these; both options may be given several times",
     [](options& o, const argument& a) { o.skip.push_back(a.value); }},
    {"--list-rules", "", "print the rules and check nothing",
     [](options& o, const argument&) { o.list_rules = true; }},
    {"--global-info", "FILE", "the info block to start the protocol with, byte for byte",
     [](options& o, const argument& a) { o.global_info.bytes = a.contents(); }},
    {"--global-info-version", "N", "its StructureVersion, else 1",
     [](options& o, const argument& a) { o.global_info.version = a.dword(); }},
    {"--interface-info", "FILE", "the info block to add interfaces with, byte for byte",
     [](options& o, const argument& a) { o.interface_info.bytes = a.contents(); }},
    {"--interface-info-version", "N", "its StructureVersion, else 1",
     [](options& o, const argument& a) { o.interface_info.version = a.dword(); }},
    {"--mib-question", "FILE", "what MibGet, MibGetFirst and MibGetNext are asked, byte for byte",
     [](options& o, const argument& a) { o.mib_question = a.contents(); }},
    {"--functionality", "FLAGS", "the RF_ flags that the protocol is offered, else all of IPv4's",
     [](options& o, const argument& a) { o.functionality = a.dword(); }},
    {"--seed", "N", "make the random choices of the run whose report names this seed",
     [](options& o, const argument& a) { o.seed = a.number(0, UINT64_MAX); }},
    {"--timeout", "SECONDS", "how long a rule may take before it counts as hung, else 10",
     [](options& o, const argument& a) { o.timeout = a.small_number(); }},
    {"--jobs", "N", "rules checked at a time, else one more than processors",
     [](options& o, const argument& a) { o.jobs = a.small_number(); }},
    {"--format", "FORMAT", "of the report: text, json or junit",
     [](options& o, const argument& a) { o.format = a.format(); }},
    {"--output", "FILE", "where the report goes, else to standard output",
     [](options& o, const argument& a) { o.output = a.value; }},
    {"--strict", "", "let findings of severity advice decide on the exit code, too",
     [](options& o, const argument&) { o.strict = true; }},
    {"--in-process", "", "for a debugger: no child processes, no time limit, no crash is caught",
     [](options& o, const argument&) { o.in_process = true; }},
    {"--help", "", "print this", [](options& o, const argument&) { o.help = true; }},
    {"--child", "RULE", nullptr, [](options& o, const argument& a) { o.child = a.value; }},
    {"--channel", "HANDLE", nullptr, [](options& o, const argument& a) { o.channel = a.value; }},
};

const option& find_option(const std::string& name) {
    for (const option& each : known_options)
        if (each.name == name)
            return each;
    throw cannot_run{"no such option: " + name + " (--help lists them)"};
}

} // namespace

options parse_options(const std::vector<std::string>& arguments) {
    options parsed;
    for (auto at = arguments.begin(); at != arguments.end(); ++at) {
        if (!at->starts_with("-")) {
            if (parsed.dll)
                throw cannot_run{"one DLL at a time, not " + *parsed.dll + " and " + *at};
            parsed.dll = *at;
            continue;
        }
        const std::size_t equals = at->find('=');
        const option& found = find_option(at->substr(0, equals));
        argument given{found.name, ""};
        if (equals != std::string::npos) {
            if (found.value.empty())
                throw cannot_run{found.name + " takes no value"};
            given.value = at->substr(equals + 1);
        } else if (!found.value.empty()) {
            if (++at == arguments.end())
                throw cannot_run{found.name + " needs a value: " + found.value};
            given.value = *at;
        }
        found.apply(parsed, given);
    }
    return parsed;
}

std::string usage() {
    std::string text =
        "usage: routpact-check DLL --protocol-id ID [OPTION ...]\n\n"
        "Checks whether a routing protocol DLL keeps the contract of routprot.h.\n\n";
    for (const option& each : known_options)
        if (each.help)
            text += padded("  " + each.name + " " + each.value, 31) + each.help + "\n";
    return text + R"(
Each rule is tried in a process of its own, so that a crash or a hang of the DLL is a finding and
not the end of the check. A finding has the severity of its rule: contract, the documentation says
so; advice, it is inferred, or no page says what is right.

Exit code: 0 the DLL conforms: no finding has severity contract; 1 there are such findings;
2 the check could not be made.
)";
}
