#pragma once
// Support functions that record the calls of a protocol under test.

#include <atomic>
#include <chrono>
#include <initializer_list>
#include <routpact/detail/testing/call_text.hpp>
#include <routpact/testing/support_answers.hpp>
#include <routpact/testing/transcript.hpp>
#include <thread>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Provides SUPPORT_FUNCTIONS that record their calls in a transcript. The C functions have no
/// context parameter, so a `Tag` has at most one object at a time. Calls while there is none fail
/// and are not recorded.
template <class Tag>
class recorded_support_functions {
public:
    /// Records in `log`, which must outlive this object.
    ROUTPACT_HIDDEN explicit recorded_support_functions(testing::transcript& log) : log_{log} {
        current_ = this;
    }
    recorded_support_functions(const recorded_support_functions&) = delete;
    recorded_support_functions& operator=(const recorded_support_functions&) = delete;
    /// Waits for calls that have not returned: a thread of the protocol may be inside.
    ROUTPACT_HIDDEN ~recorded_support_functions() {
        current_ = nullptr;
        while (inside_ != 0)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }

    testing::support_answers answers{}; ///< The results of the functions.

    /// Returns the table to pass to StartProtocol.
    ROUTPACT_HIDDEN static SUPPORT_FUNCTIONS functions() {
        SUPPORT_FUNCTIONS functions{};
        functions.dwVersion = MS_ROUTER_VERSION;
        functions.DemandDialRequest = demand_dial;
        functions.SetInterfaceReceiveType = receive_type;
        functions.ValidateRoute = validate_route;
        functions.MIBEntryCreate = change<0>;
        functions.MIBEntryDelete = change<1>;
        functions.MIBEntrySet = change<2>;
        functions.MIBEntryGet = query<0>;
        functions.MIBEntryGetFirst = query<1>;
        functions.MIBEntryGetNext = query<2>;
        functions.GetRouterId = router_id;
        functions.HasMulticastBoundary = multicast_boundary;
        return functions;
    }

private:
    using answers_type = testing::support_answers;

    ROUTPACT_HIDDEN static constexpr const char* changes[] = {"MIBEntryCreate", "MIBEntryDelete",
                                                              "MIBEntrySet"};
    ROUTPACT_HIDDEN static constexpr const char* queries[] = {"MIBEntryGet", "MIBEntryGetFirst",
                                                              "MIBEntryGetNext"};

    ROUTPACT_HIDDEN static DWORD WINAPI demand_dial(DWORD protocol, DWORD index) {
        return record("DemandDialRequest", {protocol, index}, &answers_type::demand_dial);
    }
    ROUTPACT_HIDDEN static DWORD WINAPI receive_type(DWORD protocol, DWORD index, DWORD type,
                                                     BOOL on) {
        return record("SetInterfaceReceiveType", {protocol, index, type, on ? 1u : 0u},
                      &answers_type::receive_type);
    }
    ROUTPACT_HIDDEN static DWORD WINAPI validate_route(DWORD protocol, PVOID, PVOID) {
        return record("ValidateRoute", {protocol}, &answers_type::validate_route);
    }
    template <unsigned N, class = this_module>
    ROUTPACT_HIDDEN static DWORD WINAPI change(DWORD protocol, DWORD size, LPVOID) {
        return record(changes[N], {protocol, size}, &answers_type::mib);
    }
    template <unsigned N, class = this_module>
    ROUTPACT_HIDDEN static DWORD WINAPI query(DWORD protocol, DWORD size, LPVOID, LPDWORD, LPVOID) {
        return record(queries[N], {protocol, size}, &answers_type::mib);
    }
    ROUTPACT_HIDDEN static DWORD WINAPI router_id() {
        return record("GetRouterId", {}, &answers_type::router_id);
    }
    ROUTPACT_HIDDEN static BOOL WINAPI multicast_boundary(DWORD index, DWORD group) {
        return record("HasMulticastBoundary", {index, group}, &answers_type::multicast_boundary);
    }

    /// Counts a call until it returns. Precedes the read of `current_`, as the destructor requires.
    struct presence {
        presence() { ++inside_; }
        presence(const presence&) = delete;
        ~presence() { --inside_; }
    };

    template <class Answer, class = this_module>
    ROUTPACT_HIDDEN static Answer record(const char* function,
                                         std::initializer_list<DWORD> arguments,
                                         Answer answers_type::* answer) {
        const presence here;
        recorded_support_functions* const self = current_;
        if (!self)
            return static_cast<Answer>(ERROR_CAN_NOT_COMPLETE);
        std::string text;
        for (const DWORD each : arguments)
            text += (text.empty() ? "" : ", ") + text_of(each);
        const unsigned number = self->log_.begin({0, function, function, std::move(text), {}, {}});
        if (self->answers.on_call)
            self->answers.on_call(function);
        const Answer result = self->answers.*answer;
        self->log_.end(number, static_cast<DWORD>(result), {});
        return result;
    }

    ROUTPACT_HIDDEN static inline std::atomic<recorded_support_functions*> current_ = nullptr;
    ROUTPACT_HIDDEN static inline std::atomic<unsigned> inside_ = 0; // calls
    testing::transcript& log_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
