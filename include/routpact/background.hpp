#pragma once
// Work in the background: on Windows on the thread pool, with the module pinned until the thread
// has left its code; elsewhere on a thread each, which somebody joins before the module may go.

#include <routpact/abi.hpp>
#include <routpact/monitor.hpp>

#if defined(_WIN32)
#include <threadpoolapiset.h>
#endif

namespace routpact {

/// Runs tasks for one protocol.
class background {
public:
    /// Something to run once.
    struct task {
        /// Does it, calls ending() before it leaves the protocol, and ended() after that.
        void (*run)(background&, task&) noexcept;
        /// Frees the task.
        void (*release)(task&) noexcept;
        background* owner = nullptr; ///< Set by start().
        task* next = nullptr;        ///< For lists of tasks.
#if defined(_WIN32)
        HMODULE pinned = nullptr;
#else
        pthread_t thread{};
        bool has_ended = false;
#endif
    };

    constexpr background() noexcept = default;
    background(const background&) = delete;
    background& operator=(const background&) = delete;

#if defined(_WIN32)

    /// Runs `what` soon; false, with nothing done, if the system has no means for it.
    [[nodiscard]] bool start(task& what) noexcept {
        if (!GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                                reinterpret_cast<LPCWSTR>(&background::on_thread), &what.pinned))
            return false;
        what.owner = this;
        if (TrySubmitThreadpoolCallback(&background::on_thread, &what, nullptr))
            return true;
        FreeLibrary(what.pinned); // not the last reference: the caller's code is in it
        return false;
    }

    /// The thread of a task will do no more than leave.
    void ending(task&) noexcept {}
    /// It has left, and will do no more than return.
    void ended(task&) noexcept {}
    /// Waits for the threads that are ending, but for this one. Windows knows when they are gone.
    void join() noexcept {}
    /// Waits for those alone that have ended, and so do not wait for anybody.
    void join_ended() noexcept {}

private:
    static VOID CALLBACK on_thread(PTP_CALLBACK_INSTANCE instance, PVOID context) noexcept {
        task& what = *static_cast<task*>(context);
        CallbackMayRunLong(instance);
        FreeLibraryWhenCallbackReturns(instance, what.pinned);
        what.run(*what.owner, what);
        what.release(what);
    }

#else

    /// Runs `what` soon; false, with nothing done, if the system has no means for it.
    [[nodiscard]] bool start(task& what) noexcept {
        what.owner = this;
        what.has_ended = false;
        const monitor_lock locked{lock_}; // the thread must not end before its id is stored
        return pthread_create(&what.thread, nullptr, &background::on_thread, &what) == 0;
    }

    /// The thread of a task will do no more than leave.
    void ending(task& what) noexcept {
        const monitor_lock locked{lock_};
        what.next = ending_;
        ending_ = &what;
    }

    /// It has left, and will do no more than return.
    void ended(task& what) noexcept {
        const monitor_lock locked{lock_};
        what.has_ended = true;
    }

    /// Waits for the threads that are ending, but for this one.
    void join() noexcept { join_those(false); }
    /// Waits for those alone that have ended, and so do not wait for anybody.
    void join_ended() noexcept { join_those(true); }

private:
    static void* on_thread(void* context) noexcept {
        task& what = *static_cast<task*>(context);
        what.run(*what.owner, what);
        return nullptr;
    }

    void join_those(bool ended_only) noexcept {
        while (task* const one = take_ending(ended_only)) {
            pthread_join(one->thread, nullptr);
            one->release(*one);
        }
    }
    task* take_ending(bool ended_only) noexcept {
        const monitor_lock locked{lock_};
        task** link = &ending_;
        while (*link && (pthread_equal((*link)->thread, pthread_self()) ||
                         (ended_only && !(*link)->has_ended)))
            link = &(*link)->next;
        task* const taken = *link;
        if (taken)
            *link = taken->next;
        return taken;
    }

    monitor lock_;
    task* ending_ = nullptr;

#endif
};

} // namespace routpact
