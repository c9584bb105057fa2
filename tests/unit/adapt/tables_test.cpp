// The types that can be tables, and handlers for their interfaces.

#include "lines.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <routpact/adapt.hpp>

using namespace adapt_tests;

namespace {

// The ways in which a table returns an interface or none.
struct optional_table {
    std::optional<std::reference_wrapper<line>> find(ULONG index) {
        if (index < 4)
            return lines.lines[index];
        return std::nullopt;
    }
} optionals;

struct shared_table {
    std::shared_ptr<line> only = std::make_shared<line>();
    std::shared_ptr<line> find(ULONG index) { return index == 1 ? only : nullptr; }
} shared;

int alive = 0;
struct counting_table {
    struct guard {
        line* found;
        explicit guard(line* l) : found{l} { ++alive; }
        guard(const guard&) = delete;
        ~guard() { --alive; }
        explicit operator bool() const { return found; }
        line& operator*() const { return *found; }
    };
    guard find(ULONG index) { return guard{index < 4 ? &lines.lines[index] : nullptr}; }
} counting;

void count(line& l, PVOID) {
    ++l.calls;
}

template <auto& Table, auto Handler>
constexpr PCONNECT_CLIENT adapted =
    routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient, Table, Handler>;

} // namespace

TEST_CASE("a table may return a pointer, an optional, a smart pointer or a guard") {
    reset();
    CHECK(adapted<optionals, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<optionals, count>(4, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(lines.lines[1].calls == 1);

    CHECK(adapted<shared, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<shared, count>(2, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(shared.only->calls == 1);
}

namespace {
struct const_table {
    line* lines_;
    line* find(ULONG index) const { return index < 4 ? lines_ + index : nullptr; }
};
constexpr const_table constant{lines.lines};

struct copies_table {
    std::optional<line> find(ULONG index) const {
        return index == 1 ? std::optional{line{5, 6}} : std::nullopt;
    }
} copies;
DWORD last_copied = 0;

struct size_table { // any parameter that holds every index is accepted
    template <class Index>
    line* find(Index index) {
        return index < 4 ? &lines.lines[index] : nullptr;
    }
} generic;
} // namespace

TEST_CASE("a table may be const or generic, or return copies for const handlers") {
    reset();
    CHECK(adapted<constant, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<generic, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<generic, count>(4, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(lines.lines[1].calls == 2);
    CHECK(adapted<copies, [](const line& l, PVOID) { last_copied = l.last; }>(1, nullptr) ==
          NO_ERROR);
    CHECK(last_copied == 6);
}

namespace {
struct counter {
    int calls = 0;
    void ref_qualified(PVOID) & { ++calls; }
    DWORD const_ref_qualified(PVOID) const& { return NO_ERROR; }
};
struct wrapped_table {
    counter only;
    std::optional<std::reference_wrapper<counter>> find(ULONG index) {
        if (index == 1)
            return only;
        return std::nullopt;
    }
} wrapped;
} // namespace

TEST_CASE("member functions work with references, and with qualifiers") {
    CHECK(adapted<wrapped, &counter::ref_qualified>(1, nullptr) == NO_ERROR);
    CHECK(wrapped.only.calls == 1);
    CHECK(adapted<wrapped, &counter::const_ref_qualified>(1, nullptr) == NO_ERROR);
}

TEST_CASE("a guard exists exactly while the handler runs") {
    reset();
    CHECK(adapted<counting, [](line& l, PVOID) { l.calls = alive; }>(1, nullptr) == NO_ERROR);
    CHECK(lines.lines[1].calls == 1);
    CHECK(alive == 0);
    CHECK(adapted<counting, count>(4, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(alive == 0);
}

namespace {
struct base {
    int calls = 0;
};
struct derived : base {
    void connected(PVOID) { ++calls; }
    DWORD refused(PVOID) const noexcept { return ERROR_INVALID_PARAMETER; }
};
struct derived_table {
    derived only;
    derived* find(ULONG index) { return index == 1 ? &only : nullptr; }
} deriveds;
void on_base(base& b, PVOID) {
    ++b.calls;
}
void on_const(const base&, PVOID) {}
} // namespace

TEST_CASE("handlers may be member functions, or take a base or a const interface") {
    CHECK(adapted<deriveds, &derived::connected>(1, nullptr) == NO_ERROR);
    CHECK(adapted<deriveds, &derived::refused>(1, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(adapted<deriveds, on_base>(1, nullptr) == NO_ERROR);
    CHECK(adapted<deriveds, on_const>(1, nullptr) == NO_ERROR);
    CHECK(deriveds.only.calls == 2);
}
