#pragma once
// Deviations: replacements for callbacks of the obedient protocol, which call those and deviate.

#include "obedient.hpp"

#include <routpact/detail/conformance/rule_family.hpp>
#include <set>
#include <span>
#include <tuple>

namespace misbehaving {

using routpact::detail::position_of;
using routpact::detail::role;
using routpact::detail::slot;
using routpact::detail::slot_call;
using table = routpact::detail::slot_table;
using routpact::detail::takes;

/// Describes a protocol that breaks one rule, or is only odd.
struct deviation {
    const char* rule = nullptr; ///< The rule's id; for an odd protocol, what it does.
    /// Replaces callbacks; null if RegisterProtocol deviates.
    void (*apply)(table& tricky) = nullptr;
    /// Registers the protocol, for its own id or a foreign one; null if RegisterProtocol conforms.
    DWORD (*registers)(table&, MPR_SERVICE_CHARACTERISTICS&, bool foreign) = nullptr;
};

/// The callbacks that deviations call: those of the obedient protocol, which update `life`.
inline table good{};

/// Records the state of the protocol.
struct course {
    std::mutex mutex;
    bool started = false;
    bool completed = false;
    HANDLE event = nullptr;
    PSUPPORT_FUNCTIONS functions = nullptr;
    std::set<ULONG> ever, present, enabled, deleted; // indexes
    unsigned last = 0; ///< The position of the last slot called before a stop.
};
inline course life;

/// Implements a callback by `Deviates::call<Member>(pointer, arguments ...)`, with the pointer of
/// `From`.
template <auto Member, class Deviates, table& From, class Pointer = typename slot<Member>::pointer>
struct entry_point;
template <auto Member, class Deviates, table& From, class R, class... A>
struct entry_point<Member, Deviates, From, R(WINAPI*)(A...)> {
    static R WINAPI call(A... a) { return Deviates::template call<Member>(From.*Member, a...); }
};
/// Replaces a callback by a deviation.
template <auto Member, class Deviates>
void replace(table& tricky) {
    tricky.*Member = &entry_point<Member, Deviates, good>::call;
}
/// Whether two slots are the same.
template <auto A, auto B>
inline constexpr bool is = std::is_same_v<slot<A>, slot<B>>;

/// Registers the obedient protocol for any id.
DWORD register_obedient(table& routing, MPR_SERVICE_CHARACTERISTICS& service);

/// Returns the position of the first argument of a role, from 0.
template <auto Member>
constexpr unsigned place_of(role what) {
    for (unsigned n = 0; n < slot_call<Member>::size; ++n)
        if (slot_call<Member>::group_at(n).what == what)
            return slot_call<Member>::group_at(n).first;
    return 99;
}
/// Returns the argument at position `N`.
template <unsigned N, class... A>
auto& argument(A&... a) {
    return std::get<N>(std::tie(a...));
}
/// Returns the interface index among the arguments.
template <auto Member, class... A>
ULONG index_of(A&... a) {
    return argument<slot<Member>::contract.index_position - 1>(a...);
}
/// The positions of the block or entry, and of its size.
template <auto Member>
constexpr unsigned input_place =
    takes<Member>(role::entry)  ? place_of<Member>(role::entry) + 1
    : takes<Member>(role::info) ? place_of<Member>(role::info)
                                : place_of<Member>(role::optional_info);
template <auto Member>
constexpr unsigned input_size_place =
    takes<Member>(role::entry) ? input_place<Member> - 1 : input_place<Member> + 2;
/// The positions of the output buffer, and of the pointer to its size.
template <auto Member>
constexpr unsigned buffer_place =
    takes<Member>(role::entry_buffer)  ? place_of<Member>(role::entry_buffer) + 1
    : takes<Member>(role::info_buffer) ? place_of<Member>(role::info_buffer)
                                       : place_of<Member>(role::neighbors_buffer);
template <auto Member>
constexpr unsigned size_place =
    takes<Member>(role::entry_buffer) ? buffer_place<Member> - 1 : buffer_place<Member> + 1;

/// Reads a byte without a report of a sanitizer.
#if defined(__clang__) || defined(__GNUC__)
__attribute__((no_sanitize("address"), noinline))
#endif
inline void
look_at(const void* where, std::size_t offset) {
    static_cast<void>(static_cast<const volatile unsigned char*>(where)[offset]);
}

/// The deviations from the rules of a family, one for each callback. `Deviates::call<Member>(...)`
/// replaces the callback, or `Deviates::apply<Member>(tricky)` replaces several callbacks.
template <class Family, class Deviates>
inline constexpr auto deviations_of = [] {
    std::array<deviation, routpact::detail::family_size<Family>()> deviations{};
    unsigned at = 0;
    for_each(routpact::callbacks<table>, [&]<class Row>(const Row&) {
        if constexpr (Family::template applies<Row::member>()) {
            deviation& each = deviations[at++];
            each.rule = routpact::detail::family_rule_id<Family, position_of<Row::member>()>.data();
            if constexpr (requires(table& t) { Deviates::template apply<Row::member>(t); })
                each.apply = [](table& t) { Deviates::template apply<Row::member>(t); };
            else
                each.apply = [](table& t) { replace<Row::member, Deviates>(t); };
        }
    });
    return deviations;
}();

/// Concatenates lists of deviations.
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

/// Return the deviations of a topic.
std::span<const deviation> from_registration();
std::span<const deviation> from_pointers();
std::span<const deviation> from_lifecycle();
std::span<const deviation> from_interfaces();
std::span<const deviation> from_additions();
std::span<const deviation> from_index();
std::span<const deviation> from_codes();
std::span<const deviation> from_inputs();
std::span<const deviation> from_outputs();
std::span<const deviation> from_multicast();
std::span<const deviation> from_events();
std::span<const deviation> from_updates();
std::span<const deviation> from_concurrency();
std::span<const deviation> from_memory();
std::span<const deviation> from_random();
std::span<const deviation> from_unloading();
/// Return the deviations of protocols that keep all rules.
std::span<const deviation> oddities();

} // namespace misbehaving
