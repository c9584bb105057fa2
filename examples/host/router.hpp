#pragma once
// A router manager for one protocol: calls the C pointers and records the results.

#include "layouts.hpp"
#include "transcript.hpp"

/// An MPR60 router manager with one protocol.
class router {
public:
    using table = MPR60_ROUTING_CHARACTERISTICS;

    /// The result of a call. Call one of its functions once to check and print it.
    struct reply {
        transcript* log; ///< Null if the pointer is null: then there was no call.
        const routpact::callback& contract;
        std::string arguments;
        DWORD answer;

        /// Requires one of these codes and correct `outputs`. Returns whether the call succeeded
        /// with NO_ERROR and correct outputs.
        bool must(const routpact::code_set& demanded, const std::string& why,
                  bool outputs = true) const {
            if (log)
                log->call(contract, arguments, answer, demanded, why, outputs);
            return log && answer == NO_ERROR && outputs;
        }
        /// Accepts any documented code.
        bool may(const std::string& why, bool outputs = true) const {
            return must(contract.codes, why, outputs);
        }
        /// Requires NO_ERROR if `sure`, else accepts any documented code.
        bool accept(bool sure, const std::string& why) const {
            return must(sure ? routpact::code_set{NO_ERROR} : contract.codes, why);
        }
    };

    router(transcript& log, DWORD protocol_id) : log_{log}, protocol_id_{protocol_id} {}
    router(const router&) = delete;
    router& operator=(const router&) = delete;
    ~router();

    /// Requests a protocol that the DLL does not implement, and expects a refusal.
    void refuse_registration(PREGISTER_PROTOCOL register_protocol);
    /// Registers the protocol. Returns false if the DLL refuses it.
    bool registration(PREGISTER_PROTOCOL register_protocol);
    /// Prints which pointers are null, and whether the contract allows it.
    void look_at_pointers();
    /// Returns the protocol's flags.
    DWORD functionality() const { return table_.fSupportedFunctionality; }
    /// Starts the protocol with a global info.
    reply start(block& info);
    /// Stops the protocol and waits until the stop has ended.
    void stop();
    /// Returns whether a stop has timed out: then the DLL must not be unloaded.
    bool is_stuck() const { return stop_pending_; }

    /// Calls the callback `Member`; `arguments` is the text to print for it.
    template <auto Member, class... A>
    reply call(std::string arguments, A... values) {
        constexpr const routpact::callback& contract =
            routpact::detail::row_of<Member>(routpact::callbacks<table>);
        if (!(table_.*Member))
            return {nullptr, contract, {}, ERROR_CALL_NOT_IMPLEMENTED};
        return {&log_, contract, std::move(arguments), (table_.*Member)(values...)};
    }

    /// Reads an output of variable size: asks for the length, then tries a buffer that is too
    /// small, then a sufficient one. `ask(text, buffer, &size)` makes the call.
    template <class Ask>
    block read(const std::string& before, Ask ask) {
        ULONG size = 0;
        const reply probe = ask(before + "null, 0", nullptr, &size);
        if (probe.answer != ERROR_INSUFFICIENT_BUFFER) {
            const bool empty = probe.answer == NO_ERROR;
            probe.may(empty ? "the output is empty" : "the protocol has no output",
                      !empty || size == 0);
            return {};
        }
        probe.may("without a buffer, returns the length", size > 0);

        const unsigned char untouched = 0xEE;
        block result{std::vector<unsigned char>(size, untouched)};
        ULONG room = size - 1;
        const reply cut =
            ask(before + "buffer, " + std::to_string(room), result.bytes.data(), &room);
        bool written = false;
        for (const unsigned char each : result.bytes)
            written |= each != untouched;
        cut.must({ERROR_INSUFFICIENT_BUFFER}, "too small a buffer: returns the length only",
                 room == size && !written);

        room = size;
        const reply whole =
            ask(before + "buffer, " + std::to_string(room), result.bytes.data(), &room);
        const bool complete =
            whole.must({NO_ERROR}, "a sufficient buffer: returns the output", room <= size);
        result.bytes.resize(complete ? room : 0);
        return result;
    }
    /// Reads the global info.
    block read_global_info();
    /// Reads the info of an interface.
    block read_interface_info(ULONG index);
    /// Reads the global info of a routing domain.
    block read_routing_domain_info(GUID domain);
    /// Passes a buffer that the protocol allocated to its BufferFree.
    void free_buffer(PVOID allocated);

    /// Waits for an UPDATE_COMPLETE.
    void await_update();
    /// Fetches events until the queue is empty.
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
