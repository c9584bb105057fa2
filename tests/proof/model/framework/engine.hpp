#pragma once
// One execution of a scenario: its threads, its memory, and the explorer that makes the choices.

#include "explorer.hpp"
#include "fiber.hpp"
#include "memory.hpp"
#include "own_vector.hpp"
#include "races.hpp"
#include "trace.hpp"
#include <cstdint>

namespace model {

/// The identity of a thread, as the program sees it.
struct thread_identity {
    std::uintptr_t id = 0;
    unsigned number = 0;
    void* pointer = nullptr;
};

/// One thread of the execution.
struct thread_state {
    enum class phase : unsigned char { absent, runnable, locking, waiting, joining, finished };

    thread_views views;
    phase now = phase::absent;
    unsigned awaits = 0; // the monitor, from 1, or the thread
    thread_identity as;
    void (*body)(void*) = nullptr;
    void* argument = nullptr;
    fiber stack;
};

/// The state of a monitor.
struct monitor_state {
    const void* address;
    unsigned owner; // the thread, from 1; 0 if unlocked
    view released;
};

/// A block of memory that the program allocated in this execution.
struct heap_block {
    void* memory;
    std::size_t size;
    bool released;
    view until; // the past of its release
};

struct engine {
    explorer choices;
    model::memory atomics{*this};
    races plain{*this};
    trace steps;
    thread_state threads[max_threads];
    unsigned current = 0;
    unsigned count = 0; // of threads, finished or not
    own_vector<monitor_state> monitors;
    own_vector<heap_block> blocks;
    own_vector<view> ended; // by thread number, from 1: the past of the thread's end, or empty
    fiber outside;

    const char* scenario = "";
    std::uint64_t seed = 0;
    unsigned long execution = 0;
    bool fenced = false;
    bool fails_on_purpose = false; // a failure is expected, and does not end the process
    bool failed = false;           // such a failure was found
    bool without_room = false;     // whether setting a thread-local pointer fails
    unsigned outcomes = 0;         // of all executions of a scenario
    unsigned points = 0, most_points = 0;

    /// Runs one execution of `body`.
    void run(void (*body)(void*), void* argument);
    /// Returns whether the program is running, and not the checker.
    bool active() const noexcept { return active_; }
    /// Returns whether there is only one thread.
    bool alone() const noexcept { return unfinished_ == 1; }
    thread_state& running() noexcept { return threads[current]; }

    /// Lets another thread continue here.
    void point(bool yields = false);
    unsigned spawn(void (*body)(void*), void* argument, std::uintptr_t id);
    void join(unsigned thread);
    /// Gives the running thread the identity of a new thread.
    thread_identity begin_identity(std::uintptr_t id);
    /// Ends that thread, and restores the identity of the running thread.
    void end_identity(const thread_identity& before);
    bool has_ended(unsigned number);
    void lock(unsigned& monitor, const void* code);
    void unlock(unsigned& monitor, const void* code);
    void wait(unsigned& monitor, const void* code);
    void notify_all(unsigned& monitor, const void* code);

    void note(step what) noexcept {
        what.thread = static_cast<unsigned char>(current);
        steps.add(what);
    }
    /// Reports a failure with the trace, and ends the process, or the execution if
    /// fails_on_purpose.
    [[noreturn]] void fail(const char* what, const void* object, const void* code);

    void* allocate(std::size_t size, std::size_t alignment, const void* code) noexcept;
    void release(void* memory, const void* code) noexcept;
    /// Returns whether an address is in a block that the program has freed.
    bool is_released(const void* memory) const noexcept;

private:
    static void enter() noexcept;
    thread_identity fresh_identity(std::uintptr_t id);
    void note_end();
    void go_on(bool yields);
    void block(thread_state::phase why, unsigned what);
    void wake(thread_state::phase why, unsigned what, thread_state::phase now);
    monitor_state& monitor_of(unsigned& number);
    void free_blocks() noexcept;
    void* reuse(std::size_t size) noexcept;

    bool active_ = false;
    unsigned unfinished_ = 0;
    unsigned released_ = 0; // blocks
};

/// Returns the engine of the program.
engine& the() noexcept;

} // namespace model
