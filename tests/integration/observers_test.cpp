// Observers that several threads call at the same time.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/callbacks.hpp>
#include <routpact/observers.hpp>
#include <thread>
#include <vector>

namespace {

constinit routpact::report_counts counts;

struct line {};
struct {
    line* find(ULONG) { return nullptr; }
} no_lines;
constexpr PCONNECT_CLIENT refused = routpact::connect_client<
    no_lines, [](line&, PVOID) {},
    routpact::observers<routpact::count_reports<counts>, routpact::rras_trace<"routpact-tests">>>;

std::atomic<DWORD> registered = 0;
std::atomic<int> written = 0;
DWORD WINAPI register_client(const char*, DWORD) {
    return 100 + registered++;
}
DWORD WINAPI put(DWORD id, DWORD, const char*) {
    written += id == 100 ? 1 : 0;
    return 0;
}
routpact::detail::trace_functions load() noexcept {
    return {register_client, put};
}

template <class Work>
void run_by_threads(Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([work] {
            for (int round = 0; round < 500; ++round)
                work();
        });
    for (std::thread& each : threads)
        each.join();
}

} // namespace

TEST_CASE("reports of several threads are all counted", "[observers]") {
    run_by_threads([] { refused(7, nullptr); });
    CHECK(counts[routpact::violation::unknown_index] == 2000);
}

TEST_CASE("several threads register one trace client", "[observers]") {
    static constinit routpact::detail::trace_client client;
    run_by_threads([] { client.put("sessions", "text", load); });
    CHECK(registered == 1);
    CHECK(written >= 500); // texts that meet the registration are lost
}
