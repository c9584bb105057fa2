#pragma once
// The states of the protocol and of its interfaces, recorded by the threads that change them.
// Checks that an answer was right in a state that held during the call.

#include "calls.hpp"

/// Records the states of the protocol and its interfaces. One thread starts and stops the protocol;
/// one thread adds and deletes each interface.
class schedule {
public:
    static constexpr ULONG indexes = 24;
    enum life_state : unsigned { stopped = 1, starting, running };

    /// Changes the state of the protocol, which counts as stopped when StopProtocol returns.
    timeline life{stopped};
    /// Records that StartProtocol will be called: the interfaces of the previous run are gone.
    void begin_life() { epoch_.store(epoch_.load(unordered) + 1, unordered); }

    /// Makes a call and checks its answer. A call that `may_fail` may also fail while it is
    /// allowed.
    DWORD make(const call& what, const slots& s, ULONG index, bool may_fail = false) const;
    /// Adds or deletes an interface and checks the answer.
    void add(const slots& s, ULONG index);
    void remove(const slots& s, ULONG index);

private:
    enum interface_state : unsigned { absent = 1, present };
    struct interface_timeline {
        timeline state{absent};
        std::atomic<unsigned> epoch = 0; // the run in which the interface was added
    };

    // The states during a call.
    class observation {
    public:
        observation(const schedule& s, ULONG index)
            : life_{s.life},
              itf_{s.interfaces_[index].state},
              epoch_{s.epoch_.load(unordered)},
              of_this_life_{s.interfaces_[index].epoch.load(unordered) == epoch_} {}

        /// Whether one of these states held all the time.
        bool held(life_state one) const { return life_.state() == one && life_.unchanged(); }
        bool was_started() const { return held(starting) || held(running); }
        bool was_present() const { return was_started() && itf_.unchanged() && is_there(); }
        bool was_absent() const { return was_started() && itf_.unchanged() && !is_there(); }
        unsigned epoch() const { return epoch_; }

    private:
        bool is_there() const { return itf_.state() == present && of_this_life_; }

        timeline::watch life_;
        timeline::watch itf_;
        unsigned epoch_;
        bool of_this_life_;
    };

    template <class Call>
    void change(const char* name, ULONG index, interface_state to, Call make);

    std::atomic<unsigned> epoch_ = 0;
    interface_timeline interfaces_[indexes];
};
