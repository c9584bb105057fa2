#pragma once
// The C pointers of one protocol, and what every call of them needs.

#include "layouts.hpp"
#include "transcript.hpp"

/// An MPR60 router manager with one protocol.
class router {
public:
    using table = MPR60_ROUTING_CHARACTERISTICS;

    /// What a call answered, to be judged once.
    struct reply {
        transcript* log; ///< Null if there is no such pointer: no call was made then.
        const routpact::callback& contract;
        std::string arguments;
        DWORD answer;

        /// The contract demands one of these codes, and what `outputs` says; whether it was kept
        /// with NO_ERROR.
        bool must(const routpact::code_set& demanded, const std::string& why,
                  bool outputs = true) const {
            if (log)
                log->call(contract, arguments, answer, demanded, why, outputs);
            return log && answer == NO_ERROR && outputs;
        }
        /// The contract leaves the code to the protocol, as long as it is a documented one.
        bool may(const std::string& why, bool outputs = true) const {
            return must(contract.codes, why, outputs);
        }
        /// The one or the other: NO_ERROR is demanded if `sure`.
        bool accept(bool sure, const std::string& why) const {
            return must(sure ? routpact::code_set{NO_ERROR} : contract.codes, why);
        }
    };

    router(transcript& log, DWORD protocol_id) : log_{log}, protocol_id_{protocol_id} {}
    router(const router&) = delete;
    router& operator=(const router&) = delete;
    ~router();

    /// Asks the DLL for a protocol that it cannot have.
    void refuse_registration(PREGISTER_PROTOCOL register_protocol);
    /// Asks the DLL for the protocol; false if it does not have it.
    bool registration(PREGISTER_PROTOCOL register_protocol);
    /// States which pointers are null, and whether they may be.
    void look_at_pointers();
    /// The protocol's flags.
    DWORD functionality() const { return table_.fSupportedFunctionality; }
    /// Starts the protocol with a global info.
    reply start(block& info);
    /// Stops, and waits until the protocol has stopped.
    void stop();
    /// Whether a stop did not end in time: the DLL must not be unloaded.
    bool is_stuck() const { return stop_pending_; }

    /// Calls a pointer.
    template <auto Member, class... A>
    reply call(std::string arguments, A... values) {
        constexpr const routpact::callback& contract =
            routpact::row_of<Member>(routpact::callbacks<table>);
        if (!(table_.*Member))
            return {nullptr, contract, {}, ERROR_CALL_NOT_IMPLEMENTED};
        return {&log_, contract, std::move(arguments), (table_.*Member)(values...)};
    }

    /// Reads a block as every sized output is to be read: asks for the length, tries with too
    /// little room, then with enough. `ask(text, buffer, &size)` makes the call.
    template <class Ask>
    block read(const std::string& before, Ask ask) {
        ULONG size = 0;
        const reply probe = ask(before + "null, 0", nullptr, &size);
        if (probe.answer != ERROR_INSUFFICIENT_BUFFER) {
            const bool empty = probe.answer == NO_ERROR;
            probe.may(empty ? "nothing needs no room" : "the protocol has nothing to tell",
                      !empty || size == 0);
            return {};
        }
        probe.may("without room, the length is told", size > 0);

        const unsigned char untouched = 0xEE;
        block result{std::vector<unsigned char>(size, untouched)};
        ULONG room = size - 1;
        const reply cut =
            ask(before + "buffer, " + std::to_string(room), result.bytes.data(), &room);
        bool written = false;
        for (const unsigned char each : result.bytes)
            written |= each != untouched;
        cut.must({ERROR_INSUFFICIENT_BUFFER}, "too little room: the length is told, nothing more",
                 room == size && !written);

        room = size;
        const reply whole =
            ask(before + "buffer, " + std::to_string(room), result.bytes.data(), &room);
        const bool told = whole.must({NO_ERROR}, "with room, all of it is told", room <= size);
        result.bytes.resize(told ? room : 0);
        return result;
    }
    /// Reads the global info.
    block read_global_info();
    /// Reads the info of an interface.
    block read_interface_info(ULONG index);
    /// Reads the global info of a routing domain.
    block read_routing_domain_info(GUID domain);
    /// Gives the protocol back what it allocated.
    void free_buffer(PVOID allocated);

    /// An UPDATE_COMPLETE is due; waits for it.
    void await_update();
    /// Fetches events until there are none.
    void fetch_events();

private:
    template <auto Member, class... Index>
    block read_info(const std::string& before, Index... index) {
        block read_as;
        ULONG size = 0;
        ULONG count = 0;
        const auto ask = [&](const std::string& text, PVOID buffer, PULONG room) {
            return call<Member>(text, index..., buffer, room, &read_as.version, &size, &count);
        };
        read_as.bytes = read(before, ask).bytes;
        return read_as;
    }

    DWORD offer(PREGISTER_PROTOCOL register_protocol, DWORD protocol_id, bool& outputs);
    std::string describe(ROUTING_PROTOCOL_EVENTS event, const MESSAGE& message, bool& legal);
    void await(const bool& pending, const char* why);

    transcript& log_;
    DWORD protocol_id_;
    table table_{};
    SUPPORT_FUNCTIONS support_{};
    HANDLE event_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    bool update_pending_ = false;
    bool stop_pending_ = false;
};
