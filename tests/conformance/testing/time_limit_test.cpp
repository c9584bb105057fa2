// Waits that are interrupted by a suspension of the process.

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/detail/conformance/time_limit.hpp>
#include <thread>

namespace time_limit_tests {

using namespace std::chrono_literals;
using routpact::detail::signalled_within;
using routpact::detail::time_limit;

TEST_CASE("of a long time between two calls, a limit counts five steps", "[testing]") {
    constexpr auto counted = 5 * time_limit::step;
    time_limit longer{counted + 1ms};
    time_limit equal{counted};
    std::this_thread::sleep_for(3 * counted); // a suspension
    CHECK_FALSE(longer.is_over());
    CHECK(equal.is_over());
    std::this_thread::sleep_for(1ms);
    CHECK(longer.is_over());
}

TEST_CASE("a wait for a signal lasts as long as its limit", "[testing]") {
    HANDLE const event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_FALSE(signalled_within(event, 0ms));
    CHECK_FALSE(signalled_within(event, 150ms));
    CHECK(std::chrono::steady_clock::now() - begin >= 150ms);
    SetEvent(event);
    CHECK(signalled_within(event, 0ms));
    CHECK_FALSE(signalled_within(event, 1ms)); // the wait has reset the event
    std::thread signals{[event] {
        std::this_thread::sleep_for(3 * time_limit::step);
        SetEvent(event);
    }};
    CHECK(signalled_within(event, 60s));
    signals.join();
    CloseHandle(event);
}

} // namespace time_limit_tests
