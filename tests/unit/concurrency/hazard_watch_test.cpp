#include "hazards.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <routpact/detail/concurrency/hazard_watch.hpp>

using namespace hazard_tests;
using routpact::detail::hazard_watch;

TEST_CASE("withdraw() reports an object that is watched") {
    const int object = 0;
    hazard_pointer& first = publish(&object);
    hazard_watch::begin(&object);
    hazard_watch::begin(&object);
    hazard_records::fence_before_scan();
    CHECK(hazard_records::withdraw(first, &object));
    hazard_watch::end(&object);
    CHECK(hazard_records::withdraw(publish(&object), &object));
    hazard_watch::end(&object);
    CHECK(!hazard_records::withdraw(publish(&object), &object));
}

TEST_CASE("withdraw() does not report an object that is not watched") {
    const char objects[64]{};
    const int watched = 0;
    hazard_watch::begin(&watched);
    hazard_records::fence_before_scan();
    for (const char& each : objects)
        withdraw(publish(&each), &each);
    hazard_watch::end(&watched);
}

TEST_CASE("any number of objects can be watched, in any order") {
    const char objects[20]{};
    const auto reported = [](const char& each) {
        return hazard_records::withdraw(publish(&each), &each);
    };
    for (int round = 0; round < 3; ++round) {
        for (const char& each : objects)
            hazard_watch::begin(&each);
        hazard_records::fence_before_scan();
        for (const char& each : objects)
            CHECK(reported(each));
        for (std::size_t n = 0; n < 20; ++n) {
            const char& each = objects[round == 0 ? n : round == 1 ? 19 - n : n * 7 % 20];
            CHECK(reported(each));
            hazard_watch::end(&each);
        }
        for (const char& each : objects)
            CHECK(!reported(each));
    }
}

TEST_CASE("one object more than there are slots can be watched as well") {
    const char objects[9]{};
    for (const char& each : objects)
        hazard_watch::begin(&each);
    hazard_records::fence_before_scan();
    for (const char& each : objects)
        CHECK(hazard_records::withdraw(publish(&each), &each));
    for (const char& each : objects)
        hazard_watch::end(&each);
    withdraw(publish(&objects[0]), &objects[0]);
}
