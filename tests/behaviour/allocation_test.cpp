// An accepted callback on an array-backed table allocates nothing.

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ALLOCATOR_TAKEN // by the sanitizer's own operator new
#endif
#endif

#if !defined(ALLOCATOR_TAKEN)

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>
#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>

namespace {
std::atomic<unsigned> allocations = 0;
std::atomic<unsigned> failing = 0; // the number of the one that fails, from 1; 0: none

void* allocate(std::size_t size) noexcept {
    ++allocations;
    if (failing != 0 && --failing == 0)
        return nullptr;
    return std::malloc(size ? size : 1);
}
} // namespace

void* operator new(std::size_t size) {
    if (void* const memory = allocate(size))
        return memory;
#ifdef __cpp_exceptions
    throw std::bad_alloc{};
#else
    std::abort();
#endif
}
void* operator new[](std::size_t size) {
    return operator new(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

struct dial_in {
    int clients = 0;
    void disconnected(const IP_LOCAL_BINDING&) { --clients; }
    DWORD refuse(const IP_LOCAL_BINDING&) { return ERROR_CAN_NOT_COMPLETE; }
};

struct array_table {
    dial_in lines[4];
    dial_in* find(ULONG index) { return index < 4 ? &lines[index] : nullptr; }
} lines;

unsigned reports = 0;
void count_reports(const routpact::report&) {
    ++reports;
}

routpact::interface_table<dial_in> interfaces;

template <class Call>
unsigned allocations_of(Call call) {
    const unsigned before = allocations;
    call();
    return allocations - before;
}

} // namespace

TEST_CASE("the count of allocations counts") {
    CHECK(allocations_of([] { ::operator delete(::operator new(1)); }) > 0);
}

TEST_CASE("callbacks allocate nothing, accepted, refused or repaired") {
    IP_LOCAL_BINDING client{};
    constexpr auto callback =
        routpact::disconnect_client<lines, &dial_in::disconnected, count_reports>;
    CHECK(allocations_of([&] { callback(1, &client); }) == 0);
    CHECK(allocations_of([&] { callback(9, &client); }) == 0);
    CHECK(allocations_of([&] { callback(1, nullptr); }) == 0);
    CHECK(allocations_of([&] {
              routpact::disconnect_client<lines, &dial_in::refuse, count_reports>(1, &client);
          }) == 0);
    CHECK(reports == 3);
}

TEST_CASE("finding an interface in the library's table allocates nothing") {
    interfaces.insert(7);
    IP_LOCAL_BINDING client{};
    CHECK(allocations_of([&] {
              routpact::disconnect_client<interfaces, &dial_in::disconnected>(7, &client);
          }) == 0);
    interfaces.clear();
}

TEST_CASE("without memory an interface is not added, and nothing is changed") {
    using routpact::insert_result;
    routpact::interface_table<dial_in> table;
    for (unsigned nth = 1; nth <= 2; ++nth) { // the interface, then the first buckets
        failing = nth;
        CHECK(table.insert(7) == insert_result::out_of_memory);
        failing = 0;
        CHECK(!table.find(7));
        CHECK(table.size() == 0);
    }
    CHECK(table.insert(7) == insert_result::inserted);
    failing = 1;
    CHECK(table.insert(7) == insert_result::out_of_memory);
    CHECK(table.insert(7) == insert_result::index_taken);
    CHECK(table.find(7));
}

TEST_CASE("without memory for more buckets the table grows all the same") {
    using routpact::insert_result;
    routpact::interface_table<dial_in> table;
    for (ULONG index = 0; index < 200; ++index) {
        failing = 2; // the interface itself is the first
        REQUIRE(table.insert(index) ==
                (index == 0 ? insert_result::out_of_memory : insert_result::inserted));
        failing = 0;
        if (index == 0)
            REQUIRE(table.insert(index) == insert_result::inserted);
    }
    for (ULONG index = 0; index < 200; ++index)
        REQUIRE(table.find(index));
    REQUIRE(table.insert(200) == insert_result::inserted);
    for (ULONG index = 0; index <= 200; ++index)
        REQUIRE(table.remove(index) == routpact::remove_result::removed);
}

#endif
