#pragma once
// The timers of one protocol, in the order in which they are due.
//
// A timer is in the heap until it is due. Then a thread of the driver takes it out, runs its work
// inside the protocol, and puts a periodic timer back: so no timer runs on two threads. A stop
// empties the heap and destroys the work; the handle of a timer (routpact::timer) stays valid, but
// has no effect any more. Under a manual clock there is no driver: the test runs what is due.
//
// The first timer sets a function pointer, through which the stop reaches this code: a protocol
// without timers does not link it.

#include <routpact/detail/services/service_parts.hpp>
#include <routpact/detail/services/timer_clock.hpp>
#include <routpact/detail/services/timer_driver.hpp>
#include <routpact/detail/services/timer_entry.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Runs the timers of one protocol. Every member function is thread-safe.
class ROUTPACT_HIDDEN timer_queue {
public:
    constexpr timer_queue() noexcept = default;
    timer_queue(const timer_queue&) = delete;
    timer_queue& operator=(const timer_queue&) = delete;

    // ---- the life of the protocol

    /// Accepts timers, but runs none yet. Called when a start begins.
    void hold() noexcept { change(mode::held); }
    /// Runs the timers. Called by StartComplete; has no effect if the stop has begun already.
    void open() noexcept { change(mode::open); }
    /// Accepts no timers, and destroys the work of all that do not run now. Called by a stop.
    void close() noexcept { change(mode::closed); }

    // ---- timers

    /// Starts a timer, which is due after `delay` nanoseconds. Returns false, and leaves the timer
    /// to the caller, if a stop is pending or the system has no thread. Waits for no thread.
    [[nodiscard]] bool start(const service_parts& parts, timer_entry& added,
                             long long delay) noexcept {
        {
            const monitor_lock locked{lock_};
            if (mode_ == mode::closed)
                return false;
            if (!parts_) { // threads that have started timers read it without the lock
                parts_ = &parts;
                changed_ = &follow_change;
            }
            added.queue_ = this;
            added.due = now() + delay;
            insert(added);
        }
        if (start_driver())
            return true;
        const monitor_lock locked{lock_};
        return !take_out(added); // unless it has run already
    }
    /// Gives a timer up for its handle: its work is not called any more. If the work runs now, on
    /// another thread, and `waits`, waits for its return; not if that would deadlock because the
    /// work waits, in this function, for the calling thread.
    void cancel(timer_entry& ended, bool waits) noexcept {
        lock_.lock();
        const bool has_work = take_out(ended);
        ended.cancelled_ = true;
        if (ended.runner_ && (!waits || waits_.would_deadlock(ended))) {
            ended.owned_ = false; // its runner releases it
            lock_.unlock();
            return;
        }
        if (ended.runner_)
            await_return(ended);
        lock_.unlock();
        if (has_work)
            ended.destroy(ended);
        ended.release(ended);
    }
    /// Tells whether the work of a timer will be called.
    bool is_pending(const timer_entry& asked) noexcept {
        const monitor_lock locked{lock_};
        return asked.queued_ || (asked.runner_ && goes_on(asked));
    }

    // ---- the clock

    /// Returns the time in nanoseconds.
    long long now() const noexcept { return clock_.now(); }
    /// Begins to use a clock that advance() moves. Returns false, without effect, unless the
    /// protocol is stopped.
    bool begin_manual_clock() noexcept {
        const monitor_lock locked{lock_};
        if (mode_ != mode::closed)
            return false;
        changed_ = &follow_change;
        clock_.begin_manual();
        has_manual_clock_ = true;
        return true;
    }
    /// Ends the use of the manual clock: now, or else at the next start.
    void end_manual_clock() noexcept {
        const monitor_lock locked{lock_};
        has_manual_clock_ = false;
        if (mode_ == mode::closed)
            clock_.end_manual();
    }
    /// Returns how long it takes until a timer is due, in nanoseconds; -1 if there is no timer.
    long long next_delay() noexcept {
        const monitor_lock locked{lock_};
        return delay_of_first();
    }
    /// Moves the manual clock and runs on this thread, in order, the work that becomes due. Each
    /// finds the clock at the time when it was due. Returns how many calls that were.
    unsigned long long advance(long long time) noexcept {
        const long long latest = 2 * longest_delay;
        const long long end = time < latest - now() ? now() + time : latest;
        unsigned long long calls = 0;
        lock_.lock();
        while (first() && mode_ == mode::open && first()->due <= end) {
            if (first()->due > now())
                clock_.set(first()->due);
            if (!run_first())
                break;
            ++calls;
        }
        clock_.set(end);
        lock_.unlock();
        return calls;
    }

private:
    enum class mode : unsigned char { closed, held, open };

    timer_entry* first() const noexcept { return static_cast<timer_entry*>(heap_.first()); }
    long long delay_of_first() const noexcept {
        if (!first())
            return -1;
        const long long delay = first()->due - now();
        return delay > 0 ? delay : 0;
    }
    bool goes_on(const timer_entry& t) const noexcept {
        return t.period != 0 && !t.cancelled_ && mode_ != mode::closed;
    }
    void insert(timer_entry& added) noexcept {
        added.order = ++inserted_;
        added.queued_ = true;
        heap_.insert(added);
        if (first() == &added)
            arm();
    }
    // Removes a timer from the heap; returns whether it was there.
    bool take_out(timer_entry& removed) noexcept {
        if (!removed.queued_)
            return false;
        removed.queued_ = false;
        heap_.remove(removed);
        return true;
    }

    ROUTPACT_COLD void change(mode next) noexcept {
        void (*changed)(timer_queue&) noexcept = nullptr;
        {
            const monitor_lock locked{lock_};
            if (next == mode::open && mode_ == mode::closed)
                return;
            mode_ = next;
            changed = changed_;
        }
        if (changed)
            changed(*this);
    }
    static void follow_change(timer_queue& self) noexcept {
        self.lock_.lock();
        if (self.mode_ == mode::closed && self.driver_.is_running())
            self.driver_.retire(self.lock_, self.parts_->threads);
        if (self.mode_ == mode::held && !self.has_manual_clock_)
            self.clock_.end_manual();
        const bool starts = self.mode_ == mode::open && self.first();
        while (self.mode_ == mode::closed && self.first()) {
            timer_entry& dropped = *self.first();
            self.take_out(dropped);
            dropped.runner_ = this_thread();
            self.finish(dropped);
        }
        self.lock_.unlock();
        if (starts && !self.start_driver()) // they run when a later timer finds a thread
            report_work(self.parts_->observe, violation::work_not_started);
    }
    // Destroys the work of a timer whose runner is this thread. Unlocks meanwhile.
    void finish(timer_entry& done) noexcept {
        lock_.unlock();
        done.destroy(done);
        lock_.lock();
        done.runner_ = 0;
        lock_.notify_all();
        if (done.owned_)
            return;
        lock_.unlock(); // a protocol may replace operator delete
        done.release(done);
        lock_.lock();
    }

    void await_return(const timer_entry& running) noexcept {
        constexpr unsigned patience = 2000; // milliseconds
        const timer_waits::wait mine{waits_, running};
        const unsigned long long late = uptime() + patience;
        for (auto time = uptime(); running.runner_ && time < late; time = uptime())
            lock_.wait_for(static_cast<unsigned>(late - time));
        if (running.runner_) {
            lock_.unlock();
            report_work(parts_->observe, violation::long_use);
            lock_.lock();
        }
        while (running.runner_)
            lock_.wait();
    }

    // Runs the work of the first timer. Unlocks meanwhile. Returns false if a stop has begun; then
    // close() follows.
    bool run_first() noexcept {
        timer_entry& due = *first();
        if (!parts_->life.enter(availability::running))
            return false;
        take_out(due);
        due.runner_ = this_thread();
        arm(); // another thread may run the next one
        lock_.unlock();
        due.call(due, *parts_);
        lock_.lock();
        if (goes_on(due)) {
            const long long late = now() - due.due;
            due.due += (late / due.period + 1) * due.period;
            due.runner_ = 0;
            insert(due);
        } else {
            finish(due);
        }
        lock_.unlock();
        parts_->leave(); // may complete a stop
        lock_.lock();
        return true;
    }

    // ---- the driver

    // Starts the driver, unless there is one or none is needed. Returns false if the system has no
    // thread. Call it with no lock held: creating a thread takes the loader lock.
    [[nodiscard]] bool start_driver() noexcept {
        {
            const monitor_lock locked{lock_};
            if (mode_ != mode::open || clock_.is_manual() || !driver_.claim())
                return true;
        }
        const bool prepared = driver_.prepare(parts_->threads, &timer_queue::run, this);
        const monitor_lock locked{lock_};
        if (prepared && mode_ == mode::open) {
            driver_.begin(parts_->threads);
            arm();
        } else {
            driver_.give_up(parts_->threads, prepared);
        }
        return prepared;
    }
    void arm() noexcept {
        if (driver_.is_running() && first())
            driver_.arm(lock_, delay_of_first());
    }
    static void run(void* queue) noexcept {
        timer_queue& self = *static_cast<timer_queue*>(queue);
        const monitor_lock locked{self.lock_};
#if defined(_WIN32) // one call for each timer; the thread pool may run several at the same time
        const long long delay = self.delay_of_first();
        if (self.mode_ == mode::open && delay == 0)
            self.run_first();
        else
            self.arm(); // the pool was early, or the timer is cancelled that was due
#else
        while (self.mode_ == mode::open)
            if (const long long delay = self.delay_of_first(); delay != 0)
                timer_driver::await(self.lock_, delay);
            else if (!self.run_first())
                while (self.mode_ == mode::open) // until close()
                    self.lock_.wait();
#endif
    }

    monitor lock_{};
    timer_heap heap_{};
    timer_driver driver_{};
    const service_parts* parts_ = nullptr;
    void (*changed_)(timer_queue&) noexcept = nullptr;
    timer_waits waits_{};
    unsigned long long inserted_ = 0;
    timer_clock clock_{};
    mode mode_ = mode::closed;
    bool has_manual_clock_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
