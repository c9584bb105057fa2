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

/// Puts the records together.
class collector {
public:
    explicit collector(const routpact::testing::rule& rule) { result_.of = &rule; }

    void read(const std::vector<std::string>& record) {
        const std::string& word = record[0];
        if (word == "call")
            result_.calls.push_back({number(record[1]), record[2], record[3], record[4], {}, {}});
        else if (word == "return")
            end_call(record);
        else if (word == "verdict")
            result_.what = kind_named(record[1]), result_.expected = record[2],
            result_.observed = record[3];
        else if (word == "threw")
            fail(outcome::kind::threw, "no C++ exception leaves a callback",
                 "one did: " + record[1] + during());
        else if (word == "crash")
            fail(outcome::kind::crashed, "the process lives on", record[1] + during());
        else if (word == "frame")
            result_.stack.push_back(record[1]);
        else if (word == "unusable")
            throw cannot_run{record[1]};
        else if (word == "done")
            over_ = true;
    }

    /// No word came for so long.
    void fail_to_end(unsigned seconds) {
        const std::string open = open_calls(result_);
        fail(outcome::kind::hung, "every call returns",
             (open.empty() ? "the trial, in which no call is open," : open) +
                 " has not ended after " + std::to_string(seconds) + " s");
    }
    /// The child is no more.
    void fail_by_death(const std::string& how) {
        fail(outcome::kind::ended, "the process lives on", how + during());
    }

    bool is_over() const { return over_; }
    outcome& result() { return result_; }

private:
    /// Something went wrong that is no verdict, perhaps after one.
    void fail(outcome::kind what, const char* expected, const std::string& observed) {
        over_ = true;
        if (result_.what == outcome::kind::broken) {
            result_.observed += "; after that it " + std::string{name(what)} + ": " + observed;
            return;
        }
        result_.what = what;
        result_.expected = expected;
        result_.observed = observed;
    }

    /// The calls that had not returned.
    std::string during() const {
        const std::string open = open_calls(result_);
        return open.empty() ? ", outside of any call" : ", in " + open;
    }
    void end_call(const std::vector<std::string>& record) {
        const std::size_t position = number(record[1]) - std::size_t{1};
        if (position >= result_.calls.size())
            return;
        result_.calls[position].answer = number(record[2]);
        result_.calls[position].outputs = record[3];
    }

    outcome result_;
    bool over_ = false;
};

} // namespace

outcome outcome_of(const routpact::testing::rule& rule, const child_end& child, unsigned timeout) {
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
