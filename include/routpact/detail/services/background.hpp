#pragma once
// Background threads of a protocol. On Windows a task runs on the thread pool, and pins the module
// until the thread has left its code. Elsewhere each task has a thread, which is joined before the
// module may be unloaded.
//
// A task starts in two steps. prepare() gets the resources: it may fail, and is called with no lock
// held, because creating a thread takes the loader lock of the system. Code that runs under the
// loader lock (DllMain, initialisers, on Windows the destructors of thread_local objects) may take
// locks of this library, so the opposite order would deadlock. begin() cannot fail.

#include <routpact/abi.hpp>
#include <routpact/detail/concurrency/monitor.hpp>

#if defined(_WIN32)
#include <threadpoolapiset.h>
#else
#include <ctime>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// Runs the tasks of one protocol. Every member function is thread-safe; only join() waits.
class ROUTPACT_HIDDEN background {
public:
    /// A function to run once, on another thread.
    struct task {
        /// Runs the task. Must call retire() before it leaves the protocol.
        void (*run)(background&, task&) noexcept = nullptr;
        /// Frees the task.
        void (*release)(task&) noexcept = nullptr;
        background* owner = nullptr; ///< Set by prepare().
        task* next = nullptr;        ///< For lists of tasks.
#if defined(_WIN32)
        PTP_WORK work = nullptr;
#else
        enum class order : unsigned char { wait, run, end };

        pthread_t thread{};
        order given = order::wait; // what the thread of the task has to do
        bool joined = false;       // a call of join() waits for the thread
#endif
    };

    constexpr background() noexcept = default;
    background(const background&) = delete;
    background& operator=(const background&) = delete;

#if defined(_WIN32)

    /// Gets the resources to run a task; begin() or cancel() must follow. Returns false, and
    /// changes nothing, if the system has none. Call it with no lock held.
    [[nodiscard]] bool prepare(task& started) noexcept {
        started.owner = this;
        started.work = CreateThreadpoolWork(&background::on_thread, &started, nullptr);
        return started.work;
    }
    /// Runs a prepared task soon. The task must be inside the protocol, or complete its stop: that
    /// keeps the module loaded until on_thread() has pinned it.
    void begin(task& prepared) noexcept { SubmitThreadpoolWork(prepared.work); }
    /// Releases a prepared task, which never runs.
    void cancel(task& prepared) noexcept {
        CloseThreadpoolWork(prepared.work);
        prepared.release(prepared);
    }

    /// Marks a task whose thread will run no more code of the protocol.
    void retire(task&) noexcept {}
    /// Takes over a timer of the thread pool that is not set any more. There is one at a time.
    void retire(PTP_TIMER stopped) noexcept {
        const monitor_lock locked{lock_};
        timer_ = stopped;
    }
    /// Releases the retired tasks whose threads have exited, and returns whether nothing is left
    /// for join(). Windows unpins the module when the thread of a task has left its code.
    bool join_exited() noexcept {
        const monitor_lock locked{lock_};
        return !timer_;
    }
    /// Waits for the callbacks of a retired timer, which must not include the calling thread.
    void join() noexcept {
        const monitor_lock locked{lock_}; // which no callback takes; another call of join() waits
        if (!timer_)
            return;
        WaitForThreadpoolTimerCallbacks(timer_, TRUE);
        CloseThreadpoolTimer(timer_);
        timer_ = nullptr;
    }

    /// Sleeps for 10 ms.
    static void pause() noexcept { Sleep(10); }

private:
    // Pins the module here, where the thread holds no lock: the thread that posts work may hold
    // any.
    static VOID CALLBACK on_thread(PTP_CALLBACK_INSTANCE instance, PVOID context,
                                   PTP_WORK work) noexcept {
        task& started = *static_cast<task*>(context);
        HMODULE pinned = nullptr;
        if (GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                               reinterpret_cast<LPCWSTR>(&background::on_thread), &pinned))
            FreeLibraryWhenCallbackReturns(instance, pinned);
        CallbackMayRunLong(instance);
        CloseThreadpoolWork(work); // the system frees it after this function has returned
        started.run(*started.owner, started);
        started.release(started);
    }

    monitor lock_{};
    PTP_TIMER timer_ = nullptr; // retired

#else

    /// Gets the resources to run a task; begin() or cancel() must follow. Returns false, and
    /// changes nothing, if the system has none. Call it with no lock held.
    [[nodiscard]] bool prepare(task& started) noexcept {
        started.owner = this;
        started.given = task::order::wait;
        started.joined = false;
        return pthread_create(&started.thread, nullptr, &background::on_thread, &started) == 0;
    }
    /// Runs a prepared task soon.
    void begin(task& prepared) noexcept {
        const monitor_lock locked{lock_};
        prepared.given = task::order::run;
        lock_.notify_all();
    }
    /// Gives up a prepared task, which never runs. Releases it when its thread has exited.
    void cancel(task& prepared) noexcept {
        const monitor_lock locked{lock_};
        add(prepared);
        prepared.given = task::order::end;
        lock_.notify_all();
    }

    /// Marks a task whose thread will run no more code of the protocol.
    void retire(task& done) noexcept {
        const monitor_lock locked{lock_};
        add(done);
    }

    /// Releases the retired tasks whose threads have exited, and returns whether these were all.
    ///
    /// Does not wait: the thread of a retired task may still wait, in the destructor of a
    /// thread_local object, for a lock that the caller holds. Only Linux can tell without waiting
    /// whether a thread has exited.
    bool join_exited() noexcept {
        task* exited = nullptr;
        const bool all = take_exited(exited);
        while (exited) {
            task* const next = exited->next;
            exited->release(*exited);
            exited = next;
        }
        return all;
    }

    /// Waits for the threads of all retired tasks, except the calling thread. Also waits for those
    /// that another call of join() waits for.
    void join() noexcept {
        while (task* const claimed = claim_retired()) {
            pthread_join(claimed->thread, nullptr);
            remove(*claimed);
            claimed->release(*claimed);
        }
    }

    /// Sleeps for 10 ms.
    static void pause() noexcept {
        const timespec time{0, 10000000};
        nanosleep(&time, nullptr);
    }

private:
    static void* on_thread(void* context) noexcept {
        task& started = *static_cast<task*>(context);
        if (started.owner->await_begin(started))
            started.run(*started.owner, started);
        return nullptr;
    }
    // Waits for begin() or cancel(); returns whether it was begin().
    bool await_begin(const task& prepared) noexcept {
        const monitor_lock locked{lock_};
        while (prepared.given == task::order::wait)
            lock_.wait();
        return prepared.given == task::order::run;
    }

    void add(task& done) noexcept {
        done.next = retired_;
        retired_ = &done;
    }
    void remove(const task& joined) noexcept {
        const monitor_lock locked{lock_};
        task** link = &retired_;
        while (*link != &joined)
            link = &(*link)->next;
        *link = joined.next;
        lock_.notify_all();
    }

    static bool join_if_exited([[maybe_unused]] pthread_t thread) noexcept {
#if defined(__linux__) && !defined(__ANDROID__)
        return pthread_tryjoin_np(thread, nullptr) == 0;
#else
        return false;
#endif
    }
    // Moves the tasks to release to the list `exited`. Returns whether none is left.
    bool take_exited(task*& exited) noexcept {
        const monitor_lock locked{lock_};
        task** link = &retired_;
        while (task* const each = *link) {
            if (each->joined || !join_if_exited(each->thread)) {
                link = &each->next;
                continue;
            }
            *link = each->next;
            each->next = exited;
            exited = each;
        }
        return !retired_;
    }
    // Returns a retired task that the caller has to join. Waits while other calls join the rest,
    // unless the calling thread is retired itself. Returns null when there is no more to do.
    task* claim_retired() noexcept {
        const monitor_lock locked{lock_};
        for (;; lock_.wait()) {
            bool others_join = false;
            bool is_own_thread = false;
            for (task* each = retired_; each; each = each->next) {
                if (pthread_equal(each->thread, pthread_self())) {
                    is_own_thread = true;
                } else if (each->joined) {
                    others_join = true;
                } else {
                    each->joined = true;
                    return each;
                }
            }
            if (!others_join || is_own_thread)
                return nullptr;
        }
    }

    monitor lock_{};
    task* retired_ = nullptr; // tasks whose threads are exiting

#endif
};

} // namespace routpact::inline ROUTPACT_ABI::detail
