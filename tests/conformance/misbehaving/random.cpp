// Protocols whose faults only a certain sequence of calls shows.

#include "deviation.hpp"

namespace misbehaving {
namespace random {

using t = table;

// Finds the interface of a client by the low 31 bits of the index.
struct ignores_highest_bit {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        {
            const std::lock_guard locked{life.mutex};
            ULONG& index = argument<0>(a...);
            if (!life.present.contains(index) && life.present.contains(index ^ 0x80000000))
                index ^= 0x80000000;
        }
        return obey(a...);
    }
};

// Asks to save interface 0 after a change by the MIB.
struct saves_nothing {
    static inline std::mutex mutex;
    static inline unsigned owed = 0;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const std::lock_guard locked{mutex};
        if constexpr (is<Member, &t::pfnMibSetEntry>) {
            const DWORD answer = obey(a...);
            owed += answer == NO_ERROR ? 1 : 0;
            return answer;
        } else {
            if (owed == 0)
                return obey(a...);
            --owed;
            *argument<0>(a...) = SAVE_INTERFACE_CONFIG_INFO;
            if (argument<1>(a...))
                *argument<1>(a...) = {};
            return NO_ERROR;
        }
    }
    static void apply(t& tricky) {
        replace<&t::pfnMibSetEntry, saves_nothing>(tricky);
        replace<&t::pfnGetEventMessage, saves_nothing>(tricky);
    }
};

// Accepts an interface that it refuses because of its info block.
struct adds_what_it_refuses {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        if (answer != ERROR_INVALID_PARAMETER || argument<8>(a...) == sizeof(interface_info))
            return answer;
        argument<6>(a...) = nullptr;
        argument<8>(a...) = 0;
        obey(a...);
        return answer;
    }
};

// Ends an update with a status of its own if the protocol stops.
struct ends_updates_oddly {
    template <auto, class Pointer>
    static DWORD call(Pointer obey, ROUTING_PROTOCOL_EVENTS* what, MESSAGE* message) {
        const DWORD answer = obey(what, message);
        const std::lock_guard locked{life.mutex};
        if (answer == NO_ERROR && *what == UPDATE_COMPLETE && message && !life.started)
            message->UpdateCompleteMessage.UpdateStatus = ERROR_ACCESS_DENIED;
        return answer;
    }
};

constexpr deviation all[] = {
    {"RP-RANDOM-01", replace<&t::pfnConnectClient, ignores_highest_bit>},
    {"RP-RANDOM-01", saves_nothing::apply},
    {"RP-RANDOM-01", replace<&t::pfnAddInterface, adds_what_it_refuses>},
    {"RP-RANDOM-01", replace<&t::pfnGetEventMessage, ends_updates_oddly>},
};

} // namespace random

std::span<const deviation> from_random() {
    return random::all;
}

} // namespace misbehaving
