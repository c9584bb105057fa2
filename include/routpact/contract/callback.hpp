#pragma once
// The types of a callback's contract: what the documentation of routprot.h promises, as data.

#include <routpact/abi.hpp>
#include <routpact/detail/contract/role.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// A set of at most eight result codes. It can be a template argument.
struct code_set {
    DWORD values[8] = {}; ///< The codes: the first `count` elements.
    unsigned count = 0;   ///< The number of codes.

    /// Constructs the set of the given Win32 codes. Include NO_ERROR if the callback can succeed.
    template <class... Codes>
    ROUTPACT_HIDDEN constexpr code_set(Codes... codes) noexcept {
        static_assert(sizeof...(codes) <= 8,
                      "routpact::code_set holds at most eight codes: list fewer");
        ((values[count++] = static_cast<DWORD>(codes)), ...);
    }

    /// Whether `code` is in the set.
    ROUTPACT_HIDDEN constexpr bool contains(DWORD code) const noexcept {
        for (unsigned i = 0; i < count; ++i)
            if (values[i] == code)
                return true;
        return false;
    }
};

/// Whether a protocol must fill a slot.
enum class presence {
    required,     ///< The router manager needs the callback.
    optional,     ///< May stay null, unless the protocol claims `callback::functionality`.
    must_be_null, ///< Reserved: the page requires a null pointer.
};

/// When the router manager may call a callback. The pages name no code for other times.
enum class availability {
    always,  ///< At any time.
    started, ///< From StartProtocol to StopProtocol.
    running, ///< From StartComplete to StopProtocol.
};

/// The documented contract of one callback.
struct callback {
    const char* name;  ///< routpact's name: "connect_client".
    const char* field; ///< The slot's name in C: "pfnConnectClient".
    const char* type;  ///< The pointer type's name in C: "PCONNECT_CLIENT".
    /// The page of the routprot reference: nc-routprot-PAGE or ns-routprot-PAGE; or of the mgm
    /// reference: nc-mgm-PAGE.
    const char* page;
    unsigned index_position = 0; ///< Position of the interface index, from 1; 0: none.
    code_set codes{};            ///< Every documented result code; empty: the page names none.
    /// The documented code for a failure of the protocol; NO_ERROR: the page names none.
    DWORD fallback = ERROR_CAN_NOT_COMPLETE;
    routpact::presence presence = presence::required; ///< Whether a protocol must fill the slot.
    DWORD functionality = 0; ///< RF_* flag that makes an optional slot required; 0: none.
    /// When the router manager may call the callback.
    routpact::availability availability = availability::running;
    detail::role_list roles{}; ///< The roles of the arguments.

    /// Returns the code for a call whose arguments are not usable: ERROR_INVALID_PARAMETER or the
    /// fallback. Sources: pinterface_status, which documents ERROR_INVALID_PARAMETER for the index
    /// only; pget_event_message and the pages of the trap callbacks, which do not document it.
    ROUTPACT_HIDDEN constexpr DWORD refusal() const noexcept {
        const bool for_index_only = roles.contains(detail::role::status_change);
        return (codes.count == 0 || codes.contains(ERROR_INVALID_PARAMETER)) && !for_index_only
                   ? ERROR_INVALID_PARAMETER
                   : fallback;
    }
};

/// The contract of a callback that routprot.h does not declare, for routpact::adapt.
struct terms {
    unsigned index_position = 1; ///< Position of the interface index among the C arguments, from 1.
    code_set codes{NO_ERROR, ERROR_INVALID_PARAMETER}; ///< Every documented result code.
    DWORD fallback = ERROR_INVALID_PARAMETER;          ///< The code for a failure of the handler.
};

} // namespace routpact::inline ROUTPACT_ABI
