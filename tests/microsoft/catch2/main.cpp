// Runs the test cases:  PROGRAM [--shard-count N --shard-index I] [--durations yes] ["[TAG]" |
// NAME]
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <vector>

namespace {

constinit Catch::test_case* last_registered = nullptr;
std::atomic<unsigned> assertions = 0;
std::atomic<unsigned> failed_assertions = 0;
std::vector<std::string> messages;

// Sections of one level: run number N of a test case enters the section that it reaches as number
// N.
unsigned section_to_enter = 0;
unsigned sections_reached = 0;

bool wanted(const Catch::test_case& each, const char* filter) {
    if (!filter)
        return true;
    return filter[0] == '[' ? std::strstr(each.tags, filter) != nullptr
                            : std::strstr(each.name, filter) != nullptr;
}

void run_once(const Catch::test_case& each) {
    sections_reached = 0;
    try {
        each.function();
    } catch (const Catch::test_case_ends&) {
    } catch (const std::exception& thrown) {
        Catch::count(false, thrown.what(), each.name, 0);
    } catch (...) {
        Catch::count(false, "an exception of an unknown type", each.name, 0);
    }
    messages.clear();
}

/// Runs a test case once for each of its sections. Returns whether it passed.
bool run(const Catch::test_case& each) {
    const unsigned before = failed_assertions;
    section_to_enter = 0;
    do
        run_once(each);
    while (++section_to_enter < sections_reached);
    return failed_assertions == before;
}

} // namespace

namespace Catch {

test_case::test_case(void (*f)(), const char* n, const char* t)
    : function{f}, name{n}, tags{t}, next{last_registered} {
    last_registered = this;
}

scoped_message::scoped_message(const text& added) {
    messages.push_back(added.value);
}
scoped_message::~scoped_message() {
    if (!messages.empty())
        messages.pop_back();
}

bool enters_section(const char*) {
    return sections_reached++ == section_to_enter;
}

void count(bool passed, const char* expression, const char* file, int line) {
    ++assertions;
    if (passed)
        return;
    ++failed_assertions;
    std::printf("%s:%d: FAILED: %s\n", file, line, expression);
    for (const std::string& each : messages)
        std::printf("  with: %s\n", each.c_str());
    std::fflush(stdout);
}

} // namespace Catch

int main(int argc, char** argv) {
    unsigned shards = 1;
    unsigned shard = 0;
    bool durations = false;
    const char* filter = nullptr;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        const char* const value = i + 1 < argc ? argv[i + 1] : "";
        if (argument == "--shard-count")
            shards = static_cast<unsigned>(std::atoi(value)), ++i;
        else if (argument == "--shard-index")
            shard = static_cast<unsigned>(std::atoi(value)), ++i;
        else if (argument == "--durations")
            durations = true, ++i;
        else
            filter = argv[i];
    }
    unsigned run_cases = 0;
    unsigned failed_cases = 0;
    unsigned position = 0;
    for (const Catch::test_case* each = last_registered; each; each = each->next) {
        if (!wanted(*each, filter) || position++ % shards != shard)
            continue;
        const auto begin = std::chrono::steady_clock::now();
        const bool passed = run(*each);
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        if (durations || !passed)
            std::printf("%.3f s: %s%s\n", seconds.count(), each->name, passed ? "" : " FAILED");
        ++run_cases;
        failed_cases += !passed;
    }
    std::printf("%u test cases, %u failed; %u assertions\n", run_cases, failed_cases,
                assertions.load());
    return run_cases == 0 || failed_cases != 0;
}
