#pragma once
// A router manager's support functions, recorded: what a protocol under test asks for.

#include <atomic>
#include <functional>
#include <routpact/testing/call_text.hpp>
#include <routpact/testing/transcript.hpp>

namespace routpact::testing {

/// What the support functions answer.
struct support_answers {
    DWORD demand_dial = NO_ERROR;               ///< DemandDialRequest.
    DWORD receive_type = NO_ERROR;              ///< SetInterfaceReceiveType.
    DWORD validate_route = NO_ERROR;            ///< ValidateRoute.
    DWORD mib = ERROR_CAN_NOT_COMPLETE;         ///< The six functions of the MIB.
    DWORD router_id = 0x0100000a;               ///< GetRouterId: 10.0.0.1, in network order.
    BOOL multicast_boundary = FALSE;            ///< HasMulticastBoundary.
    std::function<void(const char*)> on_call{}; ///< Told the function's name before each answer.
};

/// SUPPORT_FUNCTIONS that record their calls in a transcript. The C functions carry no context:
/// there is one at a time for each `Tag`, and calls when there is none fail, unrecorded.
template <class Tag>
class support {
public:
    /// Records in `log`, which has to outlive this.
    explicit support(transcript& log) : log_{log} { current_ = this; }
    support(const support&) = delete;
    support& operator=(const support&) = delete;
    ~support() { current_ = nullptr; }

    /// What they answer; not to be changed while the protocol may be calling.
    support_answers answers;

    /// The table to give to StartProtocol.
    static SUPPORT_FUNCTIONS functions() {
        SUPPORT_FUNCTIONS made{};
        made.dwVersion = MS_ROUTER_VERSION;
        made.DemandDialRequest = demand_dial;
        made.SetInterfaceReceiveType = receive_type;
        made.ValidateRoute = validate_route;
        made.MIBEntryCreate = change<0>;
        made.MIBEntryDelete = change<1>;
        made.MIBEntrySet = change<2>;
        made.MIBEntryGet = ask<0>;
        made.MIBEntryGetFirst = ask<1>;
        made.MIBEntryGetNext = ask<2>;
        made.GetRouterId = router_id;
        made.HasMulticastBoundary = multicast_boundary;
        return made;
    }

private:
    static constexpr const char* changes[] = {"MIBEntryCreate", "MIBEntryDelete", "MIBEntrySet"};
    static constexpr const char* questions[] = {"MIBEntryGet", "MIBEntryGetFirst",
                                                "MIBEntryGetNext"};

    static DWORD WINAPI demand_dial(DWORD protocol, DWORD index) {
        return note("DemandDialRequest", {protocol, index}, &support_answers::demand_dial);
    }
    static DWORD WINAPI receive_type(DWORD protocol, DWORD index, DWORD type, BOOL on) {
        return note("SetInterfaceReceiveType", {protocol, index, type, on ? 1u : 0u},
                    &support_answers::receive_type);
    }
    static DWORD WINAPI validate_route(DWORD protocol, PVOID, PVOID) {
        return note("ValidateRoute", {protocol}, &support_answers::validate_route);
    }
    template <unsigned N>
    static DWORD WINAPI change(DWORD protocol, DWORD size, LPVOID) {
        return note(changes[N], {protocol, size}, &support_answers::mib);
    }
    template <unsigned N>
    static DWORD WINAPI ask(DWORD protocol, DWORD size, LPVOID, LPDWORD, LPVOID) {
        return note(questions[N], {protocol, size}, &support_answers::mib);
    }
    static DWORD WINAPI router_id() { return note("GetRouterId", {}, &support_answers::router_id); }
    static BOOL WINAPI multicast_boundary(DWORD index, DWORD group) {
        return note("HasMulticastBoundary", {index, group}, &support_answers::multicast_boundary);
    }

    template <class Answer>
    static Answer note(const char* function, std::initializer_list<DWORD> arguments,
                       Answer support_answers::* answer) {
        support* const here = current_;
        if (!here)
            return static_cast<Answer>(ERROR_CAN_NOT_COMPLETE);
        std::string text;
        for (const DWORD each : arguments)
            text += (text.empty() ? "" : ", ") + text_of(each);
        const unsigned number = here->log_.begin({0, function, function, std::move(text), {}, {}});
        if (here->answers.on_call)
            here->answers.on_call(function);
        const Answer given = here->answers.*answer;
        here->log_.end(number, static_cast<DWORD>(given), {});
        return given;
    }

    static inline std::atomic<support*> current_ = nullptr;
    transcript& log_;
};

} // namespace routpact::testing
