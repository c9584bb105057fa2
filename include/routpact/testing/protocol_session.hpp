#pragma once
// The life of one protocol in a test: its registration, start, stop and events.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <routpact/arguments/router_event.hpp>
#include <routpact/detail/testing/blocks.hpp>
#include <routpact/detail/testing/recorded_support_functions.hpp>
#include <routpact/testing/registered_protocol.hpp>
#include <routpact/testing/reply.hpp>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Registers, starts and stops one protocol, and processes its events: the part of
/// testing::router_manager that does not depend on the protocol's types.
///
/// At most one object exists at a time for each `Protocol`.
template <class Protocol>
class protocol_session : public registered_protocol {
public:
    protocol_session(const protocol_session&) = delete;
    protocol_session& operator=(const protocol_session&) = delete;
    /// Stops the protocol if it runs, and waits at most `timeout` for the end of the stop.
    // NOLINTNEXTLINE(bugprone-exception-escape): without memory for its log, a test ends
    ROUTPACT_HIDDEN ~protocol_session() {
        if (end())
            --live_sessions; // else the protocol still runs, so no other session may begin
        else
            static_cast<void>(event_.release()); // the protocol may still signal the event
    }

    /// The longest wait for a stop or an event.
    std::chrono::milliseconds timeout{5000};

    /// Calls GetEventMessage once. Returns the event, or nothing if the queue is empty. After a
    /// SAVE_* event it reads the configuration, as the router manager does; see
    /// saved_global_info() and saved_interface_info().
    std::optional<router_event> next_event() {
        detail::call_arguments a;
        if (call<&detail::slot_table::pfnGetEventMessage>(a) != NO_ERROR)
            return std::nullopt;
        const router_event event{a.event, a.message};
        if (event.type == ROUTER_STOPPED)
            started_ = completed_ = stopping_ = false;
        else if (event.type == SAVE_GLOBAL_CONFIG_INFO && started_ && !stopping_)
            save<&detail::slot_table::pfnGetGlobalInfo>({}, saved_global_);
        else if (event.type == SAVE_INTERFACE_CONFIG_INFO && started_ && !stopping_)
            save<&detail::slot_table::pfnGetInterfaceInfo>(about(event.message.InterfaceIndex),
                                                           saved_interface_);
        return event;
    }
    /// Takes events from the queue until it is empty. Returns them in order.
    std::vector<router_event> process_events() {
        std::vector<router_event> all;
        while (auto next = next_event()) {
            all.push_back(*next);
            if (all.size() > 10000)
                refuse("process_events(): more than 10000 events, but the queue must become empty");
        }
        return all;
    }
    /// Returns when an event of the type `wanted` has come, or with nothing when `timeout` is over.
    /// Takes the events before it from the queue, too, and then waits for the notification event,
    /// so the protocol must signal that.
    std::optional<router_event> await(ROUTING_PROTOCOL_EVENTS wanted) {
        const auto deadline = std::chrono::steady_clock::now() + timeout;
        while (true) {
            while (const auto next = next_event())
                if (next->type == wanted)
                    return next;
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                deadline - std::chrono::steady_clock::now());
            if (left.count() <= 0 ||
                WaitForSingleObject(event_.get(), static_cast<DWORD>(left.count())) !=
                    WAIT_OBJECT_0)
                return std::nullopt;
        }
    }
    /// Whether the notification event is signalled. Resets it.
    bool is_signalled() { return WaitForSingleObject(event_.get(), 0) == WAIT_OBJECT_0; }

    /// Returns the global info read after the last SAVE_GLOBAL_CONFIG_INFO.
    const std::optional<info_bytes>& saved_global_info() const { return saved_global_; }
    /// Returns the interface info read after the last SAVE_INTERFACE_CONFIG_INFO.
    const std::optional<info_bytes>& saved_interface_info() const { return saved_interface_; }

    /// Returns the results of the support functions, which a test may change.
    support_answers& support_functions() { return support_.answers; }

protected:
    /// Begins a session with the protocol that `entry_point` registers.
    ROUTPACT_HIDDEN protocol_session(PREGISTER_PROTOCOL entry_point, DWORD protocol_id)
        : registered_protocol{entry_point, protocol_id} {
        begin();
    }
    /// Begins a session with a protocol that is registered already.
    ROUTPACT_HIDDEN explicit protocol_session(const MPR_ROUTING_CHARACTERISTICS& registered)
        : registered_protocol{registered} {
        begin();
    }

    /// Calls StartProtocol, after RegisterProtocol the first time.
    ROUTPACT_HIDDEN DWORD begin_start(detail::call_arguments& a) {
        if (stopping_)
            refuse("start: the last stop is pending: wait for its end with await(ROUTER_STOPPED)");
        if (started_)
            refuse("start: the protocol is already started: call stop() first, or restart()");
        if (!is_registered() && register_protocol() != NO_ERROR)
            refuse("start: RegisterProtocol fails: call register_protocol() to get its code");
        a.event_handle = event_.get();
        functions_ = support::functions();
        a.support = &functions_;
        const DWORD answer = call_start(a);
        started_ = answer == NO_ERROR;
        return answer;
    }
    /// Calls StartComplete.
    DWORD complete_start() {
        if (!started_)
            refuse("start_complete(): the protocol is not started: call start_protocol() first");
        if (completed_)
            refuse("start_complete(): the start is already complete: remove the call");
        detail::call_arguments a;
        completed_ = true;
        return call_in_any_state<&detail::slot_table::pfnStartComplete>(a);
    }
    /// Calls StopProtocol.
    DWORD begin_stop() {
        if (stopping_)
            refuse("stop: a stop is pending: wait for its end with await(ROUTER_STOPPED)");
        if (!started_)
            refuse("stop: the protocol is not running: call start() first");
        detail::call_arguments a;
        stopping_ = true;
        const DWORD answer = call_in_any_state<&detail::slot_table::pfnStopProtocol>(a);
        if (answer != ERROR_PROTOCOL_STOP_PENDING)
            started_ = completed_ = stopping_ = false;
        return answer;
    }

    /// Returns arguments for the interface `index`.
    static detail::call_arguments about(ULONG index) { return {.index = index}; }

    /// Calls a pointer. Throws usage_error if no router manager calls it in this state.
    template <auto Member>
    DWORD call(detail::call_arguments& a) {
        constexpr const callback& row = detail::slot<Member>::contract;
        const auto require = [&](bool state, const char* reason) {
            if (!state)
                refuse(std::string{row.name} + ": " + reason +
                       ". To test this call nevertheless, call pointers()." + row.field);
        };
        require(row.availability == availability::always || (started_ && !stopping_),
                "the protocol is not running: call start() first");
        require(row.availability != availability::running || completed_,
                "a router manager does not call it before StartComplete: call start_complete() "
                "first");
        return call_in_any_state<Member>(a);
    }

    /// Calls ProtocolAction. Throws usage_error if the protocol does not run.
    DWORD act(detail::call_arguments& a) {
        if (!completed_ || stopping_)
            refuse("protocol_action: the protocol is not running: call start() first");
        return call_protocol_action(a);
    }

    /// Calls with an empty buffer, and again with a buffer of the size that the protocol asks for.
    /// Repeats that, because the output may have grown between the calls.
    template <auto Member, class T>
    reply<T> ask(detail::call_arguments a, BYTE* flags = nullptr) {
        constexpr const char* name = detail::slot<Member>::contract.name;
        std::vector<unsigned char> buffer;
        a.output_size = 0;
        DWORD answer = call<Member>(a);
        for (int i = 0; i < 8 && answer == ERROR_INSUFFICIENT_BUFFER; ++i) {
            buffer.assign(a.output_size, 0);
            a.output = buffer.data();
            answer = call<Member>(a);
        }
        if (flags)
            *flags = a.output_byte;
        if (answer != NO_ERROR)
            return {answer, {}, 0};
        if (a.output_size > buffer.size())
            refuse(std::string{name} + ": the protocol reports a size of " +
                   std::to_string(a.output_size) + " bytes, but the buffer has " +
                   std::to_string(buffer.size()) +
                   ": it must return ERROR_INSUFFICIENT_BUFFER if the buffer is too small");
        buffer.resize(a.output_size);
        return {answer, detail::from_bytes<T>(buffer, name), a.output_version};
    }
    /// Calls a pointer with `question` as its input, as ask() does.
    template <auto Member, class T, class Question>
    reply<T> ask_about(const Question& question) {
        detail::call_arguments a;
        const std::optional<info_bytes> block = detail::to_bytes(question);
        detail::set_input(a, block);
        return ask<Member, T>(a);
    }

private:
    using support = detail::recorded_support_functions<Protocol>;

    ROUTPACT_HIDDEN void begin() {
        if (live_sessions++ != 0) {
            --live_sessions;
            refuse("router_manager: another one exists for this protocol, or the last one could "
                   "not stop the protocol: a protocol may have one at a time, so destroy the other "
                   "first");
        }
    }
    // Stops the protocol if it runs. Returns whether it is stopped.
    bool end() {
        if (started_ && !has<&detail::slot_table::pfnStopProtocol>())
            return false;
        if (!started_ || (!stopping_ && begin_stop() != ERROR_PROTOCOL_STOP_PENDING))
            return true;
        return has<&detail::slot_table::pfnGetEventMessage>() && await(ROUTER_STOPPED);
    }

    template <auto Get>
    void save(detail::call_arguments a, std::optional<info_bytes>& saved) {
        if (!has<Get>())
            return;
        if (const auto info = ask<Get, std::vector<unsigned char>>(a))
            saved = info_bytes{info.value, info.version};
    }

    struct close_event {
        void operator()(HANDLE event) const { CloseHandle(event); }
    };

    ROUTPACT_HIDDEN static inline std::atomic<int> live_sessions = 0;

    support support_{log()};
    SUPPORT_FUNCTIONS functions_{};
    std::unique_ptr<void, close_event> event_{CreateEventW(nullptr, FALSE, FALSE, nullptr)};
    std::optional<info_bytes> saved_global_{}, saved_interface_{};
    std::atomic<bool> started_ = false, completed_ = false, stopping_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::testing
