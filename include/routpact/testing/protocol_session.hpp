#pragma once
// What testing::router_manager is made of: where the protocol stands, its calls and its events.

#include <memory>
#include <routpact/testing/blocks.hpp>
#include <routpact/testing/protocol_calls.hpp>
#include <routpact/testing/support.hpp>

namespace routpact::testing {

/// An event that a protocol told.
struct told_event {
    ROUTING_PROTOCOL_EVENTS what{}; ///< Which.
    MESSAGE message{};              ///< Its message.
};

/// One protocol that is registered, started and stopped. `Tag` tells protocols apart.
template <class Tag>
class protocol_session {
public:
    protocol_session(const protocol_session&) = delete;
    protocol_session& operator=(const protocol_session&) = delete;
    /// Stops the protocol if it runs; waits for that as long as `patience` says.
    ~protocol_session() {
        if (ends())
            --alive; // else none may run beside it
        else
            static_cast<void>(event_.release()); // it may still signal that
    }

    /// How long a stop, an update or an event is waited for.
    std::chrono::milliseconds patience{5000};

    /// RegisterProtocol, as a router manager with these flags and this version calls it; the first
    /// start does that otherwise.
    DWORD register_protocol(DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES |
                                                  RF_ADD_ALL_INTERFACES | RF_MULTICAST,
                            DWORD version = MS_ROUTER_VERSION) {
        if (registered_)
            refuse("register_protocol(): it is registered already");
        MPR_SERVICE_CHARACTERISTICS service{};
        pointers_ = {};
        pointers_.dwVersion = version;
        pointers_.dwProtocolId = protocol_id_;
        pointers_.fSupportedFunctionality = functionality;
        const auto& row = routpact::register_protocol;
        const unsigned number =
            log_.begin({0, row.name, row.field, "protocol " + text_of(protocol_id_), {}, {}});
        const DWORD answer = entry_point_(&pointers_, &service);
        log_.end(number, answer, "flags " + text_of(pointers_.fSupportedFunctionality));
        registered_ = answer == NO_ERROR;
        return answer;
    }
    /// The pointers that the protocol gave, for calls that a router manager would not make.
    const table& pointers() const { return pointers_; }

    /// The next event, if one waits: GetEventMessage once. The router manager does what belongs to
    /// it: it reads what is to be saved, see saved_global_info().
    std::optional<told_event> next_event() {
        call_arguments a;
        if (call<&table::pfnGetEventMessage>(a) != NO_ERROR)
            return std::nullopt;
        const told_event got{a.event, a.message};
        if (got.what == ROUTER_STOPPED)
            started_ = completed_ = stopping_ = false;
        else if (got.what == SAVE_GLOBAL_CONFIG_INFO && started_ && !stopping_)
            save<&table::pfnGetGlobalInfo>({}, saved_global_);
        else if (got.what == SAVE_INTERFACE_CONFIG_INFO && started_ && !stopping_)
            save<&table::pfnGetInterfaceInfo>(about(got.message.InterfaceIndex), saved_interface_);
        return got;
    }
    /// The event loop: all events that wait, until there are none.
    std::vector<told_event> process_events() {
        std::vector<told_event> all;
        while (auto next = next_event()) {
            all.push_back(*next);
            if (all.size() > 10000)
                refuse("process_events(): no end of events");
        }
        return all;
    }
    /// The event loop until `what` comes: that event; nothing if `patience` ends first. Waits for
    /// the notification event, so a protocol that does not signal is waited for in vain.
    std::optional<told_event> await(ROUTING_PROTOCOL_EVENTS what) {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (true) {
            while (const auto next = next_event())
                if (next->what == what)
                    return next;
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                until - std::chrono::steady_clock::now());
            if (left.count() <= 0 ||
                WaitForSingleObject(event_.get(), static_cast<DWORD>(left.count())) !=
                    WAIT_OBJECT_0)
                return std::nullopt;
        }
    }
    /// Whether the notification event is signalled; it is not from then on.
    bool is_signalled() { return WaitForSingleObject(event_.get(), 0) == WAIT_OBJECT_0; }

    /// What GetGlobalInfo gave when the protocol last asked for it to be saved.
    const std::optional<info_bytes>& saved_global_info() const { return saved_global_; }
    /// The same of GetInterfaceInfo, for the interface that asked last.
    const std::optional<info_bytes>& saved_interface_info() const { return saved_interface_; }

    /// What the support functions answer.
    support_answers& support_functions() { return support_.answers; }
    /// Every call so far, of callbacks and of support functions.
    std::vector<recorded_call> calls() const { return log_.calls(); }
    /// How often a callback was called, or a support function, by the name in contract.hpp or in C.
    std::size_t count(std::string_view name) const {
        std::size_t n = 0;
        for (const recorded_call& each : log_.calls())
            if (each.callback == name || each.field == name)
                ++n;
        return n;
    }

protected:
    protocol_session(PREGISTER_PROTOCOL entry_point, DWORD protocol_id)
        : entry_point_{entry_point}, protocol_id_{protocol_id} {
        if (!entry_point)
            refuse("the DLL has no RegisterProtocol");
        enter();
    }
    explicit protocol_session(const table& registered) : pointers_{registered}, registered_{true} {
        enter();
    }

    DWORD begin_start(call_arguments& a) {
        if (started_)
            refuse(stopping_ ? "start: the last stop is pending, see await(ROUTER_STOPPED)"
                             : "start: the protocol runs already; stop() it first, or restart()");
        if (!registered_ && register_protocol() != NO_ERROR)
            refuse("start: RegisterProtocol refuses; call register_protocol() to see its code");
        a.event_handle = event_.get();
        functions_ = support<Tag>::functions();
        a.support = &functions_;
        const DWORD answer = unchecked_call<&table::pfnStartProtocol>(a);
        started_ = answer == NO_ERROR;
        return answer;
    }
    DWORD complete_start() {
        if (!started_ || completed_)
            refuse(completed_ ? "start_complete(): that was said already"
                              : "start_complete(): start_protocol() comes first");
        call_arguments a;
        completed_ = true;
        return unchecked_call<&table::pfnStartComplete>(a);
    }
    DWORD begin_stop() {
        if (!started_ || stopping_)
            refuse(stopping_ ? "stop: one is pending, see await(ROUTER_STOPPED)"
                             : "stop: the protocol does not run");
        call_arguments a;
        stopping_ = true;
        const DWORD answer = unchecked_call<&table::pfnStopProtocol>(a);
        if (answer != ERROR_PROTOCOL_STOP_PENDING)
            started_ = completed_ = stopping_ = false;
        return answer;
    }

    static call_arguments about(ULONG index) {
        call_arguments a;
        a.index = index;
        return a;
    }
    static void put(call_arguments& a, const std::optional<info_bytes>& block) {
        a.input_count = block ? 1 : 0;
        a.input_version = block ? block->version : 0;
        if (!block)
            return;
        // an empty block is not the same as none
        static unsigned char empty = 0;
        a.input = block->bytes.empty() ? &empty : const_cast<unsigned char*>(block->bytes.data());
        a.input_size = static_cast<ULONG>(block->bytes.size());
    }

    /// Calls a pointer, if a router manager would.
    template <auto Member>
    DWORD call(call_arguments& a) {
        constexpr const callback& row = slot<Member>::contract;
        const std::string name = row.name;
        if (row.legal != period::always && (!started_ || stopping_))
            refuse(name +
                   ": the protocol does not run; start() it first. To see what it answers "
                   "nevertheless, call pointers()." +
                   row.field);
        if (row.legal == period::running && !completed_)
            refuse(name +
                   ": no router manager calls it before start_complete(). To see what it "
                   "answers nevertheless, call pointers()." +
                   row.field);
        return unchecked_call<Member>(a);
    }

    /// Asks with no room, then with as much as needed, and once more if it has grown meanwhile.
    template <auto Member, class T>
    reply<T> ask(call_arguments a, BYTE* flags = nullptr) {
        std::vector<unsigned char> room;
        a.output_size = 0;
        DWORD answer = call<Member>(a);
        for (int i = 0; i < 8 && answer == ERROR_INSUFFICIENT_BUFFER; ++i) {
            room.assign(a.output_size, 0);
            a.output = room.data();
            answer = call<Member>(a);
        }
        if (flags)
            *flags = a.output_byte;
        if (answer != NO_ERROR)
            return {answer, {}, 0};
        if (a.output_size > room.size())
            refuse(std::string{slot<Member>::contract.name} + " says that it wrote " +
                   std::to_string(a.output_size) + " bytes, into " + std::to_string(room.size()));
        room.resize(a.output_size);
        return {answer, value_of<T>(room, slot<Member>::contract.name), a.output_version};
    }
    template <auto Member, class T, class Question>
    reply<T> ask_about(const Question& question) {
        call_arguments a;
        const std::optional<info_bytes> block = bytes_of(question);
        put(a, block);
        return ask<Member, T>(a);
    }

private:
    // Stops the protocol, if it runs and can be stopped; whether it does not run any more.
    bool ends() {
        if (!started_)
            return true;
        if (!calls_.template has<&table::pfnStopProtocol>())
            return false;
        if (!stopping_ && begin_stop() != ERROR_PROTOCOL_STOP_PENDING)
            return true;
        return calls_.template has<&table::pfnGetEventMessage>() && await(ROUTER_STOPPED);
    }

    void enter() {
        if (alive++ != 0) {
            --alive;
            refuse("there is a router_manager for this protocol already, or the last one could not "
                   "stop it: there may be one at a time");
        }
    }

    template <auto Member>
    DWORD unchecked_call(call_arguments& a) {
        if (!registered_)
            refuse(std::string{slot<Member>::contract.name} + ": start() comes first");
        if (!calls_.template has<Member>())
            refuse(std::string{slot<Member>::contract.field} +
                   " is null: the protocol class has no handler " + slot<Member>::contract.name);
        return calls_.template call<Member>(a);
    }
    template <auto Get>
    void save(call_arguments a, std::optional<info_bytes>& saved) {
        if (!calls_.template has<Get>())
            return;
        const auto told = ask<Get, std::vector<unsigned char>>(a);
        if (told)
            saved = info_bytes{told.value, told.version};
    }

    struct closes_event {
        void operator()(HANDLE event) const { CloseHandle(event); }
    };

    static inline std::atomic<int> alive = 0;

    PREGISTER_PROTOCOL entry_point_ = nullptr;
    DWORD protocol_id_ = 0;
    table pointers_{};
    transcript log_;
    protocol_calls calls_{pointers_, log_};
    support<Tag> support_{log_};
    SUPPORT_FUNCTIONS functions_{};
    std::unique_ptr<void, closes_event> event_{CreateEventW(nullptr, FALSE, FALSE, nullptr)};
    std::optional<info_bytes> saved_global_, saved_interface_;
    bool registered_ = false;
    std::atomic<bool> started_ = false, completed_ = false, stopping_ = false;
};

} // namespace routpact::testing
