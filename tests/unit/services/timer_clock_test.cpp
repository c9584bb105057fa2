#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdint>
#include <limits>
#include <ratio>
#include <routpact/detail/services/timer_clock.hpp>

using routpact::detail::longest_delay;
using routpact::detail::nanoseconds_of;
using routpact::detail::to_duration;
using namespace std::chrono_literals;

TEST_CASE("durations become nanoseconds", "[timer]") {
    CHECK(nanoseconds_of(7ns) == 7);
    CHECK(nanoseconds_of(7us) == 7000);
    CHECK(nanoseconds_of(30s) == 30'000'000'000);
    CHECK(nanoseconds_of(24h) == 86'400'000'000'000);
    CHECK(nanoseconds_of(std::chrono::duration<std::uint8_t>{200}) == 200'000'000'000);
    CHECK(nanoseconds_of(std::chrono::duration<double, std::milli>{0.5}) == 500'000);
    CHECK(nanoseconds_of(std::chrono::duration<int, std::ratio<1, 3>>{1}) == 333'333'333);
    CHECK(nanoseconds_of(std::chrono::duration<int, std::pico>{1999}) == 1);
}

TEST_CASE("durations that no timer can have become the nearest that one can", "[timer]") {
    CHECK(nanoseconds_of(0s) == 0);
    CHECK(nanoseconds_of(-1h) == 0);
    CHECK(nanoseconds_of((std::chrono::hours::min)()) == 0);
    CHECK(nanoseconds_of((std::chrono::hours::max)()) == longest_delay);
    CHECK(nanoseconds_of((std::chrono::nanoseconds::max)()) == longest_delay);
    CHECK(nanoseconds_of(std::chrono::duration<std::uint64_t>{
              (std::numeric_limits<std::uint64_t>::max)()}) == longest_delay);
    using real = std::chrono::duration<double>;
    CHECK(nanoseconds_of(real{std::numeric_limits<double>::infinity()}) == longest_delay);
    CHECK(nanoseconds_of(real{-std::numeric_limits<double>::infinity()}) == 0);
    CHECK(nanoseconds_of(real{std::numeric_limits<double>::quiet_NaN()}) == 0);
}

TEST_CASE("nanoseconds become durations, rounded down", "[timer]") {
    CHECK(to_duration<std::chrono::seconds>(1'999'999'999) == 1s);
    CHECK(to_duration<std::chrono::minutes>(119'999'999'999) == 1min);
    CHECK(to_duration<std::chrono::nanoseconds>(5) == 5ns);
    CHECK(to_duration<std::chrono::duration<double>>(500'000'000).count() == 0.5);
}

TEST_CASE("the steady clock advances", "[timer]") {
    const long long begin = routpact::detail::steady_now();
    const auto until = std::chrono::steady_clock::now() + 2ms;
    while (std::chrono::steady_clock::now() < until) {
    }
    CHECK(routpact::detail::steady_now() - begin >= 1'000'000);
}
