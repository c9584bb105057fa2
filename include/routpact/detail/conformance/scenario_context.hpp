#pragma once
// The protocol under test in a scenario: its module, its state and its calls.

#include <algorithm>
#include <routpact/conformance/rule.hpp>
#include <routpact/conformance/subject.hpp>
#include <routpact/detail/conformance/fetched_event.hpp>
#include <routpact/detail/conformance/scenario_inputs.hpp>
#include <routpact/detail/conformance/time_limit.hpp>
#include <routpact/detail/testing/protocol_calls.hpp>
#include <routpact/detail/testing/recorded_support_functions.hpp>
#include <routpact/testing/code_text.hpp>
#include <thread>

namespace routpact::inline ROUTPACT_ABI::detail {

using conformance::rule;
using conformance::severity;
using conformance::verdict;
using testing::code_text;

/// Runs one trial of a protocol.
///
/// Member functions such as registered(), started() and running() bring the protocol to a state,
/// through all states before it. They return false if that fails, and blocked() states the reason.
/// The destructor stops the protocol and unloads its module.
class scenario_context : public scenario_inputs {
    using support = recorded_support_functions<scenario_context>;

public:
    using milliseconds = std::chrono::milliseconds;

    /// Prepares a trial of `s`, which records its calls in `log`.
    scenario_context(conformance::subject& s, testing::transcript& log)
        : scenario_inputs{s.seed, support::functions(), s.interface_type},
          under_test{s},
          log_{log},
          support_{log} {}
    scenario_context(const scenario_context&) = delete;
    scenario_context& operator=(const scenario_context&) = delete;
    ~scenario_context() {
        if (end() || !entry_point_) // else the protocol may still signal the event
            close_events();
    }

    conformance::subject& under_test; ///< The protocol and the parameters of the trial.

    /// Loads the module.
    bool load() {
        if (!entry_point_)
            entry_point_ = under_test.dll.load();
        return entry_point_ || fails("the module cannot be loaded: " + under_test.dll.reason());
    }
    /// Loads the module and registers the protocol.
    bool registered() {
        if (registered_ || !load())
            return registered_;
        MPR_SERVICE_CHARACTERISTICS service{};
        pointers_ = offer();
        registered_ = succeeds("RegisterProtocol", register_with(&pointers_, &service));
        return registered_;
    }
    /// Registers the protocol, which must have StartProtocol and StopProtocol.
    bool startable() {
        return registered() && has<&slot_table::pfnStartProtocol>() &&
               has<&slot_table::pfnStopProtocol>();
    }
    /// Registers and starts the protocol.
    bool started() {
        return life_ == life::started || (startable() && succeeds("StartProtocol", start()));
    }
    /// Starts the protocol and adds the interface present().
    bool with_interface() {
        return started() && has<&slot_table::pfnAddInterface>() &&
               succeeds("AddInterface", add(present()));
    }
    /// Starts the protocol and calls StartComplete, without an interface.
    bool completed() {
        return started() && has<&slot_table::pfnStartComplete>() &&
               succeeds("StartComplete", start_complete());
    }
    /// Adds the interface present(), calls StartComplete, and enables the interface.
    bool running() { return with_interface() && completed() && enable(present()); }
    /// Gives an interface an address and enables it.
    bool enable(ULONG index) {
        if (!has<&slot_table::pfnInterfaceStatus>())
            return false;
        bind(index);
        return succeeds("InterfaceStatus", status(index, RIS_INTERFACE_ENABLED));
    }
    /// Stops the protocol if it runs, and waits for ROUTER_STOPPED if the stop is pending. Returns
    /// whether the stop has ended.
    bool stop() {
        if (life_ == life::started) {
            const DWORD answer = stop_protocol();
            if (life_ == life::started)
                return fails("StopProtocol returns " + code_text(answer));
        }
        // A second call of StopProtocol would prove nothing: no page says what it returns.
        if (life_ == life::stopping)
            await([](const fetched_event& e) { return e.number == ROUTER_STOPPED; });
        return life_ == life::stopped ||
               fails("no ROUTER_STOPPED within " + text_of_time(under_test.timeout));
    }
    /// Whether a stop is pending.
    bool is_stopping() const { return life_ == life::stopping; }
    /// Stops the protocol if it runs, and unloads the module if the stop has ended. Returns whether
    /// the module was unloaded.
    bool end() {
        if (!entry_point_ || !stop())
            return false;
        entry_point_ = nullptr;
        registered_ = false;
        under_test.dll.unload();
        return true;
    }
    /// Formats a duration, in the largest unit that suits.
    static std::string text_of_time(milliseconds time) {
        return time.count() % 1000 == 0 ? std::to_string(time.count() / 1000) + " s"
                                        : std::to_string(time.count()) + " ms";
    }
    /// Returns the verdict for a state that was not reached, with the reason.
    verdict blocked() const { return verdict::not_applicable(reason_); }

    /// Whether `answer`, the code of a required call, is NO_ERROR. If not, sets the reason.
    bool succeeds(const char* function, DWORD answer) {
        return answer == NO_ERROR || fails(std::string{function} + " returns " + code_text(answer));
    }

    /// Returns the structure to pass to RegisterProtocol.
    slot_table offer() const {
        slot_table offered{};
        offered.dwVersion = MS_ROUTER_VERSION;
        offered.dwProtocolId = under_test.protocol_id;
        offered.fSupportedFunctionality = under_test.functionality;
        return offered;
    }
    /// Calls RegisterProtocol of the loaded module with the scenario's own structures.
    DWORD register_with(slot_table* routing, MPR_SERVICE_CHARACTERISTICS* service) {
        const auto text = [routing] {
            return "version " + text_of(routing->dwVersion) + ", protocol " +
                   text_of(routing->dwProtocolId) + ", flags " +
                   text_of(routing->fSupportedFunctionality);
        };
        const unsigned number = log_.begin(
            {0, registration_contract.name, registration_contract.field, text(), {}, {}});
        const DWORD answer = entry_point_(routing, service);
        log_.end(number, answer, text());
        return answer;
    }

    /// Whether the pointer is not null. If it is null, sets the reason.
    template <auto Member>
    bool has() {
        return pointers_.*Member || fails(std::string{slot<Member>::contract.field} + " is null");
    }
    /// Calls a pointer. Returns ERROR_CALL_NOT_IMPLEMENTED if it is null.
    template <auto Member>
    DWORD call(call_arguments& a) {
        if (!has<Member>())
            return ERROR_CALL_NOT_IMPLEMENTED;
        progress();
        return calls_.template call<Member>(a);
    }
    /// Calls a pointer and discards the outputs.
    template <auto Member>
    DWORD call(call_arguments&& a) {
        return call<Member>(a);
    }
    /// Returns the protocol's pointers and flags.
    const slot_table& pointers() const { return pointers_; }
    /// Shows that the trial goes on. Scenarios call it before calls without a record.
    void progress() {
        const auto now = std::chrono::steady_clock::now();
        if (under_test.on_progress && now - shown_ >= milliseconds{500}) {
            shown_ = now;
            under_test.on_progress();
        }
    }
    /// Records the calls from now on, or does not.
    void record(bool on) { log_.record(on); }
    /// Returns the protocol's calls, for calls without a record.
    const protocol_calls& calls() const { return calls_; }
    /// Returns the results of the support functions.
    testing::support_answers& support_answers() { return support_.answers; }
    /// Returns the subject's MIB question about an interface, or an empty one if there is none.
    std::vector<unsigned char> mib_question(ULONG index) const {
        std::vector<unsigned char> question;
        if (under_test.mib_question)
            question = *under_test.mib_question;
        for (const std::size_t offset : under_test.index_offsets)
            if (offset + sizeof index <= question.size())
                std::memcpy(question.data() + offset, &index, sizeof index);
        return question;
    }
    /// Calls AddInterface.
    DWORD add(ULONG index) {
        return call<&slot_table::pfnAddInterface>(arguments(index, under_test.interface_info));
    }
    /// Calls DeleteInterface.
    DWORD remove(ULONG index) { return call<&slot_table::pfnDeleteInterface>(arguments(index)); }
    /// Calls InterfaceStatus.
    DWORD status(ULONG index, DWORD type, PVOID info = nullptr) {
        call_arguments a = arguments(index);
        a.active = type != RIS_INTERFACE_DISABLED;
        a.status = type;
        a.status_info = info;
        return call<&slot_table::pfnInterfaceStatus>(a);
    }
    /// Gives an interface an address.
    void bind(ULONG index) {
        if (!(pointers_.fSupportedFunctionality & RF_ROUTINGV6)) // IPv6 has other bindings
            status(index, RIS_INTERFACE_ADDRESS_CHANGE, binding());
    }
    /// Calls StartProtocol with the subject's global info.
    DWORD start() {
        call_arguments a = arguments(0, under_test.global_info);
        return start(a);
    }
    /// Calls StartProtocol.
    DWORD start(call_arguments& a) {
        const DWORD answer = call<&slot_table::pfnStartProtocol>(a);
        if (answer == NO_ERROR)
            life_ = life::started;
        return answer;
    }
    /// Calls StartComplete.
    DWORD start_complete() { return call<&slot_table::pfnStartComplete>(arguments(0)); }
    /// Calls StopProtocol once.
    DWORD stop_protocol() {
        const DWORD answer = call<&slot_table::pfnStopProtocol>(arguments(0));
        if (life_ == life::started)
            life_ = answer == NO_ERROR                      ? life::stopped
                    : answer == ERROR_PROTOCOL_STOP_PENDING ? life::stopping
                                                            : life::started;
        return answer;
    }

    /// Calls GetEventMessage once. Notes the end of the stop if the event is ROUTER_STOPPED.
    fetched_event fetch() {
        if (!has<&slot_table::pfnGetEventMessage>())
            return {};
        call_arguments a = arguments(0);
        const DWORD answer = call<&slot_table::pfnGetEventMessage>(a);
        const DWORD number = event_number(a.event);
        if (answer == NO_ERROR && number == ROUTER_STOPPED && life_ == life::stopping)
            life_ = life::stopped;
        return {answer, number, a.message};
    }
    /// Fetches events until the queue is empty, at most 100.
    void drain() {
        for (int i = 0; i < 100 && fetch().answer == NO_ERROR; ++i) {
        }
    }
    /// Waits for the notification event. Returns whether it was signalled within `limit`.
    bool signalled_within(milliseconds limit) { return detail::signalled_within(event(), limit); }
    /// Fetches events until `wanted(event)` holds. Returns that event. After the timeout, returns
    /// an event whose `answer` is not NO_ERROR.
    template <class Wanted>
    fetched_event await(Wanted wanted) {
        return await(wanted, under_test.timeout);
    }
    /// Fetches events until `wanted(event)` holds, for at most `limit`.
    template <class Wanted>
    fetched_event await(Wanted wanted, milliseconds limit) {
        time_limit time{limit};
        while (true) {
            const fetched_event event = fetch();
            if (event.answer == NO_ERROR && wanted(event))
                return event;
            if (time.is_over())
                return {};
            if (event.answer != NO_ERROR) // polls as well, in case the protocol does not signal
                signalled_within(time_limit::step);
        }
    }

private:
    enum class life { stopped, started, stopping };

    bool fails(std::string reason) {
        reason_ = std::move(reason);
        return false;
    }

    testing::transcript& log_;
    support support_;
    std::string reason_{};
    std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
    PREGISTER_PROTOCOL entry_point_ = nullptr;
    bool registered_ = false;
    life life_ = life::stopped;
    slot_table pointers_{};
    protocol_calls calls_{pointers_, log_};
};

} // namespace routpact::inline ROUTPACT_ABI::detail
