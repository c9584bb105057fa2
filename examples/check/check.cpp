// routpact-check: checks whether routing protocol DLLs keep the contract of routprot.h.
//
//   routpact-check DLL ... [OPTION ...]
//
// Exit code: 0 the DLLs conform, 1 one does not, 2 a check was not possible.

#include "baseline.hpp"
#include "dll_file.hpp"
#include "failure.hpp"
#include "protocol_search.hpp"
#include "runner.hpp"
#include "selection.hpp"
#include "summary.hpp"
#include "terminal.hpp"
#include "text.hpp"
#include "text_file.hpp"
#include "trial.hpp"

#include <chrono>
#include <cstdio>
#include <routpact/version.hpp>

namespace {

constexpr const char* no_such_list = "--list-rules: --format may be text or json";

void print(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw cannot_run{"cannot write to standard output"};
}

void complain(const std::string& reason) {
    std::fprintf(stderr, "routpact-check: %s\n", printable(reason).c_str());
}

/// Checks one DLL.
summary check_dll(const options& wanted,
                  const std::vector<const routpact::conformance::rule*>& rules) {
    const auto begin = std::chrono::steady_clock::now();
    summary found{wanted, {}};
    try {
        const dll_file dll{wanted.dll}; // throws if there is no such file
        trials tried = try_rules(rules, wanted);
        found.outcomes = std::move(tried.outcomes);
        found.obstacle = std::move(tried.obstacle);
    } catch (const cannot_run& e) {
        found.impossible = e.what();
    }
    found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return found;
}

/// Returns the options for each protocol of a DLL: that of --protocol-id, or those that a search
/// finds. Puts what it found, for the user, into `note`. Throws cannot_run.
std::vector<options> options_for_protocols(const options& all, const std::string& dll,
                                           std::string& note) {
    options one = options_for(all, dll);
    if (!all.search_ids)
        return {one};
    const dll_file file{dll}; // throws if there is no such file
    const found_protocols found = find_protocols(one);
    note = found.note;
    std::vector<options> each;
    each.reserve(found.ids.size());
    for (const DWORD id : found.ids) {
        one.protocol_id = id;
        each.push_back(one);
        each.back().of_trial.push_back("--protocol-id=" + hexadecimal(id));
    }
    return each;
}

/// Checks each protocol of a DLL.
std::vector<summary> check_protocols(const options& all, const std::string& dll,
                                     const std::vector<const routpact::conformance::rule*>& rules) {
    std::vector<summary> checks;
    try {
        std::string note;
        const std::vector<options> protocols = options_for_protocols(all, dll, note);
        if (!note.empty())
            complain(note);
        for (const options& each : protocols)
            checks.push_back(check_dll(each, rules));
    } catch (const cannot_run& e) {
        summary failed{options_for(all, dll), {}};
        failed.impossible = e.what();
        checks.push_back(std::move(failed));
    }
    return checks;
}

int list_protocols(const options& wanted) {
    std::string unused;
    for (const std::string& dll : wanted.dlls)
        for (const options& each : options_for_protocols(wanted, dll, unused))
            print(hexadecimal(each.protocol_id) + "\n");
    return 0;
}

/// Accepts the findings of the baseline, which it first writes if that is wanted.
void apply_baseline(results& all, std::vector<baseline_entry> entries) {
    std::vector<outcome*> outcomes;
    bool any_result = false;
    for (summary& each : all.checks) {
        any_result |= each.has_result();
        for (outcome& one : each.outcomes)
            outcomes.push_back(&one);
    }
    if (all.wanted.write_baseline && any_result) {
        const std::string& name = *all.wanted.write_baseline;
        replace_file("--write-baseline", name,
                     baseline_text(std::move(entries), outcomes, all.wanted.strict));
        entries = read_baseline("--write-baseline", name);
    }
    all.stale = accept(entries, outcomes);
}

/// Reads the baseline: the file of --baseline, or else the one that is written again.
std::vector<baseline_entry> known_baseline(const options& wanted) {
    if (wanted.baseline)
        return read_baseline("--baseline", *wanted.baseline);
    if (wanted.write_baseline && std::filesystem::exists(path_of(*wanted.write_baseline)))
        return read_baseline("--write-baseline", *wanted.write_baseline);
    return {};
}

int check(const options& wanted) {
    const std::vector<const routpact::conformance::rule*> rules = selected_rules(wanted);
    std::vector<baseline_entry> entries = known_baseline(wanted);
    for (const auto& [option, file] : {std::pair{"--output", &wanted.output},
                                       std::pair{"--write-baseline", &wanted.write_baseline}})
        if (*file) // before the check, which may take long
            require_writable(option, **file);

    results all{wanted, {}};
    bool any_report = false;
    for (const std::string& dll : wanted.dlls)
        for (summary& each : check_protocols(wanted, dll, rules)) {
            any_report |= each.impossible.empty();
            if (each.exit_code() == 2)
                complain(wanted.dlls.size() > 1 && each.impossible.empty()
                             ? dll + ": " + each.reason_for_no_result()
                             : each.reason_for_no_result());
            all.checks.push_back(std::move(each));
        }
    apply_baseline(all, std::move(entries));
    if (any_report && wanted.output)
        replace_file("--output", *wanted.output, report(all));
    else if (any_report)
        print(report(all, output_has_colours()));
    return all.exit_code();
}

int act(const std::vector<std::string>& arguments) {
    const options wanted = parse_options(arguments);
    if (!wanted.child.empty())
        try_as_child(wanted);
    if (wanted.help)
        print(usage());
    else if (wanted.version)
        print(std::string{"routpact-check "} + routpact::version + "\n");
    else if (wanted.list_rules)
        print(wanted.format == report_format::json   ? json_rule_list(selected_rules(wanted))
              : wanted.format == report_format::text ? rule_list(selected_rules(wanted))
                                                     : throw cannot_run{no_such_list});
    else if (wanted.list_protocols)
        return list_protocols(wanted);
    else
        return check(wanted);
    return 0;
}

} // namespace

#ifdef _WIN32 // main would get the arguments in the encoding of the system
int wmain(int count, wchar_t** words) {
#else
int main(int count, char** words) {
#endif
    try {
        std::vector<std::string> arguments;
        for (int i = 1; i < count; ++i)
            arguments.push_back(text_of(words[i]));
        return act(arguments);
    } catch (const std::exception& e) {
        complain(e.what());
    } catch (...) {
        complain("an unknown error");
    }
    return 2;
}
