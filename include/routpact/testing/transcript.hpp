#pragma once
// A list of calls in the order in which they began.

#include <algorithm>
#include <functional>
#include <mutex>
#include <routpact/testing/recorded_call.hpp>
#include <thread>
#include <utility>
#include <vector>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Records the calls of a test or of a conformance scenario. Every member function is thread-safe.
class transcript {
public:
    /// A function that receives every call twice: with `returned` false before the call, and with
    /// `returned` true after it. Calls of several threads interleave; `recorded_call::number`
    /// identifies a call.
    using listener = std::function<void(const recorded_call&, bool returned)>;

    transcript() = default;
    /// Passes every call to `on_call`, on the thread of the call and under the transcript's lock:
    /// `on_call` must not use the transcript.
    explicit transcript(listener on_call) : on_call_{std::move(on_call)} {}
    transcript(const transcript&) = delete;
    transcript& operator=(const transcript&) = delete;

    /// Records calls that begin from now on, or does not. A transcript records from the beginning.
    void record(bool on) {
        const std::lock_guard locked{mutex_};
        recording_ = on;
    }
    /// Records the start of a call on this thread. Returns its number, or 0 if nothing is recorded
    /// now.
    unsigned begin(recorded_call call) {
        const std::lock_guard locked{mutex_};
        if (!recording_)
            return 0;
        call.number = static_cast<unsigned>(calls_.size()) + 1;
        call.thread = number_of_this_thread();
        call.begun = ++moments_;
        calls_.push_back(std::move(call));
        if (on_call_)
            on_call_(calls_.back(), false);
        return calls_.back().number;
    }
    /// Records the return of call `number`.
    void end(unsigned number, std::optional<DWORD> answer, std::string outputs) {
        if (number == 0)
            return;
        const std::lock_guard locked{mutex_};
        recorded_call& call = calls_[number - 1];
        call.answer = answer;
        call.outputs = std::move(outputs);
        call.ended = ++moments_;
        if (on_call_)
            on_call_(call, true);
    }

    /// Returns a copy of all calls so far.
    std::vector<recorded_call> calls() const {
        const std::lock_guard locked{mutex_};
        return calls_;
    }

private:
    unsigned number_of_this_thread() {
        const auto self = std::this_thread::get_id();
        const auto known = std::find(threads_.begin(), threads_.end(), self);
        const auto number = static_cast<unsigned>(known - threads_.begin()) + 1;
        if (known == threads_.end())
            threads_.push_back(self);
        return number;
    }

    mutable std::mutex mutex_{};
    std::vector<recorded_call> calls_{};
    std::vector<std::thread::id> threads_{}; // in the order of their first calls
    unsigned moments_ = 0;                   // starts and returns so far
    listener on_call_{};
    bool recording_ = true;
};

} // namespace routpact::inline ROUTPACT_ABI::testing
