#pragma once
// The states of the protocol and of its interfaces, as whoever changes them knows them, and whether
// an answer was right in a state that held during the call.

#include "calls.hpp"

/// What happens to the protocol and its interfaces. One thread changes the life; each interface is
/// added and deleted by one thread.
class schedule {
public:
    static constexpr ULONG indexes = 24;
    enum life_state : unsigned { stopped = 1, starting, running };

    /// Where the protocol is. It counts as stopped from StopProtocol's return.
    timeline life{stopped};
    /// StartProtocol is about to be called; the interfaces of the life before are gone.
    void begin_life() { epoch_.store(epoch_.load(unordered) + 1, unordered); }

    /// Makes a call, and judges its answer. A call that `may_fail` may also be refused in time.
    DWORD make(const call& what, const slots& s, ULONG index, bool may_fail = false) const;
    /// Adds or deletes an interface, and judges the answer.
    void add(const slots& s, ULONG index);
    void remove(const slots& s, ULONG index);

private:
    enum interface_state : unsigned { absent = 1, present };
    struct interface_timeline {
        timeline state{absent};
        std::atomic<unsigned> epoch = 0; // the life in which it was added
    };

    // What is seen of the states during a call.
    class observation {
    public:
        observation(const schedule& s, ULONG index)
            : life_{s.life},
              itf_{s.interfaces_[index].state},
              epoch_{s.epoch_.load(unordered)},
              of_this_life_{s.interfaces_[index].epoch.load(unordered) == epoch_} {}

        /// Whether one of these held all the time.
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
