#include <catch2/catch_test_macros.hpp>
#include <routpact/testing/transcript.hpp>
#include <thread>

namespace transcript_tests {

using namespace routpact::testing;

TEST_CASE("a transcript has the order of starts and returns", "[testing]") {
    transcript log;
    const unsigned outer = log.begin({0, "a", "pfnA", "", {}, {}});
    const unsigned inner = log.begin({0, "b", "pfnB", "", {}, {}});
    CHECK(log.calls()[0].ended == 0);
    log.end(inner, 0, "");
    log.end(outer, 0, "");
    const std::vector<recorded_call> calls = log.calls();
    CHECK(calls[0].begun == 1);
    CHECK(calls[1].begun == 2);
    CHECK(calls[1].ended == 3);
    CHECK(calls[0].ended == 4);
}

TEST_CASE("a transcript numbers threads in the order of their first calls", "[testing]") {
    transcript log;
    const auto call = [&] { log.end(log.begin({0, "a", "pfnA", "", {}, {}}), 0, ""); };
    call();
    std::thread{[&] {
        call();
        call();
    }}.join();
    call();
    const std::vector<recorded_call> calls = log.calls();
    CHECK(calls[0].thread == 1);
    CHECK(calls[1].thread == 2);
    CHECK(calls[2].thread == 2);
    CHECK(calls[3].thread == 1);
}

} // namespace transcript_tests
