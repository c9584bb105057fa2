// Every adapter with every null pointer, wrong size, code and exception. Arguments, handlers and
// expectations are generated from the contract. A new row is tested automatically; it does not
// compile until single.hpp lists its adapter.

#include "arguments.hpp"
#include "single.hpp"

#include <catch2/catch_test_macros.hpp>
#include <concepts>
#include <new>
#include <stdexcept>
#include <string>

namespace every_adapter_tests {
namespace {

using namespace single;
using observed::reports;
using routpact::violation;

template <class Row>
concept has_adapter = requires {
    {
        adapters<table, nullptr, nullptr>::of(routpact::detail::slot<Row::member>{})
    } -> std::same_as<typename routpact::detail::slot<Row::member>::pointer>;
};

constexpr bool complete() {
    for_each(routpact::callbacks<characteristics>, []<class Row>(const Row&) {
        if constexpr (routpact::detail::slot<Row::member>::contract.presence !=
                      routpact::presence::must_be_null)
            static_assert(has_adapter<Row>, "this slot has no adapter in the table: add it");
        else
            static_assert(!has_adapter<Row>, "this slot stays null");
    });
    return true;
}
static_assert(complete());

// An argument with a role, and what happens to a call in which it is null or 0.
struct tested_argument {
    unsigned position; // from 1
    routpact::detail::role role;
    unsigned offset; // in its group
    bool is_pointer;
    DWORD (*call_without)();
};

// An adapter that returns a code.
struct tested_adapter {
    const routpact::callback& row;
    bool looks_up;
    std::vector<tested_argument> arguments;
    DWORD (*call_with)(ULONG index);

    DWORD call(ULONG index = 1) const { return call_with(index); }
};

// Makes the tests' calls of the adapter for `Row`.
template <class Row, class Pointer>
struct caller;
template <class Row, class... A>
struct caller<Row, DWORD(WINAPI*)(A...)> {
    static constexpr const routpact::detail::call_plan& plan = generated<Row>::plan;

    static DWORD call(arguments<A...>& values) {
        reports.clear();
        handlers.calls = 0;
        return values.call(generated<Row>::pointer);
    }
    static DWORD call_with(ULONG index) {
        arguments<A...> values{routpact::detail::slot<Row::member>::contract.index_position, index};
        return call(values);
    }
    template <unsigned Group, unsigned Position>
    static DWORD call_without() {
        arguments<A...> values{routpact::detail::slot<Row::member>::contract.index_position, 1};
        values.template at<Position>() = {};
        if constexpr (plan.groups[Group].kind == routpact::detail::role::optional_info)
            values.template at<plan.groups[Group].first + 2>() = 0; // an absent block has length 0
        return call(values);
    }
    static tested_adapter make(const routpact::callback& row) {
        tested_adapter result{row, plan.looks_up, {}, call_with};
        [&]<unsigned... G>(routpact::detail::index_sequence<G...>) {
            (add_group<G>(result.arguments, typename routpact::detail::make_index_sequence<width(
                                                plan.groups[G].kind)>::type{}),
             ...);
        }(typename routpact::detail::make_index_sequence<plan.count>::type{});
        return result;
    }

private:
    template <unsigned G, unsigned... O>
    static void add_group([[maybe_unused]] std::vector<tested_argument>& to,
                          routpact::detail::index_sequence<O...>) {
        constexpr unsigned first = plan.groups[G].first;
        constexpr bool pointers[] = {std::is_pointer_v<A>...};
        (to.push_back({first + O + 1, plan.groups[G].kind, O, pointers[first + O],
                       call_without<G, first + O>}),
         ...);
    }
};

const std::vector<tested_adapter>& adapters_under_test() {
    static const std::vector<tested_adapter> all = [] {
        std::vector<tested_adapter> result;
        for_each(routpact::callbacks<characteristics>, [&]<class Row>(const Row& row) {
            using pointer = typename routpact::detail::slot<Row::member>::pointer;
            if constexpr (has_adapter<Row> && !std::is_same_v<pointer, PPROTOCOL_BUFFER_FREE>)
                result.push_back(caller<Row, pointer>::make(row));
        });
        return result;
    }();
    handlers = {};
    reports.clear();
    return all;
}

// What a test leaves behind would confuse the next one.
struct clean_slate {
    clean_slate() = default;
    clean_slate(const clean_slate&) = delete;
    ~clean_slate() {
        handlers = {};
        reports.clear();
    }
};

bool reported(const routpact::callback& row, violation kind, unsigned argument) {
    return reports.size() == 1 && reports[0].callback == std::string{row.name} &&
           reports[0].kind == kind && reports[0].argument_position == argument;
}

} // namespace

TEST_CASE("every adapter calls its handler and succeeds") {
    const clean_slate slate;
    CHECK(adapters_under_test().size() > 20);
    for (const tested_adapter& adapter : adapters_under_test()) {
        INFO(adapter.row.name);
        CHECK(adapter.call() == NO_ERROR);
        CHECK(handlers.calls == 1);
        CHECK(reports.empty());
    }
}

TEST_CASE("every adapter with an interface refuses an unknown index") {
    const clean_slate slate;
    for (const tested_adapter& adapter : adapters_under_test()) {
        if (!adapter.looks_up)
            continue;
        INFO(adapter.row.name);
        for (const ULONG unknown : {ULONG{0}, ULONG{2}, ULONG{0x80000001}, ULONG{0xFFFFFFFF}}) {
            CHECK(adapter.call(unknown) == ERROR_INVALID_PARAMETER);
            CHECK(handlers.calls == 0);
            REQUIRE(reported(adapter.row, violation::unknown_index, adapter.row.index_position));
            CHECK(reports[0].interface_index == unknown);
        }
    }
}

TEST_CASE("every adapter accepts or refuses each null pointer as its role requires") {
    const clean_slate slate;
    for (const tested_adapter& adapter : adapters_under_test())
        for (const tested_argument& argument : adapter.arguments) {
            if (!argument.is_pointer)
                continue;
            INFO(adapter.row.name);
            INFO(argument.position);
            const DWORD answer = argument.call_without();
            const null_pointer effect = null_in(argument.role, argument.offset);
            if (effect == null_pointer::refused) {
                CHECK(answer == adapter.row.refusal());
                CHECK(handlers.calls == 0);
                CHECK(reported(adapter.row, violation::null_argument, argument.position));
                continue;
            }
            CHECK(answer ==
                  (effect == null_pointer::no_room ? ERROR_INSUFFICIENT_BUFFER : NO_ERROR));
            CHECK(handlers.calls == 1);
            CHECK(reports.empty());
        }
}

TEST_CASE("every adapter refuses blocks and entries that are too short for its handler") {
    const clean_slate slate;
    int sizes = 0;
    for (const tested_adapter& adapter : adapters_under_test())
        for (const tested_argument& argument : adapter.arguments) {
            if (!is_size(argument.role, argument.offset))
                continue;
            INFO(adapter.row.name);
            ++sizes;
            CHECK(argument.call_without() == adapter.row.refusal());
            CHECK(handlers.calls == 0);
            CHECK(reported(adapter.row, violation::wrong_argument_size, argument.position));
        }
    CHECK(sizes > 10);
}

// Without ERROR_INSUFFICIENT_BUFFER, which needs a length.
TEST_CASE("every adapter returns documented codes and no others") {
    const clean_slate slate;
    const DWORD codes[] = {0, 5, 6, 8, 50, 87, 120, 259, 600, 907, 911, 1003, 0xFFFFFFFF};
    for (const tested_adapter& adapter : adapters_under_test())
        for (const DWORD code : codes) {
            const routpact::callback& row = adapter.row;
            INFO(row.name);
            INFO(code);
            const bool fine = row.codes.count == 0 || row.codes.contains(code);
            handlers = {.code = code};
            CHECK(adapter.call() == (fine ? code : row.fallback));
            CHECK(handlers.calls == 1);
            if (fine) {
                CHECK(reports.empty());
                continue;
            }
            REQUIRE(reported(row, violation::undocumented_code, 0));
            CHECK(reports[0].blamed == routpact::blame::protocol);
            CHECK(reports[0].handler_code == code);
            CHECK(reports[0].returned_code == row.fallback);
        }
}

#ifdef __cpp_exceptions

TEST_CASE("every adapter converts an exception to its code or the fallback") {
    const clean_slate slate;
    for (const tested_adapter& adapter : adapters_under_test()) {
        const routpact::callback& row = adapter.row;
        INFO(row.name);
        const auto answer_to = [&](DWORD code) {
            return row.codes.count == 0 || row.codes.contains(code) ? code : row.fallback;
        };
        const auto check = [&](DWORD expected) {
            CHECK(adapter.call() == expected);
            CHECK(handlers.calls == 1);
            CHECK(reported(row, violation::exception_thrown, 0));
        };
        const DWORD codes[] = {5, 8, 50, 87, 259, 907, 911, 1003};
        for (const DWORD code : codes) {
            INFO(code);
            handlers = {.code = code, .throws_code = true};
            check(answer_to(code));
        }
        handlers = {.throws_code = true};
        check(row.fallback); // a thrown NO_ERROR is a failure
        handlers = {.throws = [] { throw std::bad_alloc{}; }};
        check(answer_to(ERROR_NOT_ENOUGH_MEMORY));
        handlers = {.throws = [] { throw std::runtime_error{"on purpose"}; }};
        check(row.fallback);
        handlers = {.throws = [] { throw 7; }};
        check(row.fallback);
    }
}

#endif

} // namespace every_adapter_tests
