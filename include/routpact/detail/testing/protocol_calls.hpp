#pragma once
// Calls through the C pointers of a protocol, recorded in a transcript.

#include <routpact/detail/adapt/slot.hpp>
#include <routpact/detail/language/type_list.hpp>
#include <routpact/detail/testing/call_text.hpp>
#include <routpact/testing/transcript.hpp>
#include <utility>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The characteristics structure of the router manager's version.
using slot_table = MPR_ROUTING_CHARACTERISTICS;

/// Calls the slot `Member` with arguments from call_arguments.
template <auto Member, class Pointer = typename slot<Member>::pointer>
struct slot_call;

template <auto Member, class R, class... A>
struct slot_call<Member, R(WINAPI*)(A...)> {
    /// The contract of the slot.
    static constexpr const callback& contract = slot<Member>::contract;

    /// A role and the position of its first argument.
    struct group {
        role what{};
        unsigned first = 0;
        unsigned earlier = 0; ///< Groups of the same role before it.
    };
    /// The number of groups.
    static constexpr unsigned size = contract.roles.count ? contract.roles.count : sizeof...(A);
    /// Returns group `n`, from 0.
    static constexpr group group_at(unsigned n) {
        constexpr bool opaque[] = {std::is_same_v<A, PVOID>..., false};
        if (contract.roles.count == 0)
            return {n + 1 == contract.index_position ? role::interface_index
                    : opaque[n]                      ? role::object
                                                     : role::value,
                    n};
        group found{contract.roles.roles[n]};
        for (unsigned i = 0; i < n; ++i) {
            found.first += width(contract.roles.roles[i]);
            found.earlier += contract.roles.roles[i] == found.what ? 1 : 0;
        }
        return found;
    }

    /// Calls `pointer`. Returns its result code, or nothing if it returns void.
    static std::optional<DWORD> invoke(R(WINAPI* pointer)(A...), call_arguments& a) {
        return invoke(pointer, a, typename make_index_sequence<sizeof...(A)>::type{});
    }
    /// Formats the arguments.
    static std::string text(const call_arguments& a) {
        return join([&](role what, unsigned earlier) { return input_text(what, earlier, a); });
    }
    /// Formats the outputs.
    static std::string outputs(const call_arguments& a, std::optional<DWORD> answer) {
        return join([&](role what, unsigned) {
            // Without NO_ERROR there is no event. Other outputs are shown even then, because a
            // failure must not change them.
            const bool shown = what != role::event_buffer || answer == NO_ERROR;
            return shown ? output_text(what, a) : std::string{};
        });
    }

private:
    template <unsigned... N>
    static std::optional<DWORD> invoke(R(WINAPI* pointer)(A...), [[maybe_unused]] call_arguments& a,
                                       index_sequence<N...>) {
        if constexpr (std::is_void_v<R>) {
            pointer(static_cast<A>(argument<N>(a))...);
            return std::nullopt;
        } else {
            return pointer(static_cast<A>(argument<N>(a))...);
        }
    }
    /// Returns the argument at the position N, from 0.
    template <unsigned N>
    static auto argument(call_arguments& a) {
        constexpr group g = group_of(N);
        using first = typename type_at<g.first, type_list<A...>>::type;
        return std::get<N - g.first>(role_arguments::of<g.what, first, g.earlier>(a));
    }
    /// Returns the group of the argument at a position, from 0.
    static constexpr group group_of(unsigned position) {
        group found = group_at(0);
        for (unsigned n = 1; n < size && group_at(n).first <= position; ++n)
            found = group_at(n);
        return found;
    }
    template <class Text>
    static std::string join(Text text) {
        std::string all;
        for (unsigned n = 0; n < size; ++n) {
            const group g = group_at(n);
            const std::string one = text(g.what, g.earlier);
            if (!all.empty() && !one.empty())
                all += ", ";
            all += one;
        }
        return all;
    }
};

/// Calls the callbacks of one protocol and records the calls. As thread-safe as the protocol.
class protocol_calls {
public:
    /// Calls through `pointers` and records in `log`; both must outlive this object.
    protocol_calls(const slot_table& pointers, testing::transcript& log)
        : pointers_{pointers}, log_{log} {}

    /// Whether the pointer is not null.
    template <auto Member>
    bool has() const {
        return pointers_.*Member != nullptr;
    }
    /// Calls a pointer, which must not be null, and records the call. Returns the result code, or
    /// NO_ERROR if the callback returns void.
    template <auto Member>
    DWORD call(call_arguments& a) const {
        using this_call = slot_call<Member>;
        constexpr const callback& contract = this_call::contract;
        const unsigned number =
            log_.begin({0, contract.name, contract.field, this_call::text(a), {}, {}});
        const std::optional<DWORD> answer = this_call::invoke(pointers_.*Member, a);
        log_.end(number, answer, this_call::outputs(a, answer));
        return answer.value_or(NO_ERROR);
    }
    /// Calls a pointer as call() does, but does not record the call.
    template <auto Member>
    DWORD call_unrecorded(call_arguments& a) const {
        return slot_call<Member>::invoke(pointers_.*Member, a).value_or(NO_ERROR);
    }

private:
    const slot_table& pointers_;
    testing::transcript& log_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
