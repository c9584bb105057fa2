// Each rule ends, and explains its verdict, for every behaviour of the protocol. The moody protocol
// keeps all rules, except for random deviations (moods), which a seed determines.

#include "../misbehaving/obedient.hpp"
#include "in_process.hpp"
#include "rules.hpp"

#include <catch2/catch_test_macros.hpp>
#include <routpact/conformance/run.hpp>
#include <routpact/detail/conformance/rule_family.hpp>

namespace moody_tests {
namespace {

using namespace routpact::conformance;
using namespace routpact::testing;
using kind = verdict::kind;
using misbehaving::obedient;
using routpact::detail::position_of;
using routpact::detail::role;
using routpact::detail::takes;
using table = routpact::detail::slot_table;

table good{};                                           // the callbacks of the obedient protocol
std::vector<HANDLE>& events = *new std::vector<HANDLE>; // not closed if a stop does not end

/// Generates random numbers, the same for the same three arguments.
class dice {
public:
    explicit dice(std::uint64_t seed, unsigned position = 0, unsigned turn = 0)
        : state_{((seed * 64 + position) * 64 + turn) * 0x9E3779B97F4A7C15u} {
        below(2);
    }
    ULONG below(ULONG limit) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<ULONG>(state_ >> 33) % limit;
    }
    template <class T, std::size_t N>
    T one_of(const T (&all)[N]) {
        return all[below(N)];
    }

private:
    std::uint64_t state_;
};

/// Chooses the deviations of a protocol. They follow from the seed and from the number of calls of
/// the same callback, and not from the number of calls of other callbacks.
struct mood {
    /// Starts the mood of seed `s`. It often concerns only the callback at `position`.
    mood(std::uint64_t s, unsigned position) : seed{s}, chance{s} {
        if (chance.below(3) != 0) {
            only = true;
            topic = position;
        }
    }

    std::uint64_t seed;
    dice chance;
    ULONG one_in = chance.one_of<ULONG>({1u, 1u, 2u, 3u, 6u});
    ULONG even_turns =
        chance.one_of<ULONG>({0u, 0u, 1u, 2u}); ///< The number of first calls without a deviation.
    ULONG missing =
        chance.below(8) == 0 ? chance.below(30) : 99; ///< The position of the pointer that is null.
    bool only = chance.below(2) == 0;                 ///< Only one callback deviates:
    ULONG topic = chance.below(27);                   ///< this one; 0 is RegisterProtocol.
    bool strict = chance.below(4) == 0;               ///< The protocol requires info blocks.
    bool growing = chance.below(6) == 0;              ///< Outputs grow with each call.
    bool idle = chance.below(4) == 0;                 ///< Calls do nothing and return NO_ERROR.
    bool ipv6 = chance.below(12) == 0;                ///< The protocol claims RF_ROUTINGV6.
    bool modest = chance.below(4) == 0;               ///< The protocol claims RF_ROUTING only.

    /// Returns random numbers for this call of a callback, and whether it deviates.
    std::pair<dice, bool> at_call_of(unsigned position) {
        const unsigned turn = turns[position]++;
        dice own{seed, position, turn};
        const bool comes =
            own.below(one_in) == 0 && turn >= even_turns && (!only || position == topic);
        return {own, comes};
    }

private:
    std::array<std::atomic<unsigned>, 32> turns{};
};
std::optional<mood> now;

constexpr DWORD codes[] = {NO_ERROR,
                           ERROR_ACCESS_DENIED,
                           ERROR_NOT_ENOUGH_MEMORY,
                           ERROR_NOT_SUPPORTED,
                           ERROR_INVALID_PARAMETER,
                           ERROR_INSUFFICIENT_BUFFER,
                           ERROR_NO_MORE_ITEMS,
                           ERROR_PROTOCOL_STOP_PENDING,
                           ERROR_CAN_NOT_COMPLETE,
                           12345};

// Changes the outputs of a callback.
void change(dice& by, PULONG size) {
    if (size && by.below(2) == 0)
        *size = by.one_of<ULONG>({0u, 1u, *size + 1, *size / 2, *size * 2, 5000u, 0x200000u});
}
void change(dice& by, ROUTING_PROTOCOL_EVENTS* event) {
    constexpr unsigned numbers[] = {ROUTER_STOPPED, SAVE_GLOBAL_CONFIG_INFO,
                                    SAVE_INTERFACE_CONFIG_INFO, UPDATE_COMPLETE, 77};
    const unsigned number = by.one_of(numbers);
    if (event)
        std::memcpy(event, &number, sizeof *event);
}
void change(dice& by, MESSAGE* message) {
    if (!message)
        return;
    const ULONG index = by.one_of<ULONG>({0u, message->UpdateCompleteMessage.InterfaceIndex, 5u});
    const ULONG type = by.one_of<ULONG>({0u, ULONG{RF_DEMAND_UPDATE_ROUTES}});
    message->UpdateCompleteMessage = {index, type, by.one_of(codes)};
}
void change(dice& by, PBYTE flags) {
    if (flags)
        *flags = static_cast<BYTE>(by.below(256));
}
template <class Other>
void change(dice&, Other) {}
bool grow(dice& by, PULONG size) {
    if (size)
        *size += by.one_of<ULONG>({1u, 100u, 0x200000u});
    return size;
}
template <class Other>
bool grow(dice&, Other) {
    return false;
}

template <auto Member, class Pointer = typename routpact::detail::slot<Member>::pointer>
struct moody;
template <auto Member, class... A>
struct moody<Member, DWORD(WINAPI*)(A...)> {
    static DWORD WINAPI call(A... a) {
        if constexpr (std::is_same_v<routpact::detail::slot<Member>,
                                     routpact::detail::slot<&table::pfnStartProtocol>>)
            events.push_back(std::get<0>(std::tie(a...)));
        if constexpr (takes<Member>(role::optional_info))
            if (now->strict && !std::get<sizeof...(A) - 4>(std::tie(a...)))
                return ERROR_INVALID_PARAMETER;
        auto [chance, comes] = now->at_call_of(position_of<Member>());
        if (comes && now->growing && (grow(chance, a) || ...))
            return ERROR_INSUFFICIENT_BUFFER;
        if (comes && now->idle)
            return NO_ERROR;
        if (comes && chance.below(3) == 0)
            return chance.one_of(codes);
        const DWORD answer = (good.*Member)(a...);
        if (!comes)
            return answer;
        (change(chance, a), ...);
        return chance.below(2) == 0 ? answer : chance.one_of(codes);
    }
};

DWORD WINAPI register_moody(PMPR_ROUTING_CHARACTERISTICS routing,
                            PMPR_SERVICE_CHARACTERISTICS service) {
    auto [chance, comes] = now->at_call_of(0);
    if (comes)
        return chance.one_of(codes);
    const DWORD answer = routpact::register_protocols<obedient>(routing, service);
    if (answer != NO_ERROR)
        return answer;
    good = *routing;
    for_each(routpact::callbacks<table>, [&]<class Row>(const Row&) {
        if (position_of<Row::member>() == now->missing)
            routing->*Row::member = nullptr;
        else if (routing->*Row::member)
            routing->*Row::member = &moody<Row::member>::call;
    });
    if (now->modest)
        routing->fSupportedFunctionality &= RF_ROUTING;
    if (now->ipv6)
        routing->fSupportedFunctionality |= RF_ROUTINGV6;
    return answer;
}

// Stops the obedient protocol in any state, while the memory that it was given still exists.
void calm() {
    if (!good.pfnStopProtocol)
        return;
    const bool pending = good.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING;
    ROUTING_PROTOCOL_EVENTS event{};
    MESSAGE message;
    for (bool stopped = !pending; !stopped;)
        if (good.pfnGetEventMessage(&event, &message) == NO_ERROR)
            stopped = event == ROUTER_STOPPED;
        else
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
    while (good.pfnGetEventMessage(&event, &message) == NO_ERROR) {
    }
}

unsigned position_of_callback(const std::string& name) {
    unsigned position = 0;
    for_each(routpact::callbacks<table>, [&]<class Row>(const Row& row) {
        if (name == row.name)
            position = position_of<Row::member>();
    });
    return position;
}

// Rules about threads are slow, and some end only if the protocol conforms.
bool is_quick(const rule& each) {
    const std::string id = each.id;
    return id.rfind("RP-THREAD-", 0) != 0 && id.rfind("RP-RACE-", 0) != 0;
}

} // namespace

TEST_CASE("each rule explains its verdict for every behaviour of a protocol", "[testing][rules]") {
    in_process dll{register_moody};
    unsigned verdicts[3] = {};
    std::uint64_t seed = 0;
    for (const rule& each : known_rules()) {
        if (!is_quick(each))
            continue;
        for (int trial = 0; trial < 20; ++trial) {
            now.emplace(++seed, position_of_callback(each.callback));
            subject on{dll, obedient::protocol_id};
            on.seed = seed;
            on.timeout = std::chrono::milliseconds{2};
            if (seed % 2 == 0) {
                on.global_info =
                    info_bytes{std::vector<unsigned char>(sizeof(misbehaving::global_info))};
                on.interface_info =
                    info_bytes{std::vector<unsigned char>(sizeof(misbehaving::interface_info))};
                on.mib_question = std::vector<unsigned char>(sizeof(misbehaving::mib_question), 1);
            }
            transcript log;
            const verdict v = run(each, on, log, [](const verdict&) { calm(); });
            INFO(each.id << ", seed " << seed << ": expected " << v.expected << ", observed "
                         << v.observed);
            ++verdicts[static_cast<int>(v.outcome)];
            if (v.outcome == kind::broken) {
                CHECK_FALSE(v.expected.empty());
                CHECK_FALSE(v.observed.empty());
                CHECK(v.expected != v.observed);
            }
            calm();
        }
    }
    for (const unsigned count : verdicts)
        CHECK(count > 200);
}

} // namespace moody_tests
