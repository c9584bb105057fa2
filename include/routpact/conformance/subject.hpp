#pragma once
// The protocol under test, and the parameters of its trial.

#include <chrono>
#include <cstdint>
#include <functional>
#include <routpact/conformance/protocol_module.hpp>
#include <routpact/testing/info_bytes.hpp>

namespace routpact::inline ROUTPACT_ABI::conformance {

/// Names steps of a random sequence.
struct sequence_choice {
    unsigned number = 1;              ///< The number of the sequence, from 1.
    std::vector<std::size_t> steps{}; ///< The positions of the steps, from 0, in order.
};

/// Describes the protocol that rules are tried on.
struct subject {
    /// The module with the protocol. Each scenario loads it, and unloads it unless a stop does not
    /// end.
    protocol_module& dll;
    /// The protocol to register.
    DWORD protocol_id;
    /// The global info for StartProtocol. If empty, StartProtocol gets none, and rules that need a
    /// block use the one that GetGlobalInfo returns.
    std::optional<testing::info_bytes> global_info{};
    /// The interface info for AddInterface. If empty, AddInterface gets none, and rules that need a
    /// block use the one that GetInterfaceInfo returns.
    std::optional<testing::info_bytes> interface_info{};
    /// The type of the interfaces that are added.
    NET_INTERFACE_TYPE interface_type = PERMANENT;
    /// The input for MibGet, MibGetFirst and MibGetNext. If empty, scenarios try common layouts.
    std::optional<std::vector<unsigned char>> mib_question{};
    /// Where `mib_question` holds the index of an interface that is present: the offsets of its
    /// first byte. The scenario writes the index there.
    std::vector<std::size_t> index_offsets{};
    /// The seed of the scenarios' random choices. It does not determine the order of threads.
    std::uint64_t seed = 1;
    /// How long RP-RANDOM-01 plays random sequences of calls.
    std::chrono::milliseconds random_time{1000};
    /// Called before each random sequence with its number, from 1, and its number of steps. The
    /// calls of random sequences are not recorded.
    std::function<void(unsigned, std::size_t)> on_sequence{};
    /// Called at most twice a second between two calls, since a trial may make many calls that are
    /// not recorded.
    std::function<void()> on_progress{};
    /// Plays only these steps of one random sequence, and records the calls.
    std::optional<sequence_choice> chosen_sequence{};
    /// The longest wait for a required event: the end of a stop or of an update, for example. No
    /// page says how long a protocol may take.
    std::chrono::milliseconds timeout{5000};
    /// How long an update of this protocol takes, as far as known. Scenarios about the event that
    /// follows wait several times as long, but not longer than the timeout.
    std::chrono::milliseconds update_time{10};
    /// The flags that RegisterProtocol is offered.
    DWORD functionality =
        RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES | RF_MULTICAST;
};

} // namespace routpact::inline ROUTPACT_ABI::conformance
