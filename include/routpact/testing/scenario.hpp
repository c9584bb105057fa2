#pragma once
// What a rule's scenario works with: the protocol under test, brought to a certain point of its
// life, and its calls.

#include <algorithm>
#include <array>
#include <routpact/testing/memory.hpp>
#include <routpact/testing/protocol_calls.hpp>
#include <routpact/testing/rule.hpp>
#include <routpact/testing/subject.hpp>
#include <routpact/testing/support.hpp>
#include <thread>

namespace routpact::testing {

/// What GetEventMessage gave.
struct fetched_event {
    DWORD answer = ERROR_NO_MORE_ITEMS; ///< Its answer.
    DWORD what = 0;                     ///< With NO_ERROR: the number of the event.
    MESSAGE message{};                  ///< And its message.
};

/// One trial of a protocol. The stages of its life are reached one after the other; each member
/// function that leads to one says whether that went well, and `blocked()` says why not. At its
/// end, the protocol is stopped and its module unloaded.
class scenario_context {
public:
    using milliseconds = std::chrono::milliseconds;

    /// A trial of `s`, whose calls go to `log`.
    scenario_context(subject& s, transcript& log)
        : under_test{s}, log_{log}, support_{log}, random_{s.seed} {
        while (present_ == other_ || present_ == absent_ || other_ == absent_) {
            present_ = below(1000) + 1;
            other_ = below(1000) + 1;
            absent_ = below(1000) + 1;
        }
        IP_LOCAL_BINDING address{0x0200000a, 0xffffffff}; // 10.0.0.2, in network order
        std::memcpy(client_.data(), &address, sizeof address);
    }
    scenario_context(const scenario_context&) = delete;
    scenario_context& operator=(const scenario_context&) = delete;
    ~scenario_context() {
        if (end() || !entry_point_) // else the protocol may still signal it
            CloseHandle(event_);
    }

    subject& under_test; ///< The protocol, and what is known of it.

    /// A number below `limit`, by chance; it follows from the seed.
    ULONG below(ULONG limit) {
        random_ = random_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<ULONG>(random_ >> 33) % limit;
    }
    /// The interface that the stages add.
    ULONG present() const { return present_; }
    /// Another one, for scenarios that want two.
    ULONG other() const { return other_; }
    /// An index that is never added.
    ULONG absent() const { return absent_; }

    /// Loads the module.
    bool load() {
        if (!entry_point_)
            entry_point_ = under_test.dll.load();
        return entry_point_ || fails("the module cannot be loaded: " + under_test.dll.reason());
    }
    /// Loads and registers.
    bool registered() {
        if (registered_ || !load())
            return registered_;
        MPR_SERVICE_CHARACTERISTICS service{};
        pointers_ = offer();
        registered_ = passes("RegisterProtocol", register_with(&pointers_, &service));
        return registered_;
    }
    /// Registers; there is a StartProtocol, and a StopProtocol to end it with.
    bool startable() {
        return registered() && has<&table::pfnStartProtocol>() && has<&table::pfnStopProtocol>();
    }
    /// Registers and starts.
    bool started() { return running_ || (startable() && passes("StartProtocol", start())); }
    /// Starts and adds `present()`.
    bool with_interface() {
        return started() && has<&table::pfnAddInterface>() && passes("AddInterface", add(present_));
    }
    /// Starts and completes the start, with no interface.
    bool completed() {
        return started() && has<&table::pfnStartComplete>() &&
               passes("StartComplete", start_complete());
    }
    /// Adds `present()`, completes the start, binds and enables that interface.
    bool running() { return with_interface() && completed() && enable(present_); }
    /// Binds and enables an interface.
    bool enable(ULONG index) {
        if (!has<&table::pfnInterfaceStatus>())
            return false;
        if (!(pointers_.fSupportedFunctionality & RF_ROUTINGV6)) // which has other bindings
            status(index, RIS_INTERFACE_ADDRESS_CHANGE, binding_.data());
        return passes("InterfaceStatus", status(index, RIS_INTERFACE_ENABLED));
    }
    /// Stops, until ROUTER_STOPPED was fetched if that is pending. Whether the stop has ended.
    bool stop() {
        if (!running_)
            return true;
        if (stop_protocol() != ERROR_PROTOCOL_STOP_PENDING)
            running_ = false;
        else
            await([](const fetched_event& e) { return e.what == ROUTER_STOPPED; });
        return !running_ || fails("the stop does not end");
    }
    /// Stops if need be, and unloads, unless the stop did not end. Whether it was unloaded.
    bool end() {
        if (!entry_point_ || !stop())
            return false;
        entry_point_ = nullptr;
        registered_ = false;
        under_test.dll.unload();
        return true;
    }
    /// That a stage could not be reached, and why.
    verdict blocked() const { return verdict::not_applicable(why_); }

    /// Whether a stage's call succeeded; if not, `blocked()` says so.
    bool passes(const char* what, DWORD answer) {
        return answer == NO_ERROR ||
               fails(std::string{what} + " answers " + code_text(answer) + " here");
    }

    /// What RegisterProtocol is offered.
    table offer() const {
        table offered{};
        offered.dwVersion = MS_ROUTER_VERSION;
        offered.dwProtocolId = under_test.protocol_id;
        offered.fSupportedFunctionality = under_test.functionality;
        return offered;
    }
    /// Calls RegisterProtocol, once loaded, with structures of the scenario's own.
    DWORD register_with(table* routing, MPR_SERVICE_CHARACTERISTICS* service) {
        const unsigned number =
            log_.begin({0,
                        register_protocol.name,
                        register_protocol.field,
                        "version " + text_of(routing->dwVersion) + ", protocol " +
                            text_of(routing->dwProtocolId) + ", flags " +
                            text_of(routing->fSupportedFunctionality),
                        {},
                        {}});
        const DWORD answer = entry_point_(routing, service);
        log_.end(number, answer,
                 "version " + text_of(routing->dwVersion) + ", protocol " +
                     text_of(routing->dwProtocolId) + ", flags " +
                     text_of(routing->fSupportedFunctionality));
        return answer;
    }

    /// Whether the protocol has this pointer; if not, `blocked()` says so.
    template <auto Member>
    bool has() {
        return pointers_.*Member || fails(std::string{slot<Member>::contract.field} + " is null");
    }
    /// Calls a pointer; ERROR_CALL_NOT_IMPLEMENTED, and no call, if it is null.
    template <auto Member>
    DWORD call(call_arguments& a) {
        return has<Member>() ? calls_.template call<Member>(a) : DWORD{ERROR_CALL_NOT_IMPLEMENTED};
    }
    /// The same, if nobody looks at the arguments afterwards.
    template <auto Member>
    DWORD call(call_arguments&& a) {
        return call<Member>(a);
    }
    /// Arguments for any callback that are as good as they can be without its layouts.
    call_arguments arguments(ULONG index) {
        call_arguments a;
        a.index = index;
        a.name = L"Internal";
        a.client = client_.data();
        a.event_handle = event_;
        a.support = &functions_;
        a.input = placeholder_.data();
        a.input_size = static_cast<ULONG>(placeholder_.size());
        a.output = room_.data();
        a.output_size = static_cast<ULONG>(room_.size());
        return a;
    }
    /// Arguments with `block` as the input, or none if it is empty.
    call_arguments arguments(ULONG index, std::optional<info_bytes>& block) {
        call_arguments a = arguments(index);
        a.input = block ? block->bytes.data() : nullptr;
        a.input_size = block ? static_cast<ULONG>(block->bytes.size()) : 0;
        a.input_version = block ? block->version : 0;
        a.input_count = block ? 1 : 0;
        return a;
    }

    /// The pointers that the protocol gave, and its flags.
    const table& pointers() const { return pointers_; }
    /// The pointers as calls, some of them unrecorded.
    const protocol_calls& calls() const { return calls_; }
    /// The support functions' answers.
    support_answers& answers() { return support_.answers; }
    /// The table of support functions that StartProtocol is given.
    SUPPORT_FUNCTIONS& functions() { return functions_; }
    /// A binding with one IPv4 address.
    PVOID binding() { return binding_.data(); }

    DWORD add(ULONG index) {
        return call<&table::pfnAddInterface>(arguments(index, under_test.interface_info));
    }
    DWORD remove(ULONG index) { return call<&table::pfnDeleteInterface>(arguments(index)); }
    DWORD status(ULONG index, DWORD type, PVOID info = nullptr) {
        call_arguments a = arguments(index);
        a.active = type != RIS_INTERFACE_DISABLED;
        a.status = type;
        a.status_info = info;
        return call<&table::pfnInterfaceStatus>(a);
    }
    DWORD start() {
        call_arguments a = arguments(0, under_test.global_info);
        return start(a);
    }
    DWORD start(call_arguments& a) {
        const DWORD answer = call<&table::pfnStartProtocol>(a);
        running_ = running_ || answer == NO_ERROR;
        return answer;
    }
    DWORD start_complete() { return call<&table::pfnStartComplete>(arguments(0)); }
    DWORD stop_protocol() { return call<&table::pfnStopProtocol>(arguments(0)); }
    /// The protocol was stopped by the scenario itself.
    void has_stopped() { running_ = false; }

    /// Fetches one event. ROUTER_STOPPED ends the protocol's life.
    fetched_event fetch() {
        if (!has<&table::pfnGetEventMessage>())
            return {};
        call_arguments a = arguments(0);
        const DWORD answer = call<&table::pfnGetEventMessage>(a);
        const DWORD what = event_number(a.event);
        if (answer == NO_ERROR && what == ROUTER_STOPPED)
            running_ = false;
        return {answer, what, a.message};
    }
    /// Fetches what waits; some protocols have no end of it.
    void drain() {
        for (int i = 0; i < 100 && fetch().answer == NO_ERROR; ++i) {
        }
    }
    /// Waits for the notification event; whether it was signalled in time.
    bool signalled_within(milliseconds limit) {
        return WaitForSingleObject(event_, static_cast<DWORD>(limit.count())) == WAIT_OBJECT_0;
    }
    /// Fetches events, and waits for more, until one is `wanted` or patience ends: then it has
    /// another answer than NO_ERROR.
    template <class Wanted>
    fetched_event await(Wanted wanted) {
        const auto until = std::chrono::steady_clock::now() + under_test.patience;
        while (true) {
            const fetched_event got = fetch();
            if (got.answer == NO_ERROR && wanted(got))
                return got;
            if (std::chrono::steady_clock::now() >= until)
                return {};
            if (got.answer != NO_ERROR) // a protocol that does not signal is found in the end
                signalled_within(milliseconds{20});
        }
    }

private:
    bool fails(std::string why) {
        why_ = std::move(why);
        return false;
    }
    static std::vector<unsigned char> one_address() {
        std::vector<unsigned char> made(SIZEOF_IP_BINDING(1));
        IP_ADAPTER_BINDING_INFO head{};
        head.AddressCount = 1;
        const IP_LOCAL_BINDING address{0x0100000a, 0x00ffffff}; // 10.0.0.1/24
        std::memcpy(made.data(), &head, sizeof head);
        std::memcpy(made.data() + SIZEOF_IP_BINDING(0), &address, sizeof address);
        return made;
    }

    transcript& log_;
    support<scenario_context> support_;
    std::uint64_t random_;
    std::string why_;
    ULONG present_ = 0;
    ULONG other_ = 0;
    ULONG absent_ = 0;
    PREGISTER_PROTOCOL entry_point_ = nullptr;
    bool registered_ = false;
    bool running_ = false;
    table pointers_{};
    protocol_calls calls_{pointers_, log_};
    HANDLE event_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    SUPPORT_FUNCTIONS functions_ = support<scenario_context>::functions();
    alignas(16) std::array<unsigned char, 64> client_{};
    alignas(16) std::array<unsigned char, 16> placeholder_{};
    std::vector<unsigned char> room_ = std::vector<unsigned char>(4096);
    std::vector<unsigned char> binding_ = one_address();
};

} // namespace routpact::testing
