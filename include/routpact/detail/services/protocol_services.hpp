#pragma once
// The library's side of a router_manager. Posted work and timers are held until StartComplete, and
// the event that saves the global configuration until the protocol is constructed.

#include <routpact/detail/services/timer_queue.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Serves one protocol class. Every member function is thread-safe.
class ROUTPACT_HIDDEN protocol_services {
public:
    /// The state of the protocol class.
    using parts = service_parts;
    /// Posted work, without its type.
    struct job : background::task {
        protocol_services* posted_by = nullptr;
        void (*destroy)(job&) noexcept = nullptr; ///< Destroys the work, which never ran.
    };
    /// Posted work of type `Work`. The work is destroyed before it leaves the protocol.
    template <class Work>
    struct posted_work;
    /// A timer with work of type `Work`.
    template <class Work>
    struct timed_work;

    /// Makes the services of the protocol class that `of` belongs to.
    explicit constexpr protocol_services(const parts& of) noexcept : parts_{of} {}
    protocol_services(const protocol_services&) = delete;
    protocol_services& operator=(const protocol_services&) = delete;

    /// Holds work, timers and events from now on. Called when a start begins.
    void hold() noexcept {
        parts_.timers.hold();
        const monitor_lock locked{lock_};
        holding_work_ = holding_events_ = true;
        save_held_ = false;
    }
    /// Posts the event that is held. Called when the protocol is constructed.
    void release_events() noexcept {
        const monitor_lock locked{lock_};
        holding_events_ = false;
        save_global_.event.type = SAVE_GLOBAL_CONFIG_INFO;
        if (save_held_)
            parts_.events.post(save_global_);
    }
    /// Starts the work and the timers that are held. Called by StartComplete.
    void release_work() noexcept {
        parts_.timers.open();
        for_each_held([this](job& held) { start(held); });
    }
    /// Destroys the work that is held, and that of all timers. Called by a stop.
    void drop_work() noexcept {
        parts_.timers.close();
        for_each_held([](job& held) {
            held.destroy(held);
            held.release(held);
        });
    }

    /// Posts SAVE_GLOBAL_CONFIG_INFO: now, or when the events are released.
    void save_global_config() noexcept {
        const monitor_lock locked{lock_};
        if (holding_events_)
            save_held_ = true;
        else
            parts_.events.post(save_global_);
    }
    /// Posts SAVE_INTERFACE_CONFIG_INFO. Returns false if no interface has this index.
    bool save_interface_config(ULONG index) noexcept { return parts_.save_interface(index); }
    /// Submits `work`, see router_manager::post. Passes on what its move constructor throws.
    template <class Work>
    bool post(Work&& work) {
        auto* const posted = new (std::nothrow) posted_work<Work>{*this, static_cast<Work&&>(work)};
        if (!posted)
            return false;
        // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): the job's release deletes it
        return submit(*posted);
    }
    /// Starts a job, or holds it until the work is released. If the job cannot start, destroys it
    /// and returns false. Waits for no thread.
    bool submit(job& posted) noexcept {
        {
            const monitor_lock locked{lock_};
            if (holding_work_) {
                (last_held_ ? last_held_->next : first_held_) = &posted;
                last_held_ = &posted;
                return true;
            }
        }
        return start(posted);
    }
    /// Starts a timer that is due after `delay` nanoseconds, see router_manager::post_after, and
    /// then, if it `repeats`, after each such delay. Returns null if that fails. Passes on what the
    /// move constructor of the work throws.
    template <class Work>
    [[nodiscard]] timer_entry* start_timer(long long delay, bool repeats, Work&& work) {
        auto* const entry =
            new (std::nothrow) timed_work<Work>{repeats ? delay : 0, static_cast<Work&&>(work)};
        if (!entry)
            return nullptr;
        const bool endless = repeats && delay == 0; // would run without a pause
        if (!endless && parts_.timers.start(parts_, *entry, delay))
            return entry;
        report_work(parts_.observe, violation::work_not_started);
        entry->destroy(*entry);
        entry->release(*entry); // deletes it
        return nullptr;         // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)
    }
    /// Returns the time of the timers, in nanoseconds.
    long long now() const noexcept { return parts_.timers.now(); }
    /// Tells whether a stop is pending. Takes no lock.
    bool is_stopping() const noexcept { return parts_.life.is_stopping(); }

private:
    // The caller may be a thread of the protocol's own, which is not inside and may hold any lock.
    // The job itself enters, after every step that may fail or wait: once inside it must run.
    bool start(job& posted) noexcept {
        background& threads = parts_.threads;
        threads.join_exited();
        const bool prepared =
            parts_.life.may_enter(availability::running) && threads.prepare(posted);
        if (prepared && parts_.life.enter(availability::running)) {
            threads.begin(posted);
            return true;
        }
        report_work(parts_.observe, violation::work_not_started);
        posted.destroy(posted);
        if (prepared)
            threads.cancel(posted);
        else
            posted.release(posted);
        return false;
    }

    // Stops holding work and passes each job that was held to `visit`, which takes it over.
    template <class Visitor>
    void for_each_held(Visitor visit) noexcept {
        background::task* each = nullptr;
        {
            const monitor_lock locked{lock_};
            each = first_held_;
            first_held_ = last_held_ = nullptr;
            holding_work_ = false;
        }
        while (each) {
            background::task* const next = each->next;
            visit(static_cast<job&>(*each));
            each = next;
        }
    }

    const parts& parts_;
    monitor lock_{};
    background::task* first_held_ = nullptr;
    background::task* last_held_ = nullptr;
    bool holding_work_ = false;
    bool holding_events_ = false;
    bool save_held_ = false; // SAVE_GLOBAL_CONFIG_INFO is held
    event_queue::entry save_global_{};
};

template <class Work>
struct ROUTPACT_HIDDEN protocol_services::posted_work : job {
    posted_work(protocol_services& services, Work&& moved) : work{static_cast<Work&&>(moved)} {
        posted_by = &services;
        run = [](background& threads, background::task& t) noexcept {
            auto& self = static_cast<posted_work&>(t);
            const parts& of = self.posted_by->parts_;
            call_guarded({work_contract, 0, of.observe}, of.translate_exception, self.work);
            self.work.~Work(); // may use the protocol, so before leave()
            threads.retire(t); // another thread may release `t` once this thread has exited
            of.leave();
        };
        release = [](background::task& t) noexcept { delete static_cast<posted_work*>(&t); };
        destroy = [](job& j) noexcept { static_cast<posted_work&>(j).work.~Work(); };
    }
    posted_work(const posted_work&) = delete;
    posted_work& operator=(const posted_work&) = delete;
    ~posted_work() {}

    union {
        Work work;
    };
};

template <class Work>
struct ROUTPACT_HIDDEN protocol_services::timed_work : timer_entry {
    timed_work(long long every, Work&& moved) : work{static_cast<Work&&>(moved)} {
        period = every;
        call = [](timer_entry& t, const service_parts& of) noexcept {
            call_guarded({work_contract, 0, of.observe}, of.translate_exception,
                         static_cast<timed_work&>(t).work);
        };
        destroy = [](timer_entry& t) noexcept { static_cast<timed_work&>(t).work.~Work(); };
        release = [](timer_entry& t) noexcept { delete static_cast<timed_work*>(&t); };
    }
    timed_work(const timed_work&) = delete;
    timed_work& operator=(const timed_work&) = delete;
    ~timed_work() {}

    union {
        Work work;
    };
};

} // namespace routpact::inline ROUTPACT_ABI::detail
