#include "child_outcome.hpp"

#include "failure.hpp"
#include "records.hpp"

#include <cstdlib>
#include <sstream>

namespace {

unsigned number(const std::string& text) {
    return static_cast<unsigned>(std::strtoul(text.c_str(), nullptr, 10));
}

outcome::kind kind_named(const std::string& text) {
    for (const auto kind : {outcome::kind::kept, outcome::kind::not_applicable})
        if (text == name(kind))
            return kind;
    return outcome::kind::broken;
}

/// Collects the records of a child process.
class collector {
public:
    explicit collector(const routpact::conformance::rule& rule) { result_.of = &rule; }

    void read(const std::vector<std::string>& record) {
        const std::string& word = record[0];
        if (done_) // what happens after the verdict is not judged
            return;
        if (word == "call")
            result_.calls.push_back({number(record[1]),
                                     record[2],
                                     record[3],
                                     record[4],
                                     {},
                                     {},
                                     number(record[5]),
                                     number(record[6])});
        else if (word == "return")
            end_call(record);
        else if (word == "loading" || word == "loaded")
            loading_ = word == "loading";
        else if (word == "verdict")
            end_with(record);
        else if (word == "sequence")
            result_.sequence = number(record[1]), result_.steps = number(record[2]);
        else if (word == "session")
            result_.session = read_session(record);
        else if (word == "threw")
            fail(outcome::kind::threw, "no C++ exception leaves a callback",
                 "an exception: " + record[1] + during());
        else if (word == "crash")
            fail(outcome::kind::crashed, "the process continues", record[1] + during());
        else if (word == "frame")
            result_.stack.push_back(record[1]);
        else if (word == "unusable")
            throw cannot_run{record[1]};
        else if (word == "done")
            over_ = done_ = true;
    }

    /// Records that the trial has not ended within the time limit.
    void fail_to_end(unsigned seconds) {
        fail(outcome::kind::hung, "every call returns", hang_text(result_, seconds));
    }
    /// Records that the child process has ended before the trial did.
    void fail_by_death(const std::string& how) {
        fail(outcome::kind::ended, "the process continues", how + during());
    }

    bool is_over() const { return over_; }
    outcome& result() { return result_; }

private:
    /// Takes the verdict of the scenario.
    void end_with(const std::vector<std::string>& record) {
        over_ = done_ = true;
        result_.what = kind_named(record[1]);
        result_.expected = record[2];
        result_.observed = record[3];
        result_.test_case = record[4];
        result_.callback = record[5];
    }
    /// Records a failure.
    void fail(outcome::kind what, const char* expected, const std::string& observed) {
        over_ = true;
        result_.what = what;
        result_.expected = expected;
        result_.observed = observed;
    }

    /// Returns the calls that have not returned, as text.
    std::string during() const {
        if (loading_)
            return ", while the DLL is loaded";
        if (result_.sequence != 0)
            return ", in random sequence " + std::to_string(result_.sequence);
        const std::string open = open_calls(result_);
        return open.empty() ? ", outside of any call" : ", in " + open;
    }
    void end_call(const std::vector<std::string>& record) {
        const std::size_t position = number(record[1]) - std::size_t{1};
        if (position >= result_.calls.size())
            return;
        result_.calls[position].answer = number(record[2]);
        result_.calls[position].outputs = record[3];
        result_.calls[position].ended = number(record[4]);
    }

    static known_session read_session(const std::vector<std::string>& record) {
        const auto time = [](const std::string& text) {
            return text.empty() ? std::nullopt : std::optional{number(text)};
        };
        return {number(record[1]), number(record[2]), number(record[3]), time(record[4]),
                time(record[5])};
    }

    outcome result_;
    bool loading_ = false;
    bool over_ = false;
    bool done_ = false;
};

} // namespace

outcome outcome_of(const routpact::conformance::rule& rule, const child_end& child,
                   unsigned timeout) {
    collector read{rule};
    std::istringstream lines{child.records};
    for (std::string line; std::getline(lines, line);)
        read.read(fields_of(line));
    if (!read.is_over() && child.timed_out)
        read.fail_to_end(timeout);
    else if (!read.is_over())
        read.fail_by_death(child.died);
    outcome result = std::move(read.result());
    result.printed = child.printed;
    result.seconds = child.seconds;
    return result;
}

std::vector<outcome> kept_outcomes(std::span<const routpact::conformance::rule* const> rules,
                                   const child_end& child) {
    std::vector<outcome> kept;
    std::istringstream lines{child.records};
    for (const routpact::conformance::rule* each : rules) {
        collector read{*each};
        std::vector<std::string> record;
        for (std::string line; record.empty() || record[0] != "ended";) {
            if (!std::getline(lines, line))
                return kept;
            record = fields_of(line);
            read.read(record);
        }
        if (read.result().is_finding())
            return kept;
        read.result().seconds = number(record[1]) / 1000.0;
        kept.push_back(std::move(read.result()));
    }
    return kept;
}
