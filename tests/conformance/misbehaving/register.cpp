// RegisterProtocol of the misbehaving DLL.

#include "deviation.hpp"
#include "protocols.hpp"

#include <cstring>

namespace misbehaving {
namespace {

static_assert(sizeof(global_info) == global_info_size);
static_assert(sizeof(interface_info) == interface_info_size);

table untracked{}; // the callbacks of the obedient protocol

// Calls the obedient protocol and updates `life`.
struct tracked {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obedient_pointer, A&... a) {
        before<Member>();
        const DWORD answer = obedient_pointer(a...);
        const std::lock_guard locked{life.mutex};
        if (answer == NO_ERROR)
            after<Member>(a...);
        return answer;
    }

private:
    template <auto Member>
    static void before() {
        const std::lock_guard locked{life.mutex};
        if constexpr (is<Member, &table::pfnStopProtocol>)
            life.started = life.completed = false;
        else if constexpr (!is<Member, &table::pfnGetEventMessage>)
            life.last = position_of<Member>();
    }
    template <auto Member, class... A>
    static void after([[maybe_unused]] A&... a) {
        if constexpr (is<Member, &table::pfnStartProtocol>) {
            life.started = true;
            life.completed = false;
            life.event = argument<0>(a...);
            for (auto* each : {&life.ever, &life.present, &life.enabled, &life.deleted})
                each->clear();
        } else if constexpr (is<Member, &table::pfnStartComplete>) {
            life.completed = true;
        } else if constexpr (is<Member, &table::pfnAddInterface>) {
            life.ever.insert(index_of<Member>(a...));
            life.present.insert(index_of<Member>(a...));
        } else if constexpr (is<Member, &table::pfnDeleteInterface>) {
            life.present.erase(index_of<Member>(a...));
            life.enabled.erase(index_of<Member>(a...));
            life.deleted.insert(index_of<Member>(a...));
        } else if constexpr (is<Member, &table::pfnInterfaceStatus>) {
            if (argument<2>(a...) == RIS_INTERFACE_ENABLED)
                life.enabled.insert(index_of<Member>(a...));
            if (argument<2>(a...) == RIS_INTERFACE_DISABLED)
                life.enabled.erase(index_of<Member>(a...));
        }
    }
};

// Returns the deviation from `rule` in the given way, from 0.
const deviation* find(const char* rule, std::size_t way) {
    for (const auto topic :
         {from_registration, from_pointers, from_lifecycle, from_interfaces, from_additions,
          from_index, from_codes, from_inputs, from_outputs, from_multicast, from_events,
          from_updates, from_concurrency, from_memory, from_random, from_unloading})
        for (const deviation& each : topic())
            if (std::strcmp(each.rule, rule) == 0 && way-- == 0)
                return &each;
    return nullptr;
}

// Returns the deviation of the protocol `id`, or null.
const deviation* find(DWORD id) {
    const auto odd = oddities();
    for (std::size_t n = 0; n < odd.size(); ++n)
        if (id == odd_protocol_id(n))
            return &odd[n];
    const auto rules = known_rules();
    const std::size_t way = (id - protocol_id(0)) / (protocol_id(0, 1) - protocol_id(0));
    const std::size_t position = id - protocol_id(0, way);
    return position < rules.size() ? find(rules[position].id, way) : nullptr;
}

DWORD register_deviation(const deviation& which, table& routing,
                         MPR_SERVICE_CHARACTERISTICS& service, bool foreign) {
    if (which.registers)
        return which.registers(routing, service, foreign);
    const DWORD answer = foreign ? ERROR_NOT_SUPPORTED : register_obedient(routing, service);
    if (answer == NO_ERROR)
        which.apply(routing);
    return answer;
}

} // namespace

DWORD register_obedient(table& routing, MPR_SERVICE_CHARACTERISTICS& service) {
    const DWORD asked = routing.dwProtocolId;
    routing.dwProtocolId = obedient::protocol_id;
    const DWORD answer = routpact::register_protocols<obedient>(&routing, &service);
    routing.dwProtocolId = asked;
    if (answer != NO_ERROR)
        return answer;
    untracked = routing;
    for_each(routpact::callbacks<table>, [&]<class Row>(const Row&) {
        if (untracked.*Row::member)
            routing.*Row::member = &entry_point<Row::member, tracked, untracked>::call;
    });
    good = routing;
    return answer;
}

} // namespace misbehaving

ROUTPACT_EXPORT_PLAIN_NAME
extern "C" ROUTPACT_EXPORT DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                                         PMPR_SERVICE_CHARACTERISTICS service) {
    using namespace misbehaving;
    const DWORD id = routing->dwProtocolId;
    if (id == obedient_id)
        return register_obedient(*routing, *service);
    if (id < obedient_id)
        return ERROR_NOT_SUPPORTED;
    const bool foreign = ((id - obedient_id) & 0x8000) != 0; // the foreign id that the rules use
    const deviation* const found = find(foreign ? id ^ 0x8000 : id);
    return found ? register_deviation(*found, *routing, *service, foreign)
                 : DWORD{ERROR_NOT_SUPPORTED};
}
