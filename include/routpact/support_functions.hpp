#pragma once
// Typed calls of the router manager's SUPPORT_FUNCTIONS, for a protocol.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/arguments/ipv4_address.hpp>
#include <routpact/detail/arguments/padding.hpp>
#include <routpact/detail/language/address_of.hpp>
#include <routpact/result.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The result of a support function: a code, and a value if the code is NO_ERROR.
template <class T>
struct answer {
    routpact::code code{ERROR_CALL_NOT_IMPLEMENTED}; ///< The router manager's code.
    T value{};                                       ///< Meaningful with NO_ERROR only.

    /// Tells whether there is a value.
    ROUTPACT_HIDDEN explicit operator bool() const noexcept {
        return code == routpact::code::no_error;
    }
};

/// A route that the router manager has validated and given its preference. Only
/// support_functions::validate_route makes one: a function that takes a validated<Route> adds no
/// other route to the routing table.
template <class Route>
class validated {
public:
    /// Returns the route, with the members that ValidateRoute has set.
    ROUTPACT_HIDDEN const Route& operator*() const noexcept { return route_; }
    /// Returns the route, with the members that ValidateRoute has set.
    ROUTPACT_HIDDEN const Route* operator->() const noexcept { return detail::address_of(route_); }

private:
    friend class support_functions;
    ROUTPACT_HIDDEN explicit validated(const Route& route) : route_{route} {}
    Route route_;
};

/// Calls the router manager's support functions, for one protocol.
///
/// A function that the router manager does not have returns ERROR_CALL_NOT_IMPLEMENTED. A
/// function may call back into any protocol, this one included: a caller must hold neither a lock
/// that a callback takes nor an interface, by a guard or as the handler of a callback on it. The
/// observer of a protocol class receives violation::interface_held otherwise.
/// Thread-safe, except assign(). Source: support_functions_50.
class support_functions {
public:
    ROUTPACT_HIDDEN constexpr support_functions() noexcept = default;

    /// Copies the table, because the documentation does not say how long it lives. `functions` may
    /// be null; `protocol_id` identifies the protocol to the router manager; `before_each`, which
    /// may be null, is called before each call of a function. Call it before other threads use this
    /// object.
    ROUTPACT_HIDDEN void assign(const SUPPORT_FUNCTIONS* functions, DWORD protocol_id,
                                void (*before_each)() noexcept = nullptr) noexcept {
        protocol_ = protocol_id;
        before_each_ = before_each;
        constexpr DWORD mpr60 = 0x600;
        table_ = SUPPORT_FUNCTIONS_60{};
        if (functions)
            detail::copy_bytes(&table_, functions, sizeof(SUPPORT_FUNCTIONS_50));
        if (table_.dwVersion >= mpr60) // only then does the memory go on
            detail::copy_bytes(&table_, functions, sizeof table_);
    }

    /// Returns a copy of the router manager's own table, for what has no function here. A function
    /// that the router manager does not have is a null pointer, so compare with null before a call.
    ///
    /// `dwVersion` is the version of the router manager's table: 0x500 or 0x600, or 0 before the
    /// table is assigned. The functions that MPR60 adds are null pointers unless it is 0x600 or
    /// more. Source: support_functions_60.
    ROUTPACT_HIDDEN const SUPPORT_FUNCTIONS_60& native() const noexcept { return table_; }

    /// Requests a demand-dial connection on an interface (DemandDialRequest).
    ROUTPACT_HIDDEN code demand_dial(ULONG index) const noexcept {
        return call(table_.DemandDialRequest, protocol_, index);
    }
    /// Starts (`active`) or ends promiscuous reception on an interface; `type` is an IR_* value
    /// (SetInterfaceReceiveType).
    ROUTPACT_HIDDEN code set_interface_receive_type(ULONG index, DWORD type,
                                                    bool active) const noexcept {
        return call(table_.SetInterfaceReceiveType, protocol_, index, type, active ? TRUE : FALSE);
    }
    /// Validates a route (ValidateRoute), as every protocol must before it adds the route to the
    /// routing table. If the router manager accepts it, calls `use(const validated<Route>&)`, whose
    /// exceptions leave this function. Returns the router manager's code.
    template <detail::copied_as_bytes Route, class Use>
    ROUTPACT_HIDDEN code validate_route(const Route& route, Use&& use) const {
        return validate(route, nullptr, use);
    }
    /// Validates a route for another destination than its own (ValidateRoute).
    template <detail::copied_as_bytes Route, detail::copied_as_bytes Destination, class Use>
    ROUTPACT_HIDDEN code validate_route(const Route& route, Destination destination,
                                        Use&& use) const {
        return validate(route, detail::address_of(destination), use);
    }
    /// Creates a MIB entry of `protocol`, or of the router manager itself, IPRTRMGR_PID
    /// (MIBEntryCreate).
    template <detail::plain T>
    ROUTPACT_HIDDEN code mib_create(DWORD protocol, const T& entry) const noexcept {
        return change(table_.MIBEntryCreate, protocol, entry);
    }
    /// Deletes a MIB entry of `protocol` (MIBEntryDelete).
    template <detail::plain T>
    ROUTPACT_HIDDEN code mib_delete(DWORD protocol, const T& entry) const noexcept {
        return change(table_.MIBEntryDelete, protocol, entry);
    }
    /// Changes a MIB entry of `protocol` (MIBEntrySet).
    template <detail::plain T>
    ROUTPACT_HIDDEN code mib_set(DWORD protocol, const T& entry) const noexcept {
        return change(table_.MIBEntrySet, protocol, entry);
    }
    /// Gets the MIB entry of `protocol` that `question` describes (MIBEntryGet). If the entry does
    /// not have the size of T, the code is ERROR_CAN_NOT_COMPLETE. Throws only what the default
    /// constructor of T throws.
    template <detail::plain T, detail::plain Question>
    [[nodiscard]] ROUTPACT_HIDDEN answer<T> mib_get(DWORD protocol,
                                                    const Question& question) const {
        return ask<T>(table_.MIBEntryGet, protocol, question);
    }
    /// Gets the first MIB entry of a table (MIBEntryGetFirst); otherwise like mib_get.
    template <detail::plain T, detail::plain Question>
    [[nodiscard]] ROUTPACT_HIDDEN answer<T> mib_get_first(DWORD protocol,
                                                          const Question& question) const {
        return ask<T>(table_.MIBEntryGetFirst, protocol, question);
    }
    /// Gets the MIB entry that follows `question` (MIBEntryGetNext); otherwise like mib_get.
    template <detail::plain T, detail::plain Question>
    [[nodiscard]] ROUTPACT_HIDDEN answer<T> mib_get_next(DWORD protocol,
                                                         const Question& question) const {
        return ask<T>(table_.MIBEntryGetNext, protocol, question);
    }
    /// Gets the id of this router (GetRouterId).
    [[nodiscard]] ROUTPACT_HIDDEN answer<ipv4_address> router_id() const noexcept {
        prepare_call();
        if (!table_.GetRouterId)
            return {};
        return {code::no_error, ipv4_address{table_.GetRouterId()}};
    }
    /// Tells whether an interface is a boundary for a multicast group (HasMulticastBoundary).
    [[nodiscard]] ROUTPACT_HIDDEN answer<bool>
    has_multicast_boundary(ULONG index, ipv4_address group) const noexcept {
        prepare_call();
        if (!table_.HasMulticastBoundary)
            return {};
        return {code::no_error,
                table_.HasMulticastBoundary(index, static_cast<DWORD>(group)) != FALSE};
    }

private:
    template <class Function, class... A>
    ROUTPACT_HIDDEN code call(Function* function, A... arguments) const noexcept {
        prepare_call();
        return function ? code{function(arguments...)} : code{ERROR_CALL_NOT_IMPLEMENTED};
    }
    ROUTPACT_HIDDEN void prepare_call() const noexcept {
        if (before_each_)
            before_each_();
    }

    template <class Route, class Use>
    ROUTPACT_HIDDEN code validate(const Route& route, PVOID destination, Use& use) const {
        validated<Route> checked{route};
        const code returned =
            call(table_.ValidateRoute, protocol_,
                 static_cast<PVOID>(detail::address_of(checked.route_)), destination);
        if (returned == code::no_error)
            use(static_cast<const validated<Route>&>(checked));
        return returned;
    }

    template <class Function, class T>
    ROUTPACT_HIDDEN code change(Function* function, DWORD protocol, T entry) const noexcept {
        return call(function, protocol, static_cast<DWORD>(sizeof entry),
                    static_cast<LPVOID>(detail::address_of(entry)));
    }

    template <class T, class Function, class Question>
    ROUTPACT_HIDDEN answer<T> ask(Function* function, DWORD protocol, Question question) const {
        answer<T> result;
        DWORD size = sizeof result.value;
        result.code = call(function, protocol, static_cast<DWORD>(sizeof question),
                           static_cast<LPVOID>(detail::address_of(question)), &size,
                           static_cast<LPVOID>(detail::address_of(result.value)));
        if (result && size != sizeof result.value)
            result.code = code::can_not_complete;
        return result;
    }

    SUPPORT_FUNCTIONS_60 table_{};
    DWORD protocol_ = 0;
    void (*before_each_)() noexcept = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI
