#pragma once
// What the router manager does for a protocol: SUPPORT_FUNCTIONS as typed calls.

#include <routpact/multicast.hpp>
#include <routpact/result.hpp>

namespace routpact {

/// What a support function answered: a code, and a value where that is NO_ERROR.
template <class T>
struct answer {
    routpact::code code{ERROR_CALL_NOT_IMPLEMENTED}; ///< The router manager's code.
    T value{};                                       ///< Only with NO_ERROR.

    /// Whether there is a value.
    explicit operator bool() const noexcept { return code == routpact::code::no_error; }
};

/// A route that the router manager has validated, and given its preference: they come from
/// support_functions::validate_route alone. Let what adds a route to the routing table take one of
/// these, and no route gets there unvalidated.
template <class Route>
class validated {
public:
    /// The route, with what ValidateRoute set in it.
    const Route& operator*() const noexcept { return route_; }
    /// The route, with what ValidateRoute set in it.
    const Route* operator->() const noexcept { return &route_; }

private:
    friend class support_functions;
    explicit validated(const Route& route) : route_{route} {}
    Route route_;
};

/// Typed calls of the router manager's functions, for one protocol. A function that the router
/// manager does not have answers ERROR_CALL_NOT_IMPLEMENTED. Hold no lock during such a call that a
/// callback takes as well, and no guard of an interface: the MIB functions may lead back into any
/// protocol, this one included. Thread-safe. Source: support_functions_50.
class support_functions {
public:
    constexpr support_functions() noexcept = default;

    /// Takes a copy of the table, which may be null: how long the original lives is undocumented.
    void assign(const SUPPORT_FUNCTIONS* functions, DWORD protocol_id) noexcept {
        protocol_ = protocol_id;
        table_ = SUPPORT_FUNCTIONS_50{};
        if (functions)
            std::memcpy(static_cast<void*>(&table_), functions, sizeof table_);
    }

    /// Asks for a demand-dial connection on an interface.
    code demand_dial(ULONG index) const noexcept {
        return call(table_.DemandDialRequest, protocol_, index);
    }
    /// Starts or ends promiscuous reception on an interface; `type` is an IR_* number.
    code set_interface_receive_type(ULONG index, DWORD type, bool active) const noexcept {
        return call(table_.SetInterfaceReceiveType, protocol_, index, type, active ? TRUE : FALSE);
    }
    /// Validates a route, which every protocol has to before it adds it to the routing table: where
    /// the router manager agrees, `use(const validated<Route>&)` is called with it. What that
    /// throws is passed on.
    template <pointee::plain Route, class Use>
    code validate_route(const Route& route, Use&& use) const {
        return validate(route, nullptr, use);
    }
    /// The same with a destination other than the route's own.
    template <pointee::plain Route, pointee::plain Destination, class Use>
    code validate_route(const Route& route, Destination destination, Use&& use) const {
        return validate(route, &destination, use);
    }
    /// Creates a MIB entry of a protocol, or of the router manager itself (IPRTRMGR_PID).
    template <pointee::plain T>
    code mib_create(DWORD protocol, const T& entry) const noexcept {
        return change(table_.MIBEntryCreate, protocol, entry);
    }
    /// Deletes a MIB entry.
    template <pointee::plain T>
    code mib_delete(DWORD protocol, const T& entry) const noexcept {
        return change(table_.MIBEntryDelete, protocol, entry);
    }
    /// Changes a MIB entry.
    template <pointee::plain T>
    code mib_set(DWORD protocol, const T& entry) const noexcept {
        return change(table_.MIBEntrySet, protocol, entry);
    }
    /// A MIB entry of exactly one T; ERROR_CAN_NOT_COMPLETE for one of another length. Throws what
    /// the constructor of T does, if it does.
    template <pointee::plain T, pointee::plain Question>
    [[nodiscard]] answer<T> mib_get(DWORD protocol, const Question& question) const {
        return ask<T>(table_.MIBEntryGet, protocol, question);
    }
    /// The first MIB entry of a table, otherwise as mib_get.
    template <pointee::plain T, pointee::plain Question>
    [[nodiscard]] answer<T> mib_get_first(DWORD protocol, const Question& question) const {
        return ask<T>(table_.MIBEntryGetFirst, protocol, question);
    }
    /// The MIB entry after one, otherwise as mib_get.
    template <pointee::plain T, pointee::plain Question>
    [[nodiscard]] answer<T> mib_get_next(DWORD protocol, const Question& question) const {
        return ask<T>(table_.MIBEntryGetNext, protocol, question);
    }
    /// The id of this router.
    [[nodiscard]] answer<ipv4_address> router_id() const noexcept {
        if (!table_.GetRouterId)
            return {};
        return {code::no_error, ipv4_address{table_.GetRouterId()}};
    }
    /// Whether a multicast group ends at an interface.
    [[nodiscard]] answer<bool> has_multicast_boundary(ULONG index,
                                                      ipv4_address group) const noexcept {
        if (!table_.HasMulticastBoundary)
            return {};
        return {code::no_error,
                table_.HasMulticastBoundary(index, static_cast<DWORD>(group)) != FALSE};
    }

private:
    template <class Function, class... A>
    static code call(Function* function, A... arguments) noexcept {
        return function ? code{function(arguments...)} : code{ERROR_CALL_NOT_IMPLEMENTED};
    }

    template <class Route, class Use>
    code validate(const Route& route, PVOID destination, Use& use) const {
        validated<Route> asked{route};
        const code answered =
            call(table_.ValidateRoute, protocol_, static_cast<PVOID>(&asked.route_), destination);
        if (answered == code::no_error)
            use(static_cast<const validated<Route>&>(asked));
        return answered;
    }

    template <class Function, class T>
    static code change(Function* function, DWORD protocol, T entry) noexcept {
        return call(function, protocol, static_cast<DWORD>(sizeof entry),
                    static_cast<LPVOID>(&entry));
    }

    template <class T, class Function, class Question>
    static answer<T> ask(Function* function, DWORD protocol, Question question) {
        answer<T> result;
        DWORD size = sizeof result.value;
        result.code =
            call(function, protocol, static_cast<DWORD>(sizeof question),
                 static_cast<LPVOID>(&question), &size, static_cast<LPVOID>(&result.value));
        if (result && size != sizeof result.value)
            result.code = code::can_not_complete;
        return result;
    }

    SUPPORT_FUNCTIONS_50 table_{};
    DWORD protocol_ = 0;
};

} // namespace routpact
