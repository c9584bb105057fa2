#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <routpact/detail/interface_table/segmented_storage.hpp>
#include <set>

using routpact::detail::first_segment_size;
using routpact::detail::first_storage_index;
using routpact::detail::position_of;
using routpact::detail::segment_bits;
using routpact::detail::segment_of;
using routpact::detail::storage_index;
using ints = routpact::detail::segmented_storage<int>;

TEST_CASE("every storage index has its own storage, which does not move") {
    routpact::detail::segmented_storage<int, 64> storage;
    std::set<const int*> addresses;
    storage_index index = first_storage_index;
    const int* first = nullptr;
    for (int i = 0; i < 1000; ++i, index = ints::after(index)) {
        CHECK(index != 0);
        REQUIRE(storage.reserve(index));
        int* const address = ::new (storage.at(index)) int{i};
        first = first ? first : address;
        CHECK(reinterpret_cast<std::uintptr_t>(address) % 64 == 0);
        CHECK(addresses.insert(address).second);
    }
    CHECK(storage.at(first_storage_index) == first);
    index = first_storage_index;
    for (int i = 0; i < 1000; ++i, index = ints::after(index)) {
        CHECK(*storage.at(index) == i);
        CHECK(storage.index_of(storage.at(index)) == index);
    }
    CHECK(storage.index_of(&index) == 0);
    CHECK(storage.index_of(nullptr) == 0);
}

TEST_CASE("an address after the last element of a segment has no storage index") {
    ints storage;
    REQUIRE(storage.reserve(first_storage_index));
    int* const first = storage.at(first_storage_index);
    CHECK(storage.index_of(first + ints::size(1) - 1) != 0);
    CHECK(storage.index_of(first + ints::size(1)) == 0);
    CHECK(storage.index_of(reinterpret_cast<char*>(first) - 1) == 0);
}

TEST_CASE("the stricter of two alignments is used, and by default elements are not padded") {
    struct alignas(256) wide {
        char bytes[300];
    };
    const storage_index second = ints::after(first_storage_index);
    const auto distance = [&](const auto& storage) {
        return reinterpret_cast<char*>(storage.at(second)) -
               reinterpret_cast<char*>(storage.at(first_storage_index));
    };
    routpact::detail::segmented_storage<wide, 64> wides;
    REQUIRE(wides.reserve(second));
    CHECK(reinterpret_cast<std::uintptr_t>(wides.at(second)) % 256 == 0);
    CHECK(distance(wides) == sizeof(wide));
    ints unpadded;
    REQUIRE(unpadded.reserve(second));
    CHECK(distance(unpadded) == sizeof(int));
}

TEST_CASE(
    "a storage index is a position in a segment, and each segment is twice as long as the last") {
    CHECK(segment_of(first_storage_index) == 1);
    CHECK(position_of(first_storage_index) == 0);
    const auto last = static_cast<unsigned>(ints::size(1) - 1);
    const storage_index last_of_first = first_storage_index + (last << segment_bits);
    CHECK(segment_of(last_of_first) == 1);
    CHECK(position_of(last_of_first) == last);
    CHECK(segment_of(ints::after(last_of_first)) == 2);
    CHECK(position_of(ints::after(last_of_first)) == 0);
    for (unsigned each = 1; each < 25; ++each)
        CHECK(ints::size(each + 1) == 2 * ints::size(each));
}

TEST_CASE("reserve() fails for a segment that is larger than the address space") {
    struct large {
        char bytes[0x40000000];
    };
    static routpact::detail::segmented_storage<large> storage;
    // The segment has 2^64 bytes, one more than std::size_t can count, or far more than 2^32.
    CHECK(!storage.reserve(sizeof(void*) > 4 ? 31 : 27));
}

TEST_CASE("the first segment is smaller for large objects") {
    CHECK(first_segment_size(1) == 16);
    CHECK(first_segment_size(1024) == 16);
    CHECK(first_segment_size(1025) == 8);
    CHECK(first_segment_size(1024 * 1024) == 1);
    using large =
        routpact::detail::segmented_storage<char[1024 * 1024], 1, first_segment_size(1024 * 1024)>;
    CHECK(large::size(1) == 1);
    CHECK(large::size(2) == 2);
    const storage_index second = large::after(first_storage_index);
    CHECK(segment_of(second) == 2);
    CHECK(segment_of(large::after(second)) == 2);
    CHECK(segment_of(large::after(large::after(second))) == 3);
}

TEST_CASE("segmented storage needs no dynamic initialiser") {
    static constinit routpact::detail::segmented_storage<int> storage;
    CHECK(storage.reserve(first_storage_index));
}
