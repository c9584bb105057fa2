// Callbacks allocate nothing; and the table when allocations fail.

#include "allocations.hpp"

#if !defined(THREAD_SANITIZER)

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>
#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>

using allocations::failing;

namespace {
bool fails(std::size_t size) noexcept {
    ++allocations::attempts;
    if (failing != 0 && --failing == 0)
        return true;
    ++allocations::living;
    allocations::latest = size;
    return false;
}
void* allocate(std::size_t size) noexcept {
    return fails(size) ? nullptr : std::malloc(size ? size : 1);
}
void release(void* memory) noexcept {
    allocations::living -= memory != nullptr;
    std::free(memory);
}
} // namespace

// The only aligned form that the library calls.
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    const auto bytes = static_cast<std::size_t>(alignment);
#if defined(_WIN32)
    return fails(size) ? nullptr : _aligned_malloc(size, bytes);
#else
    return fails(size) ? nullptr : std::aligned_alloc(bytes, size);
#endif
}
void operator delete(void* memory, std::align_val_t) noexcept {
#if defined(_WIN32)
    allocations::living -= memory != nullptr;
    _aligned_free(memory);
#else
    release(memory);
#endif
}
// A sanitizer's own form does not call the one above.
void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
    operator delete(memory, alignment);
}

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
    release(memory);
}
void operator delete[](void* memory) noexcept {
    release(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    release(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    release(memory);
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
    const unsigned before = allocations::attempts;
    call();
    return allocations::attempts - before;
}

} // namespace

TEST_CASE("the counter counts allocations") {
    CHECK(allocations_of([] { ::operator delete(::operator new(1)); }) > 0);
}

TEST_CASE("a callback allocates nothing, whether it is accepted, refused or repaired") {
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

TEST_CASE("insert() without memory leaves the table unchanged") {
    using routpact::insert_result;
    routpact::interface_table<dial_in> table;
    // The first interface makes three allocations: for objects, for nodes and for the index map.
    for (unsigned nth = 1; nth <= 3; ++nth) {
        failing = 1; // the table keeps what the attempts before allocated
        CHECK(table.insert(7) == insert_result::out_of_memory);
        failing = 0;
        CHECK(!table.find(7));
        CHECK(table.size() == 0);
        failing = 2;
        const bool got_the_last = table.insert(7) == insert_result::inserted;
        failing = 0;
        CHECK(got_the_last == (nth == 3));
    }
    CHECK(table.insert(7) == insert_result::index_taken);
    CHECK(table.find(7));
}

TEST_CASE("without memory a table fills the entries it has, and it can grow later") {
    using routpact::insert_result;
    routpact::interface_table<dial_in> table;
    REQUIRE(table.insert(0) == insert_result::inserted);
    ULONG count = 1;
    const auto insert_without_memory = [&] {
        failing = 1;
        const insert_result result = table.insert(count);
        failing = 0;
        return result;
    };
    while (insert_without_memory() == insert_result::inserted)
        ++count;
    CHECK(count == 15); // one of the 16 entries stays free
    CHECK(insert_without_memory() == insert_result::out_of_memory);
    for (ULONG index = 0; index < 100; ++index)
        REQUIRE(static_cast<bool>(table.find(index)) == (index < count));
    while (count < 200)
        REQUIRE(table.insert(count++) == insert_result::inserted);
    for (ULONG index = 0; index < count; ++index)
        REQUIRE(table.remove(index) == routpact::remove_result::removed);
    CHECK(table.size() == 0);
}

#endif
