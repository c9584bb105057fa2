#pragma once
// A checker of this library's lock-free algorithms, which runs the headers themselves.
//
// A scenario is a function that creates objects of the library and runs a few threads that use
// them. The checker executes a scenario many times. Every thread is a fiber. Before each atomic
// access, lock and fence, the checker decides which thread continues, and which of the permitted
// values a load reads. A seed determines an execution and repeats it. prelude.hpp replaces
// std::atomic by the checker's atomics. The headers in shadow/ replace the library's headers that
// call the system: the monitor, the asymmetric fence, process exit, and the identity of threads.
//
// An execution fails if
//   - check() is called with false;
//   - two plain accesses to the same byte race, or an access races with the end of an object's
//     lifetime: neither happens before the other, in the sense of C++20;
//   - freed memory is used or freed again;
//   - every thread waits (a deadlock or a lost wake-up), or the execution does not end (a
//   livelock).
//
// The model covers:
//   - C++20's memory model: happens-before, coherence, release sequences (continued by
//     read-modify-writes only), fences of every order, and the total order S of seq_cst operations;
//   - the asymmetric fence as in P1202: of a heavy fence and a light fence, the earlier one
//     synchronizes with the later one. That is weaker than a barrier on all processors: a heavy
//     fence does not order the operations of a thread since its last light fence, and light fences
//     do not order each other. Where the fence is not available (fenced()), light() does nothing;
//   - compare_exchange may fail because it reads an old value, the weak form also spuriously;
//   - spurious wake-ups of a monitor; a thread that pauses lets other threads run first;
//   - reuse of freed memory, in some of the executions.
//
// The model does not cover:
//   - loads that read from a store executed later (load buffering), and stores that precede an
//     earlier executed store in the modification order. Faults that need one of these are not
//     found;
//   - more than a few consecutive loads of the same old value;
//   - reordering by the compiler: atomic_signal_fence does nothing;
//   - time and shortage of memory: a thread that depends on a timeout waits forever;
//   - process exit. The end of a thread synchronizes with the system's answer that it has ended.
//
// Random executions find faults but prove nothing. The exhaustive search (--exhaustive N) runs
// every execution with at most N preemptions. It does not preempt a thread before loads of static
// objects that no thread has changed.

#include "hooks.hpp"

namespace model {

/// Fails the execution unless `true_now`.
void check(bool true_now, const char* what) noexcept;
/// Adds a note to the trace, which is printed if the execution fails.
void note(const char* what) noexcept;
/// Lets another thread continue here, as before each access to an atomic object.
void point() noexcept;
/// Returns whether the asymmetric fence is unavailable in this run.
bool fenced() noexcept;
/// From here on in this execution, setting a thread-local pointer fails.
void without_room() noexcept;
/// Returns a number below `count`, which the checker chooses.
unsigned choose(unsigned count) noexcept;
/// Records an outcome of the execution; see scenario::outcomes.
void outcome(unsigned number) noexcept;

/// A thread of the execution, which calls `Body` and is joined by its destructor at the latest.
template <class Body>
class thread;

namespace detail {
unsigned spawn(void (*run)(void*), void* body, std::uintptr_t id) noexcept;
void join(unsigned thread) noexcept;
struct identity {
    std::uintptr_t id;
    unsigned number;
    void* pointer;
};
identity begin_identity(std::uintptr_t id) noexcept;
void end_identity(const identity& before) noexcept;
} // namespace detail

template <class Body>
class thread {
public:
    /// Starts the thread with identity `id`; 0 means a unique one. Precondition: no running thread
    /// has this identity.
    explicit thread(Body body, std::uintptr_t id = 0) noexcept
        : body_{body},
          number_{detail::spawn([](void* me) { static_cast<thread*>(me)->body_(); }, this, id)} {}
    thread(const thread&) = delete;
    thread& operator=(const thread&) = delete;
    ~thread() { join(); }
    void join() noexcept {
        if (!joined_)
            detail::join(number_);
        joined_ = true;
    }

private:
    Body body_;
    bool joined_ = false;
    unsigned number_;
};

/// For the duration of a scope, makes the running thread appear as a new thread, which ends with
/// the scope.
class identity {
public:
    explicit identity(std::uintptr_t id) noexcept : before_{detail::begin_identity(id)} {}
    identity(const identity&) = delete;
    identity& operator=(const identity&) = delete;
    ~identity() { detail::end_identity(before_); }

private:
    const detail::identity before_;
};

/// A variable whose accesses the checker tests for races, even where the compiler could omit them.
template <class T>
class plain {
public:
    plain(T initial) noexcept : value_{initial} { hooks::plain_write(&value_, sizeof(T)); }
    plain(const plain&) = delete;
    plain& operator=(const plain&) = delete;
    T get() const noexcept {
        hooks::plain_read(&value_, sizeof(T));
        return value_;
    }
    void set(T value) noexcept {
        hooks::plain_write(&value_, sizeof(T));
        *const_cast<volatile T*>(&value_) = value;
    }

private:
    T value_;
};

/// An object that fails the execution if it is used outside of its lifetime.
class mortal {
public:
    mortal() noexcept = default;
    mortal(const mortal&) = delete;
    mortal& operator=(const mortal&) = delete;
    ~mortal() { alive_.set(dead); }
    void use() const noexcept { check(alive_.get() == alive, "an object is used after its end"); }

private:
    static constexpr unsigned alive = 0xA11FE, dead = 0xDEAD;
    plain<unsigned> alive_{alive};
};

/// The outcome of a scenario in which the checker has to find a fault.
inline constexpr unsigned fails = 1u << 31;

/// A named scenario, which registers itself in the list of the program.
class scenario {
public:
    using function = void (*)();
    /// `leads_to` is the set of all possible outcomes, one bit each, or `fails`; 0 means any.
    scenario(const char* called, function does, unsigned leads_to = 0) noexcept
        : name{called}, body{does}, outcomes{leads_to}, next{first} {
        first = this;
    }
    scenario(const scenario&) = delete;
    scenario& operator=(const scenario&) = delete;

    const char* const name;
    const function body;
    const unsigned outcomes;
    scenario* const next;
    static scenario* first;
};

} // namespace model
