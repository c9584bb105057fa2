#include "../../common/store_then_load.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <routpact/detail/concurrency/asymmetric_fence.hpp>

using routpact::detail::asymmetric_fence;

#if defined(__linux__)
TEST_CASE("the heavy fence orders both sides where the system has membarrier") {
    CHECK(asymmetric_fence::is_available() == !std::getenv("ROUTPACT_TESTS_FENCED"));
}
#endif

TEST_CASE("of two threads that store and then load, at least one sees the other's store") {
    const bool is_light = asymmetric_fence::is_available();
    const auto frequent = [is_light] {
        is_light ? asymmetric_fence::light() : asymmetric_fence::fence();
    };
    CHECK(count_missed_stores(100000, std::chrono::seconds{5}, frequent, asymmetric_fence::heavy) ==
          0);
}
