#pragma once
// Calls through the C pointers of a protocol, each of them recorded.

#include <routpact/identity.hpp>
#include <routpact/testing/call_text.hpp>
#include <routpact/testing/transcript.hpp>
#include <routpact/types.hpp>
#include <utility>

namespace routpact::testing {

/// The pointers of the router manager's version.
using table = MPR_ROUTING_CHARACTERISTICS;

/// The slot that `Member` points to, and how its arguments come out of call_arguments.
template <auto Member, class Pointer = typename slot<Member>::pointer>
struct slot_call;

template <auto Member, class R, class... A>
struct slot_call<Member, R(WINAPI*)(A...)> {
    /// What the contract says of it.
    static constexpr const callback& contract = slot<Member>::contract;

    /// A role, and where its arguments begin.
    struct group {
        role what{};
        unsigned first = 0;
        unsigned earlier = 0; ///< Groups of the same role before it.
    };
    /// How many groups the arguments are.
    static constexpr unsigned size = contract.roles.count ? contract.roles.count : sizeof...(A);
    /// The group with the number `n`.
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

    /// Calls `pointer`; its answer, if it has one.
    static std::optional<DWORD> make(R(WINAPI* pointer)(A...), call_arguments& a) {
        return std::apply(
            [&](auto... values) -> std::optional<DWORD> {
                if constexpr (std::is_void_v<R>) {
                    pointer(static_cast<A>(values)...);
                    return std::nullopt;
                } else {
                    return pointer(static_cast<A>(values)...);
                }
            },
            arguments(a, typename make_positions<size>::type{}));
    }
    /// The arguments as text.
    static std::string text(const call_arguments& a) {
        return joined([&](role what, unsigned earlier) { return input_text(what, earlier, a); });
    }
    /// What the call wrote, as text.
    static std::string outputs(const call_arguments& a, std::optional<DWORD> answer) {
        return joined([&](role what, unsigned) {
            // an event is no news otherwise; that a failure changed something else is
            const bool told = what != role::event_buffer || answer == NO_ERROR;
            return told ? output_text(what, a) : std::string{};
        });
    }

private:
    template <unsigned... N>
    static auto arguments(call_arguments& a, positions<N...>) {
        return std::tuple_cat(group_arguments<N>(a)...);
    }
    template <unsigned N>
    static auto group_arguments([[maybe_unused]] call_arguments& a) {
        constexpr group g = group_at(N);
        using first = typename type_at<g.first, types<A...>>::type;
        return role_arguments::of<g.what, first, g.earlier>(a);
    }
    template <class Text>
    static std::string joined(Text text) {
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

/// Calls the callbacks of one protocol, and records the calls. As thread-safe as the protocol.
class protocol_calls {
public:
    /// Calls through `pointers`, and records in `log`; both have to outlive this.
    protocol_calls(const table& pointers, transcript& log) : pointers_{pointers}, log_{log} {}

    /// Whether there is such a pointer.
    template <auto Member>
    bool has() const {
        return pointers_.*Member != nullptr;
    }
    /// Calls a pointer that is there; the answer, NO_ERROR from those that have none.
    template <auto Member>
    DWORD call(call_arguments& a) const {
        using made = slot_call<Member>;
        const unsigned number =
            log_.begin({0, made::contract.name, made::contract.field, made::text(a), {}, {}});
        const std::optional<DWORD> answer = made::make(pointers_.*Member, a);
        log_.end(number, answer, made::outputs(a, answer));
        return answer.value_or(NO_ERROR);
    }
    /// The same without a record.
    template <auto Member>
    DWORD call_unrecorded(call_arguments& a) const {
        return slot_call<Member>::make(pointers_.*Member, a).value_or(NO_ERROR);
    }

private:
    const table& pointers_;
    transcript& log_;
};

} // namespace routpact::testing
