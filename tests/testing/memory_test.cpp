// Memory that tells what was done to it.

#include <catch2/catch_test_macros.hpp>
#include <routpact/testing/memory.hpp>

#ifndef _WIN32
#include <csetjmp>
#endif

using routpact::testing::canary_room;
using routpact::testing::watched_memory;

namespace {

// As another module would: no compiler looks through it.
void write(void* where, std::size_t at, unsigned char value) {
    static_cast<volatile unsigned char*>(where)[at] = value;
}

} // namespace

TEST_CASE("a canary room sees every byte outside of it", "[testing][memory]") {
    for (const ULONG capacity : {0u, 1u, 7u, 64u}) {
        canary_room room{capacity};
        CHECK(room.is_untouched());
        CHECK(room.is_empty());
        for (ULONG i = 0; i < capacity; ++i)
            write(room.data(), i, 1);
        CHECK(room.kept_inside());
        CHECK(room.is_empty() == (capacity == 0));
        CHECK(room.first(2).size() == (capacity < 2 ? capacity : 2));
        write(room.data(), capacity, 1);
        CHECK_FALSE(room.kept_inside());
        CHECK_FALSE(room.is_untouched());
    }
    canary_room front{4};
    write(static_cast<unsigned char*>(front.data()) - 1, 0, 1);
    CHECK_FALSE(front.kept_inside());
}

TEST_CASE("watched memory sees what is read or written behind it", "[testing][memory]") {
    {
        watched_memory memory;
        void* const tail = memory.tail_of("abc", 3);
        write(tail, 2, 1);
        CHECK_FALSE(memory.was_touched());
        write(tail, 3, 1);
        CHECK(memory.was_touched());
        write(tail, 4, 1); // like any other memory from then on
    }
    {
        watched_memory memory;
        static_cast<void>(static_cast<volatile unsigned char*>(memory.tail(8))[8]);
        CHECK(memory.was_touched());
    }
}

TEST_CASE("watched memory sees what is touched once it is barred", "[testing][memory]") {
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

TEST_CASE("a fault elsewhere goes to who handled faults before", "[testing][memory]") {
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
