#pragma once
// One timer, and the threads that wait for its work.

#include <routpact/detail/concurrency/this_thread.hpp>
#include <routpact/detail/services/timer_heap.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

struct service_parts;
class timer_queue;

/// A timer, without the type of its work. The handle and the queue share it; the last to give it up
/// releases it.
struct ROUTPACT_HIDDEN timer_entry : timer_node {
    void (*call)(timer_entry&, const service_parts&) noexcept = nullptr; ///< Runs the work.
    void (*destroy)(timer_entry&) noexcept = nullptr;                    ///< Destroys the work.
    void (*release)(timer_entry&) noexcept = nullptr;                    ///< Frees the timer.
    long long period = 0; ///< In nanoseconds; 0: runs once.

    /// Returns the queue that has started the timer.
    timer_queue& queue() const noexcept { return *queue_; }

private:
    friend timer_queue;
    friend class timer_waits;
    timer_queue* queue_ = nullptr;
    thread_id runner_ = 0; // the thread that runs or destroys the work, or 0
    bool queued_ = false;
    bool owned_ = true; // by a handle
    bool cancelled_ = false;
};

/// The threads that wait for the work of timers: a waits-for graph, in which each thread waits for
/// one timer, and each timer for its runner. Guarded by the lock of the queue.
class ROUTPACT_HIDDEN timer_waits {
public:
    /// The wait of the calling thread for the work of one timer.
    class wait {
    public:
        wait(timer_waits& all, const timer_entry& target) noexcept
            : all_{all}, target_{target}, next_{all.first_} {
            all.first_ = this;
        }
        ~wait() {
            wait** link = &all_.first_;
            while (*link != this)
                link = &(*link)->next_;
            *link = next_;
        }
        wait(const wait&) = delete;
        wait& operator=(const wait&) = delete;

    private:
        friend timer_waits;
        timer_waits& all_;
        const timer_entry& target_;
        const thread_id thread_ = this_thread();
        wait* next_;
    };

    constexpr timer_waits() noexcept = default;

    /// Tells whether the work of a timer runs on the calling thread, or waits for work that does,
    /// and so on.
    bool would_deadlock(const timer_entry& target) const noexcept {
        const timer_entry* reached = &target;
        while (reached && reached->runner_ != this_thread()) {
            const wait* each = first_;
            while (each && each->thread_ != reached->runner_)
                each = each->next_;
            reached = each ? &each->target_ : nullptr;
        }
        return reached;
    }

private:
    wait* first_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
