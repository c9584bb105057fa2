#include "options.hpp"

#include "argument.hpp"
#include "config.hpp"
#include "failure.hpp"
#include "text.hpp"

#include <algorithm>
#include <iterator>
#include <random>

namespace {

/// The options during parsing: these have no value that means "missing".
struct command : options {
    std::optional<DWORD> given_id;
    std::optional<std::uint64_t> given_seed;
};

struct option {
    std::string name;
    std::string value; ///< The name of its value in --help; empty: it takes no value.
    const char* help;  ///< Null: internal, not in --help.
    void (*apply)(command&, const argument&);
    bool of_trial = false; ///< Whether it changes what a trial does.
};
constexpr bool of_trial = true;

constexpr const char* config_option = "--config"; // its file is read before options are applied

const option known_options[] = {
    {"--protocol-id", "ID", "the id of the protocol, such as 0x0fff0007 (default: search them)",
     [](command& c, const argument& a) { c.given_id = a.dword(); }, of_trial},
    {"--only", "PATTERN", "check only rules whose id matches; * and ? are wildcards",
     [](command& c, const argument& a) { c.only.push_back(a.value); }},
    {"--skip", "PATTERN", "skip these rules; --only and --skip may be repeated",
     [](command& c, const argument& a) { c.skip.push_back(a.value); }},
    {"--list-rules", "", "print the rules without a check",
     [](command& c, const argument&) { c.list_rules = true; }},
    {"--list-protocols", "", "print the ids of the DLL's protocols without a check",
     [](command& c, const argument&) { c.list_protocols = true; }},
    {"--global-info", "BYTES", "the info block for StartProtocol: a FILE, or hex:DIGITS",
     [](command& c, const argument& a) { c.global_info.bytes = a.bytes(); }, of_trial},
    {"--global-info-version", "N", "its StructureVersion (default: 1)",
     [](command& c, const argument& a) { c.global_info.version = a.dword(); }, of_trial},
    {"--interface-info", "BYTES", "the info block for AddInterface",
     [](command& c, const argument& a) { c.interface_info.bytes = a.bytes(); }, of_trial},
    {"--interface-info-version", "N", "its StructureVersion (default: 1)",
     [](command& c, const argument& a) { c.interface_info.version = a.dword(); }, of_trial},
    {"--interface-type", "N", "the NET_INTERFACE_TYPE of interfaces (default: 0, permanent)",
     [](command& c, const argument& a) {
         c.interface_type = static_cast<NET_INTERFACE_TYPE>(a.number(0, 3));
     },
     of_trial},
    {"--mib-question", "BYTES",
     "the input for MibGet..., \"index\" for a present interface's index",
     [](command& c, const argument& a) { c.mib_question = a.bytes(&c.index_offsets); }, of_trial},
    {"--functionality", "FLAGS", "the RF_ flags offered to the protocol (default: all for IPv4)",
     [](command& c, const argument& a) { c.functionality = a.dword(); }, of_trial},
    {"--seed", "N", "repeat the random choices of the report with this seed",
     [](command& c, const argument& a) { c.given_seed = a.number(0, UINT64_MAX); }},
    {"--timeout", "SECONDS", "how long a stop, an update or a call may take (default: 10)",
     [](command& c, const argument& a) { c.timeout = a.small_number(); }, of_trial},
    {"--random", "SECONDS", "how long random sequences of calls are played (default: 5)",
     [](command& c, const argument& a) { c.random = static_cast<unsigned>(a.number(0, 100000)); },
     of_trial},
    {"--jobs", "N", "rules checked in parallel (default: processors + 1)",
     [](command& c, const argument& a) { c.jobs = a.small_number(); }},
    {"--format", "FORMAT", "the format of the report: text, json, junit or html",
     [](command& c, const argument& a) { c.format = a.format(); }},
    {"--output", "FILE", "the file for the report (default: standard output)",
     [](command& c, const argument& a) { c.output = a.value; }},
    {"--baseline", "FILE", "accept the findings in this file",
     [](command& c, const argument& a) { c.baseline = a.value; }},
    {"--write-baseline", "FILE", "accept all findings, and write them to this file",
     [](command& c, const argument& a) { c.write_baseline = a.value; }},
    {config_option, "FILE", "read options from this file: lines such as skip RP-START-04", nullptr},
    {"--strict", "", "make findings of severity advice count for the exit code",
     [](command& c, const argument&) { c.strict = true; }},
    {"--in-process", "", "use no child processes and no time limit, for a debugger",
     [](command& c, const argument&) { c.in_process = true; }},
    {"--help", "", "print this help", [](command& c, const argument&) { c.help = true; }},
    {"--version", "", "print the version", [](command& c, const argument&) { c.version = true; }},
    {"--child", "RULES", nullptr, [](command& c, const argument& a) { c.child = a.value; }},
    {"--channel", "HANDLE", nullptr, [](command& c, const argument& a) { c.channel = a.value; }},
    {"--play", "STEPS", nullptr, [](command& c, const argument& a) { c.play = a.sequence(); }},
    {"--update-ms", "N", nullptr,
     [](command& c, const argument& a) { c.update_ms = static_cast<unsigned>(a.dword()); }},
};

const option& find_option(std::string_view name) {
    for (const option& each : known_options)
        if (each.name == name)
            return each;
    throw cannot_run{"unknown option " + std::string{name} + ": see --help"};
}

/// An option with its value, in the order of the command line.
struct given_option {
    const option* known;
    argument given;
};

/// Throws unless an option in a configuration file exists and has a value if it needs one.
void require_known(const option* known, const config_line& line) {
    std::string reason;
    if (known == std::end(known_options) || known->name == config_option)
        reason = "unknown option " + line.word +
                 ": write an option of --help without its --, and then its value";
    else if (known->value.empty() && !line.value.empty())
        reason = line.word + " takes no value";
    else if (!known->value.empty() && line.value.empty())
        reason = line.word + " needs a value: " + known->value;
    if (!reason.empty())
        throw cannot_run{line.place + reason};
}

/// Returns the options in a configuration file. The paths in it are relative to its folder.
std::vector<given_option> options_in(const std::string& name) {
    std::vector<given_option> found;
    for (const config_line& line : read_config(config_option, name)) {
        const std::string full_name = "--" + line.word;
        const option* const known =
            std::find_if(std::begin(known_options), std::end(known_options),
                         [&](const option& each) { return each.help && each.name == full_name; });
        require_known(known, line);
        const bool is_path =
            known->value == "FILE" || (known->value == "BYTES" && !line.value.starts_with("hex:"));
        found.push_back(
            {known,
             {known->name, is_path ? path_beside(name, line.value) : line.value, line.place}});
    }
    return found;
}

/// Splits the command line into options and DLLs. Options of configuration files come first, so
/// that those of the command line replace them.
std::vector<given_option> split(const std::vector<std::string>& arguments,
                                std::vector<std::string>& dlls) {
    std::vector<given_option> of_files, of_command;
    for (auto at = arguments.begin(); at != arguments.end(); ++at) {
        if (!at->starts_with("-")) {
            dlls.push_back(*at);
            continue;
        }
        const std::size_t equals = at->find('=');
        const option& found = find_option(std::string_view{*at}.substr(0, equals));
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
        if (found.name != config_option)
            of_command.push_back({&found, given});
        else
            for (const given_option& each : options_in(given.value))
                of_files.push_back(each);
    }
    of_files.insert(of_files.end(), of_command.begin(), of_command.end());
    return of_files;
}

/// Checks that a DLL is given.
void complete(command& parsed) {
    if (parsed.help || parsed.version || parsed.list_rules)
        return;
    if (parsed.dlls.empty())
        throw cannot_run{"no DLL is given: name one, see --help"};
    parsed.dll = parsed.dlls.front();
    parsed.search_ids = !parsed.given_id;
    parsed.protocol_id = parsed.given_id.value_or(0);
    parsed.seed = parsed.given_seed ? *parsed.given_seed : std::random_device{}();
}

} // namespace

options parse_options(const std::vector<std::string>& arguments) {
    command parsed;
    for (const auto& [known, given] : split(arguments, parsed.dlls)) {
        try {
            known->apply(parsed, given);
        } catch (const cannot_run& e) {
            throw cannot_run{given.place + e.what()};
        }
        if (known->of_trial)
            parsed.of_trial.push_back(known->value.empty() ? known->name
                                                           : known->name + "=" + given.value);
    }
    complete(parsed);
    return parsed;
}

options options_for(const options& all, const std::string& dll) {
    options one = all;
    one.dll = dll;
    return one;
}

std::string usage() {
    std::string text = "usage: routpact-check DLL ... [OPTION ...]\n\n"
                       "Checks whether routing protocol DLLs keep the contract of routprot.h.\n\n";
    for (const option& each : known_options)
        if (each.help)
            text += padded("  " + each.name + " " + each.value, 31) + each.help + "\n";
    return text + R"(
Child processes try the rules, so a crash or a hang of the DLL is a finding, and the check continues.
Each finding comes from a process that tried its rule alone. It has the severity of its rule: contract,
if the documentation states the rule; advice, if the rule is inferred or undocumented.

Exit code: 0 no finding has severity contract, apart from accepted ones; 1 there are such findings,
or the baseline has entries that no longer match; 2 a check was not possible. With several DLLs, the
highest.
)";
}
