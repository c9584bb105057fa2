#pragma once
// The registration of a protocol in a test, and the recorded calls of its pointers.

#include <cstring>
#include <routpact/detail/testing/protocol_calls.hpp>
#include <routpact/testing/transcript.hpp>
#include <routpact/testing/usage_error.hpp>
#include <string_view>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Registers one protocol and calls its pointers: the part of testing::protocol_session that no
/// start changes.
class registered_protocol {
public:
    registered_protocol(const registered_protocol&) = delete;
    registered_protocol& operator=(const registered_protocol&) = delete;

    /// The version of the newest router manager, MPR60.
    static constexpr DWORD newest_version = 0x600;

    /// Calls RegisterProtocol as a router manager with these flags and this version does. Without
    /// this call, the first start registers with the defaults.
    DWORD register_protocol(DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES |
                                                  RF_ADD_ALL_INTERFACES | RF_MULTICAST,
                            DWORD version = newest_version) {
        if (registered_)
            refuse("register_protocol(): the protocol is already registered: remove the call, or "
                   "use a new router_manager");
        MPR_SERVICE_CHARACTERISTICS service{};
        newest_ = {};
        newest_.dwVersion = version;
        newest_.dwProtocolId = protocol_id_;
        newest_.fSupportedFunctionality = functionality;
        const unsigned number = log_.begin({0,
                                            registration_contract.name,
                                            registration_contract.field,
                                            "protocol " + detail::text_of(protocol_id_),
                                            {},
                                            {}});
        const DWORD answer =
            entry_point_(reinterpret_cast<PMPR_ROUTING_CHARACTERISTICS>(&newest_), &service);
        std::memcpy(&pointers_, &newest_, sizeof pointers_);
        log_.end(number, answer, "flags " + detail::text_of(pointers_.fSupportedFunctionality));
        registered_ = answer == NO_ERROR;
        return answer;
    }
    /// Returns the protocol's pointers, for calls that a router manager does not make.
    const MPR_ROUTING_CHARACTERISTICS& pointers() const { return pointers_; }

    /// Returns every call so far, of callbacks and of support functions.
    std::vector<recorded_call> calls() const { return log_.calls(); }
    /// Counts the calls of a callback or a support function. `name` is the name in routpact
    /// ("connect_client") or in C ("pfnConnectClient").
    std::size_t count(std::string_view name) const {
        std::size_t n = 0;
        for (const recorded_call& each : log_.calls())
            if (each.callback == name || each.field == name)
                ++n;
        return n;
    }

protected:
    /// Prepares the registration by `entry_point`.
    registered_protocol(PREGISTER_PROTOCOL entry_point, DWORD protocol_id)
        : entry_point_{entry_point}, protocol_id_{protocol_id} {
        if (!entry_point)
            refuse("router_manager: the RegisterProtocol passed is null: the DLL must export it "
                   "under its plain name");
    }
    /// Uses a protocol that is registered already.
    explicit registered_protocol(const MPR_ROUTING_CHARACTERISTICS& registered)
        : pointers_{registered}, registered_{true} {}
    ~registered_protocol() = default;

    /// Throws a usage_error.
    [[noreturn]] static void refuse(const std::string& text) { detail::throw_usage_error(text); }

    /// Tells whether the protocol is registered.
    bool is_registered() const { return registered_; }
    /// Whether a pointer is not null.
    template <auto Member>
    bool has() const {
        return calls_.template has<Member>();
    }
    /// Returns the transcript of the calls.
    transcript& log() { return log_; }

    /// Makes every later start call `start` instead of the registered pfnStartProtocol. Throws
    /// usage_error unless `registers` is the RegisterProtocol of this session.
    void replace_start(PREGISTER_PROTOCOL registers, PSTART_PROTOCOL start) {
        if (entry_point_ != registers)
            refuse("construct_with(): the protocol is that of a DLL, or registered already, but "
                   "only a class in this program can be constructed by a test: use the "
                   "router_manager without arguments");
        start_ = start;
    }

    /// Calls pfnStartProtocol, or what replaces it.
    DWORD call_start(detail::call_arguments& a) {
        if (start_)
            pointers_.pfnStartProtocol = start_;
        return call_in_any_state<&detail::slot_table::pfnStartProtocol>(a);
    }
    /// Calls a pointer. Throws usage_error if it is null.
    template <auto Member>
    DWORD call_in_any_state(detail::call_arguments& a) {
        constexpr const callback& row = detail::slot<Member>::contract;
        if (!registered_)
            refuse(std::string{row.name} + ": the protocol is not registered: call start() first");
        if (!calls_.template has<Member>())
            refuse(std::string{row.field} + " is null: the protocol class has no handler " +
                   row.name + ": add the handler, or remove the call");
        return calls_.template call<Member>(a);
    }
    /// Calls pfnProtocolAction, which only MPR60 has.
    DWORD call_protocol_action(detail::call_arguments& a) {
        using slot = detail::slot_call<&MPR60_ROUTING_CHARACTERISTICS::pfnProtocolAction>;
        if (newest_.dwVersion < newest_version || !newest_.pfnProtocolAction)
            refuse("pfnProtocolAction is null: the protocol has no handler protocol_action, or is "
                   "registered for an older router manager: add the handler, or remove the call");
        const unsigned number =
            log_.begin({0, slot::contract.name, slot::contract.field, slot::text(a), {}, {}});
        const DWORD answer = slot::invoke(newest_.pfnProtocolAction, a).value_or(NO_ERROR);
        log_.end(number, answer, {});
        return answer;
    }

private:
    PREGISTER_PROTOCOL entry_point_ = nullptr;
    DWORD protocol_id_ = 0;
    MPR60_ROUTING_CHARACTERISTICS newest_{};
    MPR_ROUTING_CHARACTERISTICS pointers_{}; // the beginning of `newest_`, which may be longer
    PSTART_PROTOCOL start_ = nullptr;        // replaces that of `pointers_`, unless it is null
    transcript log_{};
    detail::protocol_calls calls_{pointers_, log_};
    bool registered_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::testing
