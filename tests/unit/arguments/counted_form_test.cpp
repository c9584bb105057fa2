#include <catch2/catch_test_macros.hpp>
#include <routpact/arguments/counted_block.hpp>

namespace {
/// A header that ends with a `Last`, which is or begins with an entry, but is no array of one.
template <class Last>
struct ending_with {
    ULONG count;
    Last last;
};
struct number {
    ULONG value;
};
union several {
    ULONG value;
    BYTE bytes[4];
};
struct beginning_with_an_entry {
    number first;
    ULONG second;
};
template <class Last, class Entry>
constexpr bool has_array = routpact::detail::member_probe::array_is_last<ending_with<Last>, Entry>(
    routpact::detail::index_sequence<0>{});
} // namespace

TEST_CASE("the last member of a header is an entry only in an array", "[counted_block]") {
    STATIC_CHECK(has_array<ULONG[1], ULONG>);
    STATIC_CHECK(has_array<number[1], number>);
    STATIC_CHECK(has_array<several[1], several>);
    STATIC_CHECK(has_array<beginning_with_an_entry[1], beginning_with_an_entry>);
    STATIC_CHECK(!has_array<ULONG, ULONG>);
    STATIC_CHECK(!has_array<number, ULONG>);
    STATIC_CHECK(!has_array<several, ULONG>);
    STATIC_CHECK(!has_array<number, number>);
    STATIC_CHECK(!has_array<several, several>);
    STATIC_CHECK(!has_array<beginning_with_an_entry, number>);
    STATIC_CHECK(!has_array<beginning_with_an_entry, ULONG>);
}
