#pragma once
// Rules about calls from several threads. No page documents threads: careful protocols accept calls
// from any thread at any time.

#include <condition_variable>
#include <memory>
#include <routpact/detail/conformance/rules/index.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Whether slot `Member` is called between the start and the stop.
template <auto Member>
constexpr bool called_while_started() {
    const callback& row = slot<Member>::contract;
    return row.codes.count != 0 && row.availability != availability::always;
}

/// Calls a callback repeatedly on its own thread, with its own memory.
class calling_thread {
public:
    /// Calls `try_once(arguments)`, which returns a verdict, until it is broken or end() is called.
    template <class Call>
    calling_thread(scenario_context& s, ULONG index, Call try_once)
        : thread_{[this, &s, index, try_once] {
              std::vector<unsigned char> buffer(4096);
              while (!ended_) {
                  call_arguments a = s.arguments(index);
                  a.output = buffer.data();
                  ++calls_;
                  verdict v = try_once(a);
                  if (v.outcome == verdict::kind::broken) {
                      found_ = std::move(v);
                      ended_ = true;
                  }
                  std::this_thread::yield();
              }
          }} {}
    calling_thread(const calling_thread&) = delete;
    calling_thread& operator=(const calling_thread&) = delete;
    ~calling_thread() { end(); }

    /// Waits for the first call.
    void wait_for_call() const {
        while (calls_ == 0)
            std::this_thread::yield();
    }
    /// Returns the number of calls begun.
    unsigned calls() const { return calls_; }
    /// Whether the thread has ended.
    bool ended() const { return ended_; }
    /// Ends the thread. Returns the verdict of the call that broke the rule, or `kept`.
    const verdict& end() {
        ended_ = true;
        if (thread_.joinable())
            thread_.join();
        return found_;
    }

private:
    std::atomic<unsigned> calls_ = 0;
    std::atomic<bool> ended_ = false;
    verdict found_{};
    std::thread thread_;
};

/// Makes an unrecorded call at the same time as others, and judges its code.
template <auto Member>
verdict judge_concurrent_call(scenario_context& s, call_arguments& a, const char* when) {
    const code_set& codes = slot<Member>::contract.codes;
    const DWORD answer = s.calls().template call_unrecorded<Member>(a);
    return codes.contains(answer) ? verdict::kept() : wrong_code(text_of(codes), answer, when);
}

/// Tries calls at the same time.
struct concurrent_calls {
    static constexpr const char* id = "RP-THREAD";
    static constexpr const char* statement = "may be called by several threads at the same time";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return called_while_started<Member>();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.running())
            return s.blocked();
        const auto try_once = [&s](call_arguments& a) {
            return judge_concurrent_call<Member>(s, a, "while other threads call");
        };
        // The last check needs present(), so callbacks that add or delete use other().
        const bool changes = takes<Member>(role::removed_index) || takes<Member>(role::description);
        calling_thread first{s, changes ? s.other() : s.present(), try_once};
        calling_thread second{s, changes ? s.other() : s.absent(), try_once};
        // Lasts at least 5 ms and 20 calls of each thread, but at most 500 ms.
        const auto begin = std::chrono::steady_clock::now();
        const auto passed = [begin] { return std::chrono::steady_clock::now() - begin; };
        while (passed() < std::chrono::milliseconds{5} ||
               ((first.calls() < 20 || second.calls() < 20) && !first.ended() && !second.ended() &&
                passed() < std::chrono::milliseconds{500}))
            for_each(callbacks<slot_table>, [&s]<class Row>(const Row&) {
                if constexpr (called_while_started<Row::member>() &&
                              !std::is_same_v<slot<Row::member>, slot<Member>>)
                    if (s.pointers().*Row::member) {
                        s.progress();
                        call_arguments a = s.arguments(s.other());
                        s.calls().template call_unrecorded<Row::member>(a);
                    }
            });
        for (const verdict& found : {first.end(), second.end()})
            if (found.outcome == verdict::kind::broken)
                return found;
        const DWORD still = change_present(s);
        return still == NO_ERROR ? verdict::kept()
                                 : wrong_code("the interface still present", still, "afterwards");
    }
};

/// Tries a stop during a call.
struct racing_stop {
    static constexpr const char* id = "RP-RACE";
    static constexpr const char* statement = "may be running when the stop begins";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return called_while_started<Member>();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        // Without events, the end of a stop cannot be detected.
        if (!s.registered() || !s.has<Member>() || !s.has<&slot_table::pfnGetEventMessage>())
            return s.blocked();
        // A race is tried until it is lost, or for a quarter of a second, but three times at least.
        const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds{250};
        for (int round = 0; round < 3 || (round < 20 && std::chrono::steady_clock::now() < limit);
             ++round) {
            if (!s.running())
                return round == 0 ? s.blocked() : verdict::kept(); // RP-START-06 tries restarts
            const auto try_once = [&s](call_arguments& a) {
                return judge_concurrent_call<Member>(s, a, "while the protocol stops");
            };
            calling_thread caller{s, s.present(), try_once};
            caller.wait_for_call();
            std::this_thread::sleep_for(std::chrono::microseconds{s.below(300)});
            const bool stopped = s.stop();
            const verdict& found = caller.end();
            if (found.outcome == verdict::kind::broken)
                return found;
            if (!stopped && !s.is_stopping())
                return s.blocked(); // RP-CODE-03 judges the code of StopProtocol
            if (!stopped)
                return verdict::broken("the end of the stop",
                                       "no ROUTER_STOPPED within " +
                                           std::to_string(s.under_test.timeout.count()) + " ms");
        }
        return verdict::kept();
    }
};

/// Other rules about threads.
namespace concurrency_rules {

inline verdict one_of_two_adds(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    const auto deadline = std::chrono::steady_clock::now() + s.under_test.timeout;
    for (ULONG i = 0; i < 40 && (i < 3 || std::chrono::steady_clock::now() < deadline); ++i) {
        s.progress();
        const ULONG index = 5000 + i;
        std::atomic<int> ready = 0;
        std::atomic<int> added = 0;
        std::atomic<int> at_limit = 0;
        const auto add = [&] {
            ++ready;
            while (ready < 2)
                std::this_thread::yield();
            call_arguments a = s.arguments(index, s.under_test.interface_info);
            const DWORD answer = s.calls().call_unrecorded<&slot_table::pfnAddInterface>(a);
            added += answer == NO_ERROR ? 1 : 0;
            at_limit += answer == ERROR_CAN_NOT_COMPLETE ? 1 : 0;
        };
        std::thread other{add};
        add();
        other.join();
        if (at_limit == 2) // a protocol may limit the number of interfaces
            return i == 0 ? verdict::not_applicable("it adds no further interface")
                          : verdict::kept();
        if (added != 1)
            return verdict::broken("one of two calls that add the same index to succeed",
                                   std::to_string(added) + " succeeded");
    }
    return verdict::kept();
}

/// Calls the protocol on another thread while the protocol waits for a support function.
struct concurrent_attempt {
    std::mutex mutex{};
    std::condition_variable changed{};
    bool attempted = false, returned = false, in_time = false;
    std::thread thread{};

    /// Runs `call` on another thread and waits at most 500 ms for its return. Only the first
    /// attempt does that.
    template <class Call>
    void attempt(Call call) {
        std::unique_lock locked{mutex};
        if (attempted)
            return;
        attempted = true;
        thread = std::thread{[this, call] {
            call();
            const std::lock_guard done{mutex};
            returned = true;
            changed.notify_all();
        }};
        in_time =
            changed.wait_for(locked, std::chrono::milliseconds{500}, [this] { return returned; });
    }
    /// Prevents further attempts. Returns whether there was one.
    bool end() {
        std::unique_lock locked{mutex};
        const bool tried = attempted;
        attempted = true;
        locked.unlock();
        if (thread.joinable())
            thread.join();
        return tried;
    }
};

inline verdict holds_no_lock(scenario_context& s) {
    const auto other_call = std::make_shared<concurrent_attempt>();
    s.support_answers().on_call = [other_call, &s](const char*) {
        other_call->attempt([&s] {
            std::vector<unsigned char> buffer(4096);
            call_arguments a = s.arguments(s.present());
            a.output = buffer.data();
            if (s.pointers().pfnGetGlobalInfo)
                s.calls().call_unrecorded<&slot_table::pfnGetGlobalInfo>(a);
            a.output_size = 4096;
            if (s.pointers().pfnGetInterfaceInfo)
                s.calls().call_unrecorded<&slot_table::pfnGetInterfaceInfo>(a);
        });
    };
    const bool runs = s.running();
    if (runs && s.has<&slot_table::pfnUpdateRoutes>())
        s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present()));
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    s.stop(); // ends the calls of support functions
    if (!other_call->end())
        return runs ? verdict::not_applicable("it calls no support function") : s.blocked();
    return other_call->in_time
               ? verdict::kept()
               : verdict::broken("other callbacks to return while it calls a support function",
                                 "GetGlobalInfo or GetInterfaceInfo blocked for 500 ms");
}

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-LOCK-01", slot<&slot_table::pfnAddInterface>::contract.name,
     "adds an index once if two threads add it", "padd_interface", severity::advice,
     one_of_two_adds},
    {"RP-LOCK-02", slot<&slot_table::pfnStartProtocol>::contract.name,
     "holds no lock while it calls a support function", "support_functions_50", severity::advice,
     holds_no_lock},
});

} // namespace concurrency_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
