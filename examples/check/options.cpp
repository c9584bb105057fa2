#include "options.hpp"

#include "failure.hpp"
#include "text.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <random>

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

/// The options, and what has no value that could stand for none.
struct command : options {
    std::optional<std::string> given_dll;
    std::optional<DWORD> given_id;
    std::optional<std::uint64_t> given_seed;
};

struct option {
    std::string name;
    std::string value; ///< What --help calls it; empty: the option has none.
    const char* help;  ///< Null: not for people.
    void (*apply)(command&, const argument&);
};

const option known_options[] = {
    {"--protocol-id", "ID", "the protocol that RegisterProtocol is asked for, as in 0x0fff0007",
     [](command& c, const argument& a) { c.given_id = a.dword(); }},
    {"--only", "PATTERN", "check the rules with these ids: * and ? stand for any characters",
     [](command& c, const argument& a) { c.only.push_back(a.value); }},
    {"--skip", "PATTERN", "do not check these; both options may be given several times",
     [](command& c, const argument& a) { c.skip.push_back(a.value); }},
    {"--list-rules", "", "print the rules and check nothing",
     [](command& c, const argument&) { c.list_rules = true; }},
    {"--global-info", "FILE", "the info block to start the protocol with, byte for byte",
     [](command& c, const argument& a) { c.global_info.bytes = a.contents(); }},
    {"--global-info-version", "N", "its StructureVersion, else 1",
     [](command& c, const argument& a) { c.global_info.version = a.dword(); }},
    {"--interface-info", "FILE", "the info block to add interfaces with, byte for byte",
     [](command& c, const argument& a) { c.interface_info.bytes = a.contents(); }},
    {"--interface-info-version", "N", "its StructureVersion, else 1",
     [](command& c, const argument& a) { c.interface_info.version = a.dword(); }},
    {"--mib-question", "FILE", "what MibGet, MibGetFirst and MibGetNext are asked, byte for byte",
     [](command& c, const argument& a) { c.mib_question = a.contents(); }},
    {"--functionality", "FLAGS", "the RF_ flags that the protocol is offered, else all of IPv4's",
     [](command& c, const argument& a) { c.functionality = a.dword(); }},
    {"--seed", "N", "make the random choices of the run whose report names this seed",
     [](command& c, const argument& a) { c.given_seed = a.number(0, UINT64_MAX); }},
    {"--timeout", "SECONDS", "how long a rule may take before it counts as hung, else 10",
     [](command& c, const argument& a) { c.timeout = a.small_number(); }},
    {"--jobs", "N", "rules checked at a time, else one more than processors",
     [](command& c, const argument& a) { c.jobs = a.small_number(); }},
    {"--format", "FORMAT", "of the report: text, json or junit",
     [](command& c, const argument& a) { c.format = a.format(); }},
    {"--output", "FILE", "where the report goes, else to standard output",
     [](command& c, const argument& a) { c.output = a.value; }},
    {"--strict", "", "let findings of severity advice decide on the exit code, too",
     [](command& c, const argument&) { c.strict = true; }},
    {"--in-process", "", "for a debugger: no child processes, no time limit, no crash is caught",
     [](command& c, const argument&) { c.in_process = true; }},
    {"--help", "", "print this", [](command& c, const argument&) { c.help = true; }},
    {"--child", "RULE", nullptr, [](command& c, const argument& a) { c.child = a.value; }},
    {"--channel", "HANDLE", nullptr, [](command& c, const argument& a) { c.channel = a.value; }},
};

const option& find_option(const std::string& name) {
    for (const option& each : known_options)
        if (each.name == name)
            return each;
    throw cannot_run{"no such option: " + name + " (--help lists them)"};
}

/// What a check cannot be without.
void complete(command& parsed) {
    if (parsed.help || parsed.list_rules)
        return;
    if (!parsed.given_dll)
        throw cannot_run{"no DLL is named (--help explains the usage)"};
    if (!parsed.given_id)
        throw cannot_run{"--protocol-id is missing: a DLL can only be asked whether it has a "
                         "certain protocol, not which it has. The id is PROTOCOL_ID(type, vendor, "
                         "number), such as 0x0fff0007."};
    parsed.dll = *parsed.given_dll;
    parsed.protocol_id = *parsed.given_id;
    parsed.seed = parsed.given_seed ? *parsed.given_seed : std::random_device{}();
}

} // namespace

options parse_options(const std::vector<std::string>& arguments) {
    command parsed;
    for (auto at = arguments.begin(); at != arguments.end(); ++at) {
        if (!at->starts_with("-")) {
            if (parsed.given_dll)
                throw cannot_run{"one DLL at a time, not " + *parsed.given_dll + " and " + *at};
            parsed.given_dll = *at;
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
    complete(parsed);
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
