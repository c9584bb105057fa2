#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <routpact/slabs.hpp>
#include <set>

using routpact::slab_handle;
namespace slab = routpact::slab;

TEST_CASE("every handle has storage of its own, which stays where it is") {
    routpact::slabs<int, 64> storage;
    std::set<const int*> places;
    slab_handle handle = slab::first_handle;
    const int* first = nullptr;
    for (int i = 0; i < 1000; ++i, handle = slab::after(handle)) {
        CHECK(handle != 0);
        REQUIRE(storage.reach(handle));
        int* const place = ::new (storage.at(handle)) int{i};
        first = first ? first : place;
        CHECK(reinterpret_cast<std::uintptr_t>(place) % 64 == 0);
        CHECK(places.insert(place).second);
    }
    CHECK(storage.at(slab::first_handle) == first);
    handle = slab::first_handle;
    for (int i = 0; i < 1000; ++i, handle = slab::after(handle))
        CHECK(*storage.at(handle) == i);
}

TEST_CASE("the stricter alignment of two counts, and by default nothing is padded") {
    struct alignas(256) wide {
        char bytes[300];
    };
    const slab_handle second = slab::after(slab::first_handle);
    const auto distance = [&](const auto& storage) {
        return reinterpret_cast<char*>(storage.at(second)) -
               reinterpret_cast<char*>(storage.at(slab::first_handle));
    };
    routpact::slabs<wide, 64> wides;
    REQUIRE(wides.reach(second));
    CHECK(reinterpret_cast<std::uintptr_t>(wides.at(second)) % 256 == 0);
    CHECK(distance(wides) == sizeof(wide));
    routpact::slabs<int> ints;
    REQUIRE(ints.reach(second));
    CHECK(distance(ints) == sizeof(int));
}

TEST_CASE("a handle is a position in a slab, each twice as long as the one before") {
    CHECK(slab::of(slab::first_handle) == 1);
    CHECK(slab::position(slab::first_handle) == 0);
    const auto last = static_cast<unsigned>(slab::size(1) - 1);
    const slab_handle last_of_first = slab::first_handle + (last << slab::bits);
    CHECK(slab::of(last_of_first) == 1);
    CHECK(slab::position(last_of_first) == last);
    CHECK(slab::of(slab::after(last_of_first)) == 2);
    CHECK(slab::position(slab::after(last_of_first)) == 0);
    for (unsigned each = 1; each < 25; ++each)
        CHECK(slab::size(each + 1) == 2 * slab::size(each));
}

TEST_CASE("a slab that is larger than memory can be is not there") {
    struct large {
        char bytes[0x40000000];
    };
    static routpact::slabs<large> storage;
    // As many bytes as 64 bits can count, and one more; or far more than 32 bits.
    CHECK(!storage.reach(sizeof(void*) > 4 ? 31 : 27));
}

TEST_CASE("slabs need no dynamic initialiser") {
    static constinit routpact::slabs<int> storage;
    CHECK(storage.reach(slab::first_handle));
}
