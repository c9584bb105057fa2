#pragma once
// Plays a sequence of calls and judges each answer by the model.

#include <routpact/detail/conformance/random/random_calls.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Plays sequences on the protocol of a scenario, one after the other.
class random_play {
public:
    using judgement = contract_model::judgement;

    /// Prepares the protocol of `s`, which must be startable.
    explicit random_play(scenario_context& s) : s_{s} {}
    random_play(const random_play&) = delete;
    random_play& operator=(const random_play&) = delete;

    /// Plays the steps until one is answered wrongly, and stops the protocol. Returns the breach.
    judgement play(const std::vector<action>& steps) {
        played_ = 0;
        lines_.clear();
        judgement found;
        const auto end = std::chrono::steady_clock::now() + s_.under_test.timeout;
        for (const action& step : steps) {
            ++played_;
            const bool acts = running_ || step.what == action::kind::start;
            found = perform(step);
            if (acts && lines_.size() < 100) // those of a long sequence are not shown
                add_line(step);
            if (found || std::chrono::steady_clock::now() > end) // the protocol may be slow
                break;
        }
        const judgement at_stop = stop(true);
        return found ? found : at_stop;
    }
    /// Returns the number of steps that play() has played.
    std::size_t played() const { return played_; }
    /// Returns the steps of a short sequence as expressions for a test.
    const std::vector<std::string>& lines() const { return lines_; }
    /// Whether a stop did not end. Nothing can be played then.
    bool is_stuck() const { return stuck_; }

private:
    judgement perform(const action& step) {
        using kind = action::kind;
        if (step.what == kind::start)
            return start();
        if (!running_)
            return {};
        switch (step.what) {
        case kind::complete:
            return complete();
        case kind::stop:
            return stop(step.number != 0);
        default:
            return calls_.make(step, completed_);
        }
    }
    void add_line(const action& step) {
        const std::string line = test_line(step, calls_.block());
        if (!calls_.block().empty() || line == test_line(step, "another block"))
            lines_.push_back(line); // else the step had no block to pass, and called nothing
    }

    judgement start() {
        if (running_ || stuck_)
            return {};
        s_.renew_event();
        running_ = s_.start() == NO_ERROR; // RP-START-01 and RP-START-06 judge refusals
        completed_ = false;
        if (running_)
            model_.started();
        return {};
    }
    judgement complete() {
        if (!calls_.has<&slot_table::pfnStartComplete>())
            return {};
        if (const DWORD answer = s_.start_complete(); answer != NO_ERROR)
            return calls_.of<&slot_table::pfnStartComplete>(
                breach{code_text(NO_ERROR), code_text(answer)});
        completed_ = true;
        return {};
    }
    // Stops the protocol, often after its updates. An update that a stop ends needs no event.
    judgement stop(bool after_updates) {
        if (!running_)
            return {};
        judgement found = completed_ && after_updates ? await_updates() : judgement{};
        const judgement began =
            calls_.of<&slot_table::pfnStopProtocol>(model_.stop_began(s_.stop_protocol()));
        if (s_.is_stopping())
            s_.await([&](const fetched_event& event) {
                if (!found)
                    found = calls_.judge(event);
                return event.number == ROUTER_STOPPED;
            });
        stuck_ = began || s_.is_stopping();
        running_ = false;
        model_.stop_ended();
        fetched_event event = s_.fetch();
        for (int i = 0; i < 1000 && event.answer == NO_ERROR; ++i, event = s_.fetch())
            if (event.number == UPDATE_COMPLETE && !found)
                found = calls_.judge(event);
        if (stuck_ && !began && !found) // RP-STOP-01 waits for the whole timeout as well
            found = calls_.of<&slot_table::pfnStopProtocol>(
                breach{"ROUTER_STOPPED after a pending stop",
                       "none within " + s_.text_of_time(s_.under_test.timeout)});
        return found ? found : began;
    }
    // Waits for the updates before a stop, as long as their events keep coming: a protocol may do
    // them one after the other.
    judgement await_updates() {
        if (!calls_.has<&slot_table::pfnGetEventMessage>())
            return {};
        time_limit time{event_rules::short_wait(s_)};
        while (model_.updates_owed() != 0 && !time.is_over()) {
            const fetched_event event = s_.fetch();
            if (event.answer != NO_ERROR) {
                s_.signalled_within(std::chrono::milliseconds{5});
                continue;
            }
            if (judgement wrong = calls_.judge(event))
                return wrong;
            time = time_limit{event_rules::short_wait(s_)};
        }
        return calls_.of<&slot_table::pfnUpdateRoutes>(model_.updates_lost());
    }

    scenario_context& s_;
    contract_model model_{};
    random_calls calls_{s_, model_};
    std::size_t played_ = 0;
    std::vector<std::string> lines_{};
    bool running_ = false;
    bool completed_ = false;
    bool stuck_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
