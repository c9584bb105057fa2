// Memory that detects accesses.

#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/conformance/watched_memory.hpp>

#ifndef _WIN32
#include <csetjmp>
#endif

namespace watched_memory_tests {

using routpact::detail::watched_memory;

namespace {

// Writes as code of another module does: the compiler cannot remove the write.
void write(void* where, std::size_t at, unsigned char value) {
    static_cast<volatile unsigned char*>(where)[at] = value;
}

} // namespace

TEST_CASE("watched memory detects accesses after its end", "[testing][memory]") {
    {
        watched_memory memory;
        void* const tail = memory.tail_of("abc", 3);
        write(tail, 2, 1);
        CHECK_FALSE(memory.was_touched());
        write(tail, 3, 1);
        CHECK(memory.was_touched());
        write(tail, 4, 1); // accessible since the first access
    }
    {
        watched_memory memory;
        static_cast<void>(static_cast<volatile unsigned char*>(memory.tail(8))[8]);
        CHECK(memory.was_touched());
    }
}

TEST_CASE("watched memory detects accesses after bar()", "[testing][memory]") {
    watched_memory memory;
    void* const tail = memory.tail(16);
    write(tail, 0, 1);
    memory.bar();
    CHECK_FALSE(memory.was_touched());
    static_cast<void>(static_cast<volatile unsigned char*>(tail)[15]);
    CHECK(memory.was_touched());
}

#ifndef _WIN32
namespace {
sigjmp_buf back;
void on_foreign_fault(int) {
    siglongjmp(back, 1);
}
} // namespace

TEST_CASE("a fault elsewhere goes to the previous handler", "[testing][memory]") {
    struct sigaction ours{}, segv{}, bus{};
    ours.sa_handler = on_foreign_fault;
    sigaction(SIGSEGV, &ours, &segv);
    sigaction(SIGBUS, &ours, &bus);
    {
        watched_memory memory;
        const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        void* const page = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        volatile bool arrived = true;
        if (sigsetjmp(back, 1) == 0) {
            write(page, 0, 1);
            arrived = false;
        }
        CHECK(arrived);
        CHECK_FALSE(memory.was_touched());
        munmap(page, size);
    }
    sigaction(SIGSEGV, &segv, nullptr);
    sigaction(SIGBUS, &bus, nullptr);
}
#endif

} // namespace watched_memory_tests
