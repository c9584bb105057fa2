#pragma once
// How a protocol misbehaves: some of the obedient one's callbacks are replaced by others, which
// call those and deviate.

#include "obedient.hpp"

#include <routpact/testing/rule_family.hpp>
#include <set>
#include <span>
#include <tuple>

namespace misbehaving {

using routpact::role;
using routpact::slot;
using routpact::testing::position_of;
using routpact::testing::slot_call;
using routpact::testing::table;
using routpact::testing::takes;

/// A protocol that breaks one rule.
struct deviation {
    const char* rule = nullptr; ///< The rule's id.
    /// Replaces callbacks; null if registering is what is wrong.
    void (*apply)(table& tricky) = nullptr;
    /// RegisterProtocol, for its own protocol id or for a foreign one; null if it is as it should.
    DWORD (*registers)(table&, MPR_SERVICE_CHARACTERISTICS&, bool foreign) = nullptr;
};

/// The callbacks that deviations call: the obedient ones, which keep `life` up to date.
inline table good{};

/// What became of the protocol so far.
struct course {
    std::mutex mutex;
    bool started = false;
    bool completed = false;
    HANDLE event = nullptr;
    PSUPPORT_FUNCTIONS functions = nullptr;
    std::set<ULONG> ever, present, enabled, deleted; // indexes
    unsigned last = 0; ///< The position of the slot that was called last before a stop.
};
inline course life;

/// A callback that calls `Deviates::call<Member>(pointer, arguments ...)` with the one of `From`.
template <auto Member, class Deviates, table& From, class Pointer = typename slot<Member>::pointer>
struct entry_point;
template <auto Member, class Deviates, table& From, class R, class... A>
struct entry_point<Member, Deviates, From, R(WINAPI*)(A...)> {
    static R WINAPI call(A... a) { return Deviates::template call<Member>(From.*Member, a...); }
};
/// Replaces a callback.
template <auto Member, class Deviates>
void replace(table& tricky) {
    tricky.*Member = &entry_point<Member, Deviates, good>::call;
}
/// Whether two slots are the same.
template <auto A, auto B>
inline constexpr bool is = std::is_same_v<slot<A>, slot<B>>;

/// RegisterProtocol of the obedient protocol, whatever id it was asked for.
DWORD register_obedient(table& routing, MPR_SERVICE_CHARACTERISTICS& service);

/// Where the arguments of role `What` begin, from 0.
template <auto Member>
constexpr unsigned place_of(role what) {
    for (unsigned n = 0; n < slot_call<Member>::size; ++n)
        if (slot_call<Member>::group_at(n).what == what)
            return slot_call<Member>::group_at(n).first;
    return 99;
}
/// The argument at place `N` of a callback's arguments.
template <unsigned N, class... A>
auto& argument(A&... a) {
    return std::get<N>(std::tie(a...));
}
/// The interface index among a callback's arguments.
template <auto Member, class... A>
ULONG index_of(A&... a) {
    return argument<slot<Member>::contract.index_position - 1>(a...);
}
/// The block or entry among a callback's arguments, and its size.
template <auto Member>
constexpr unsigned input_place =
    takes<Member>(role::entry)  ? place_of<Member>(role::entry) + 1
    : takes<Member>(role::info) ? place_of<Member>(role::info)
                                : place_of<Member>(role::optional_info);
template <auto Member>
constexpr unsigned input_size_place =
    takes<Member>(role::entry) ? input_place<Member> - 1 : input_place<Member> + 2;
/// The output buffer among a callback's arguments, and the pointer to its size.
template <auto Member>
constexpr unsigned buffer_place =
    takes<Member>(role::entry_buffer)  ? place_of<Member>(role::entry_buffer) + 1
    : takes<Member>(role::info_buffer) ? place_of<Member>(role::info_buffer)
                                       : place_of<Member>(role::neighbors_buffer);
template <auto Member>
constexpr unsigned size_place =
    takes<Member>(role::entry_buffer) ? buffer_place<Member> - 1 : buffer_place<Member> + 1;

/// Reads a byte where no tool should complain that it ought not be read.
#if defined(__clang__) || defined(__GNUC__)
__attribute__((no_sanitize("address"), noinline))
#endif
inline void
look_at(const void* where, std::size_t offset) {
    static_cast<void>(static_cast<const volatile unsigned char*>(where)[offset]);
}

/// The deviations from the rules of a family, one for each callback: `Deviates::call<Member>(...)`
/// stands for the callback, or `Deviates::apply<Member>(tricky)` replaces several.
template <class Family, class Deviates>
inline constexpr auto deviations_of = [] {
    std::array<deviation, routpact::testing::family_size<Family>()> made{};
    unsigned at = 0;
    routpact::for_each(routpact::callbacks<table>, [&]<class Row>(const Row&) {
        if constexpr (Family::template applies<Row::member>()) {
            deviation& each = made[at++];
            each.rule =
                routpact::testing::family_rule_id<Family, position_of<Row::member>()>.data();
            if constexpr (requires(table& t) { Deviates::template apply<Row::member>(t); })
                each.apply = [](table& t) { Deviates::template apply<Row::member>(t); };
            else
                each.apply = [](table& t) { replace<Row::member, Deviates>(t); };
        }
    });
    return made;
}();

/// Several lists as one.
template <std::size_t... N>
constexpr std::array<deviation, (N + ...)> together(const std::array<deviation, N>&... lists) {
    std::array<deviation, (N + ...)> all{};
    std::size_t at = 0;
    const auto append = [&](const auto& list) {
        for (const deviation& each : list)
            all[at++] = each;
    };
    (append(lists), ...);
    return all;
}

/// All deviations of a topic.
std::span<const deviation> from_registration();
std::span<const deviation> from_pointers();
std::span<const deviation> from_lifecycle();
std::span<const deviation> from_interfaces();
std::span<const deviation> from_index();
std::span<const deviation> from_codes();
std::span<const deviation> from_inputs();
std::span<const deviation> from_outputs();
std::span<const deviation> from_multicast();
std::span<const deviation> from_events();
std::span<const deviation> from_updates();
std::span<const deviation> from_concurrency();
std::span<const deviation> from_unloading();

} // namespace misbehaving
