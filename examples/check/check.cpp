// routpact-check: whether a routing protocol DLL keeps the contract of routprot.h.
//
//   routpact-check DLL --protocol-id ID [OPTION ...]
//
// Exit code: 0 it does, 1 it does not, 2 that could not be found out.

#include "dll_file.hpp"
#include "failure.hpp"
#include "runner.hpp"
#include "selection.hpp"
#include "summary.hpp"
#include "text.hpp"
#include "trial.hpp"

#include <chrono>
#include <cstdio>
#include <fstream>

namespace {

/// Whether the report has somewhere to go is found out before the work.
class report_target {
public:
    explicit report_target(const std::optional<std::string>& name) {
        if (!name)
            return;
        file_.open(path_of(*name), std::ios::binary);
        if (!file_)
            throw cannot_run{"--output: cannot write " + (name->empty() ? "to \"\"" : *name)};
        to_file_ = true;
    }
    void write(const std::string& text) {
        const bool written =
            to_file_ ? bool{file_.write(text.data(), std::ssize(text)).flush()}
                     : std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
                           std::fflush(stdout) == 0;
        if (!written)
            throw cannot_run{"the report cannot be written"};
    }

private:
    std::ofstream file_;
    bool to_file_ = false;
};

int check(const options& wanted, const std::vector<std::string>& arguments) {
    const dll_file dll{wanted.dll}; // there is one
    const std::vector<const routpact::testing::rule*> rules = selected_rules(wanted);
    report_target target{wanted.output};
    const auto begin = std::chrono::steady_clock::now();
    summary found{wanted, try_rules(rules, wanted, arguments)};
    found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    target.write(report(found));
    return found.exit_code();
}

int act(const std::vector<std::string>& arguments) {
    const options wanted = parse_options(arguments);
    if (!wanted.child.empty())
        try_as_child(wanted);
    if (wanted.help)
        std::fputs(usage().c_str(), stdout);
    else if (wanted.list_rules)
        std::fputs(rule_list(selected_rules(wanted)).c_str(), stdout);
    else
        return check(wanted, arguments);
    return 0;
}

} // namespace

#ifdef _WIN32 // where main would get them in another encoding
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
        std::fprintf(stderr, "routpact-check: %s\n", e.what());
        return 2;
    }
}
