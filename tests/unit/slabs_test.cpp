#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <routpact/slabs.hpp>
#include <set>

using routpact::slab_handle;
namespace slab = routpact::slab;

TEST_CASE("every handle has storage of its own, which stays where it is") {
    routpact::slabs<int> storage;
    std::set<const int*> places;
    slab_handle handle = slab::first_handle;
    const int* first = nullptr;
    for (int i = 0; i < 1000; ++i, handle = slab::after(handle)) {
        CHECK(handle != 0);
        REQUIRE(storage.reach(handle));
        int* const place = ::new (storage.at(handle)) int{i};
        first = first ? first : place;
        CHECK(reinterpret_cast<std::uintptr_t>(place) % 64 == 0); // a cache line
        CHECK(places.insert(place).second);
    }
    CHECK(storage.at(slab::first_handle) == first);
    handle = slab::first_handle;
    for (int i = 0; i < 1000; ++i, handle = slab::after(handle))
        CHECK(*storage.at(handle) == i);
}

TEST_CASE("what is aligned more than a cache line is aligned so") {
    struct alignas(256) wide {
        char bytes[300];
    };
    routpact::slabs<wide> storage;
    const slab_handle second = slab::after(slab::first_handle);
    REQUIRE(storage.reach(second));
    CHECK(reinterpret_cast<std::uintptr_t>(storage.at(second)) % 256 == 0);
    CHECK(reinterpret_cast<char*>(storage.at(second)) -
              reinterpret_cast<char*>(storage.at(slab::first_handle)) ==
          sizeof(wide));
}

TEST_CASE("slabs need no dynamic initialiser") {
    static constinit routpact::slabs<int> storage;
    CHECK(storage.reach(slab::first_handle));
}
