#pragma once
// The calls that were made, in order: what a test or a report shows.

#include <functional>
#include <mutex>
#include <optional>
#include <routpact/abi.hpp>
#include <string>
#include <utility>
#include <vector>

namespace routpact::testing {

/// One call of a protocol.
struct recorded_call {
    unsigned number = 0;         ///< Counts the calls of a transcript from 1.
    std::string callback;        ///< routpact's name: "connect_client".
    std::string field;           ///< The slot's name in C: "pfnConnectClient".
    std::string arguments;       ///< The arguments as text, without the parentheses.
    std::optional<DWORD> answer; ///< The result code; none if it did not return, or returns none.
    std::string outputs;         ///< What it wrote through its pointers, as text; may be empty.
};

/// The calls of a test or a scenario. Every member function is thread-safe.
class transcript {
public:
    /// Hears of every call twice: before it is made, with `returned` false, and when it has
    /// returned. Calls from several threads interleave; `recorded_call::number` tells them apart.
    using listener = std::function<void(const recorded_call&, bool returned)>;

    transcript() = default;
    /// Tells `on_call` of every call, on the thread of the call and under a lock.
    explicit transcript(listener on_call) : on_call_{std::move(on_call)} {}
    transcript(const transcript&) = delete;
    transcript& operator=(const transcript&) = delete;

    /// A call that is about to be made; its number.
    unsigned begin(recorded_call call) {
        const std::lock_guard locked{mutex_};
        call.number = static_cast<unsigned>(calls_.size()) + 1;
        calls_.push_back(std::move(call));
        if (on_call_)
            on_call_(calls_.back(), false);
        return calls_.back().number;
    }
    /// It has returned.
    void end(unsigned number, std::optional<DWORD> answer, std::string outputs) {
        const std::lock_guard locked{mutex_};
        recorded_call& call = calls_[number - 1];
        call.answer = answer;
        call.outputs = std::move(outputs);
        if (on_call_)
            on_call_(call, true);
    }

    /// All calls so far.
    std::vector<recorded_call> calls() const {
        const std::lock_guard locked{mutex_};
        return calls_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<recorded_call> calls_;
    listener on_call_;
};

} // namespace routpact::testing
