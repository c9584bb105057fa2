#pragma once
// Rules of calls that come at once. No page speaks of threads: careful protocols expect any.

#include <condition_variable>
#include <memory>
#include <routpact/testing/rules/index.hpp>

namespace routpact::testing {

/// Whether slot `Member` is called between the start and the stop.
template <auto Member>
constexpr bool called_while_started() {
    const callback& row = slot<Member>::contract;
    return row.codes.count != 0 && row.legal != period::always;
}

/// A thread that calls, with memory of its own.
class calling_thread {
public:
    /// Calls `once(arguments)` until told to stop; it returns the verdict of a call.
    template <class Once>
    calling_thread(scenario_context& s, ULONG index, Once once)
        : thread_{[this, &s, index, once] {
              std::vector<unsigned char> room(4096);
              while (!ended_) {
                  call_arguments a = s.arguments(index);
                  a.output = room.data();
                  ++calls_;
                  verdict v = once(a);
                  if (v.what == verdict::kind::broken) {
                      found_ = std::move(v);
                      ended_ = true;
                  }
                  std::this_thread::yield();
              }
          }} {}
    calling_thread(const calling_thread&) = delete;
    calling_thread& operator=(const calling_thread&) = delete;
    ~calling_thread() { end(); }

    /// Waits until it calls.
    void wait_for_call() const {
        while (calls_ == 0)
            std::this_thread::yield();
    }
    /// How many calls it has begun.
    unsigned calls() const { return calls_; }
    /// Whether it has found something.
    bool ended() const { return ended_; }
    /// Ends it; what it found.
    const verdict& end() {
        ended_ = true;
        if (thread_.joinable())
            thread_.join();
        return found_;
    }

private:
    std::atomic<unsigned> calls_ = 0;
    std::atomic<bool> ended_ = false;
    verdict found_;
    std::thread thread_;
};

/// The judgement of a call that comes at the same time as others.
template <auto Member>
verdict judged_at_once(scenario_context& s, call_arguments& a, const char* when) {
    const code_set& codes = slot<Member>::contract.codes;
    const DWORD answer = s.calls().template call_unrecorded<Member>(a);
    return codes.contains(answer) ? verdict::kept() : another_answer(text_of(codes), answer, when);
}

/// Calls at once.
struct concurrent_calls {
    static constexpr const char* id = "RP-THREAD";
    static constexpr const char* statement = "may be called by several threads at once";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return called_while_started<Member>();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.running())
            return s.blocked();
        const auto once = [&s](call_arguments& a) {
            return judged_at_once<Member>(s, a, "while other threads call");
        };
        // deleting and adding what the last look needs is for another index
        const bool changes = takes<Member>(role::ended_index) || takes<Member>(role::description);
        calling_thread first{s, changes ? s.other() : s.present(), once};
        calling_thread second{s, changes ? s.other() : s.absent(), once};
        // each a few calls, however slow the machine, and all together not for long
        const auto begin = std::chrono::steady_clock::now();
        const auto passed = [begin] { return std::chrono::steady_clock::now() - begin; };
        while (passed() < std::chrono::milliseconds{5} ||
               ((first.calls() < 20 || second.calls() < 20) && !first.ended() && !second.ended() &&
                passed() < std::chrono::milliseconds{500}))
            for_each(callbacks<table>, [&s]<class Row>(const Row&) {
                if constexpr (called_while_started<Row::member>() &&
                              !std::is_same_v<slot<Row::member>, slot<Member>>)
                    if (s.pointers().*Row::member) {
                        call_arguments a = s.arguments(s.other());
                        s.calls().template call_unrecorded<Row::member>(a);
                    }
            });
        for (const verdict& found : {first.end(), second.end()})
            if (found.what == verdict::kind::broken)
                return found;
        const DWORD still = s.status(s.present(), RIS_INTERFACE_ENABLED);
        return still == NO_ERROR ? verdict::kept()
                                 : another_answer("the interface as it was", still, "afterwards");
    }
};

/// A stop in the middle of calls.
struct racing_stop {
    static constexpr const char* id = "RP-RACE";
    static constexpr const char* statement = "may still be at work when the stop comes";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return called_while_started<Member>();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        // without events nobody can tell when a stop has ended
        if (!s.registered() || !s.has<Member>() || !s.has<&table::pfnGetEventMessage>())
            return s.blocked();
        for (int round = 0; round < 3; ++round) {
            if (!s.running())
                return round == 0 ? s.blocked() : verdict::kept(); // restarting is another rule
            const auto once = [&s](call_arguments& a) {
                return judged_at_once<Member>(s, a, "while the protocol stops");
            };
            calling_thread at_work{s, s.present(), once};
            at_work.wait_for_call();
            std::this_thread::sleep_for(std::chrono::microseconds{s.below(300)});
            const bool stopped = s.stop();
            const verdict& found = at_work.end();
            if (found.what == verdict::kind::broken)
                return found;
            if (!stopped)
                return verdict::broken("the stop to end",
                                       "no ROUTER_STOPPED within " +
                                           std::to_string(s.under_test.patience.count()) + " ms");
        }
        return verdict::kept();
    }
};

/// What is tried of several threads otherwise.
namespace concurrency_rules {

inline verdict one_of_two_adds(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    for (ULONG i = 0; i < 8; ++i) {
        const ULONG index = 5000 + i;
        std::atomic<int> ready = 0;
        std::atomic<int> added = 0;
        const auto add = [&] {
            ++ready;
            while (ready < 2)
                std::this_thread::yield();
            call_arguments a = s.arguments(index, s.under_test.interface_info);
            if (s.calls().call_unrecorded<&table::pfnAddInterface>(a) == NO_ERROR)
                ++added;
        };
        std::thread other{add};
        add();
        other.join();
        if (added != 1)
            return verdict::broken("one of two threads that add an index to succeed",
                                   std::to_string(added) + " did");
    }
    return verdict::kept();
}

/// A call from another thread, while the protocol waits for a support function.
struct call_meanwhile {
    std::mutex mutex;
    std::condition_variable changed;
    bool begun = false, returned = false, in_time = false;
    std::thread thread;

    /// What the support functions do: see whether another thread gets in meanwhile.
    template <class Call>
    void try_it(Call call) {
        std::unique_lock locked{mutex};
        if (begun)
            return;
        begun = true;
        thread = std::thread{[this, call] {
            call();
            const std::lock_guard done{mutex};
            returned = true;
            changed.notify_all();
        }};
        in_time =
            changed.wait_for(locked, std::chrono::milliseconds{500}, [this] { return returned; });
    }
    /// Tries no more; whether it was tried.
    bool end() {
        std::unique_lock locked{mutex};
        const bool tried = begun;
        begun = true;
        locked.unlock();
        if (thread.joinable())
            thread.join();
        return tried;
    }
};

inline verdict holds_no_lock(scenario_context& s) {
    const auto meanwhile = std::make_shared<call_meanwhile>();
    s.answers().on_call = [meanwhile, &s](const char*) {
        meanwhile->try_it([&s] {
            std::vector<unsigned char> room(4096);
            call_arguments a = s.arguments(s.present());
            a.output = room.data();
            if (s.pointers().pfnGetGlobalInfo)
                s.calls().call_unrecorded<&table::pfnGetGlobalInfo>(a);
            a.output_size = 4096;
            if (s.pointers().pfnGetInterfaceInfo)
                s.calls().call_unrecorded<&table::pfnGetInterfaceInfo>(a);
        });
    };
    const bool runs = s.running();
    if (runs && s.has<&table::pfnUpdateRoutes>())
        s.call<&table::pfnUpdateRoutes>(s.arguments(s.present()));
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    s.stop(); // no more calls of support functions
    if (!meanwhile->end())
        return runs ? verdict::not_applicable("it calls no support function") : s.blocked();
    return meanwhile->in_time
               ? verdict::kept()
               : verdict::broken("other callbacks to go on while it calls a support function",
                                 "GetGlobalInfo or GetInterfaceInfo held up for 500 ms");
}

inline constexpr auto rules = std::to_array<rule>({
    {"RP-LOCK-01", slot<&table::pfnAddInterface>::contract.name,
     "adds an index for one of two threads", "padd_interface", severity::advice, one_of_two_adds},
    {"RP-LOCK-02", slot<&table::pfnStartProtocol>::contract.name,
     "holds no lock while it calls a support function", "support_functions_50", severity::advice,
     holds_no_lock},
});

} // namespace concurrency_rules

} // namespace routpact::testing
