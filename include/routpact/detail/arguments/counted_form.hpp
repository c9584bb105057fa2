#pragma once
// Checks at compile time the template arguments of a counted_block.

#include <routpact/detail/arguments/sequence.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The template arguments of a counted_block.
template <class Header, auto Count, class Entries, auto Array>
struct ROUTPACT_HIDDEN counted_form {
    /// Returns true. The first mistake is a compile error.
    static constexpr bool is_right() noexcept {
        static_assert(plain<Header>,
                      "routpact::counted_block: the header cannot travel as bytes; expected a "
                      "trivially copyable structure of numbers, enumerations, arrays and "
                      "structures: remove pointers, references, views, optionals and variants");
        static_assert(counts(),
                      "routpact::counted_block: the second argument is not the count; expected "
                      "&Header::count, a member of the header that is an unsigned integer, such as "
                      "ULONG: pass that member, or change its type");
        static_assert(sequence<Entries>,
                      "routpact::counted_block: the third argument is not a sequence of entries "
                      "that can travel as bytes; expected std::span<const Entry> for a parameter, "
                      "std::vector<Entry> for a result: write one of these around the type of an "
                      "entry, which consists of numbers, enumerations, arrays and structures");
        if constexpr (plain<Header> && sequence<Entries>) {
            static_assert(has_array || std::is_null_pointer_v<decltype(Array)>,
                          "routpact::counted_block: the fourth argument is not the array at the "
                          "end of the header; expected &Header::entries, an array of entries: pass "
                          "that member, or omit the argument if the header has no entry");
            static_assert(!has_array || alignof(Header) >= alignof(element_of<Entries>),
                          "routpact::counted_block: the header is packed, so the entries in its "
                          "array are misaligned; expected members at their natural alignment: "
                          "remove the packing, or pack the type of an entry as well");
            static_assert(has_array || !ends_with_entry(),
                          "routpact::counted_block: the header ends with an array of one entry, so "
                          "the entries begin inside of the header; expected this array as the "
                          "fourth argument: pass &Header::entries, or remove the array");
        }
        return true;
    }

private:
    static constexpr bool counts() noexcept {
        if constexpr (requires(Header& header) { header.*Count; }) {
            using count = std::remove_reference_t<decltype(static_cast<Header*>(nullptr)->*Count)>;
            return std::is_unsigned_v<count> && !std::is_const_v<count> &&
                   !std::is_same_v<count, bool>;
        } else {
            return false;
        }
    }

    static constexpr bool has_array = requires(const Header& header) {
        requires std::is_array_v<std::remove_reference_t<decltype(header.*Array)>>;
        requires std::is_same_v<std::remove_cvref_t<decltype((header.*Array)[0])>,
                                element_of<Entries>>;
    };

    static constexpr bool ends_with_entry() noexcept {
        if constexpr (std::is_aggregate_v<Header>)
            if constexpr (constexpr unsigned count = member_count<Header, 256>::value();
                          count >= 2 && count < 256)
                return member_probe::array_is_last<Header, element_of<Entries>>(
                    typename make_long_index_sequence<count - 1>::type{});
        return false;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
