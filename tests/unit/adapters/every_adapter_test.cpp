// Every single adapter with every null pointer, wrong size, code and exception. Arguments, handlers
// and expectations are made from contract.hpp: a new row is tested as soon as it stands there, and
// does not compile until its adapter is in the table.

#include "arguments.hpp"
#include "single.hpp"

#include <catch2/catch_test_macros.hpp>
#include <concepts>
#include <new>
#include <stdexcept>
#include <string>

namespace {

using namespace single;
using observed::reports;
using routpact::rule;

template <class Row>
concept has_adapter = requires {
    {
        adapters<table, nullptr, nullptr>::of(routpact::slot<Row::member>{})
    } -> std::same_as<typename routpact::slot<Row::member>::pointer>;
};

constexpr bool complete() {
    for_each(routpact::callbacks<characteristics>, []<class Row>(const Row&) {
        if constexpr (routpact::slot<Row::member>::contract.presence !=
                      routpact::presence::must_be_null)
            static_assert(has_adapter<Row>, "this slot has no adapter in the table: add it");
        else
            static_assert(!has_adapter<Row>, "this slot stays null");
    });
    return true;
}
static_assert(complete());

// What belongs to one adapter.
template <class Row, class Pointer = typename routpact::slot<Row::member>::pointer>
struct tested {
    static constexpr bool answers = false; // it returns nothing
};
template <class Row, class... A>
struct tested<Row, DWORD(WINAPI*)(A...)> {
    static constexpr bool answers = true;
    static constexpr const routpact::callback& contract = routpact::slot<Row::member>::contract;
    static constexpr const routpact::call_plan& plan = generated<Row>::plan;
    template <unsigned Position>
    static constexpr bool takes_pointer =
        std::is_pointer_v<typename routpact::type_at<Position, routpact::types<A...>>::type>;

    // The answer to a call with arguments that `change` may have changed.
    template <class Change>
    static DWORD call(Change change, ULONG index = 1) {
        arguments<A...> made{contract.index_position, index};
        change(made);
        reports.clear();
        handlers.calls = 0;
        return made.call(generated<Row>::pointer);
    }
    static DWORD call(ULONG index = 1) {
        return call([](auto&) {}, index);
    }
    // Calls `visit.operator()<Group, Offset, Position>()` for each argument that has a role.
    template <class Visitor>
    static void for_each_argument(Visitor visit) {
        [&]<unsigned... G>(routpact::positions<G...>) {
            (visit_group<G>(visit,
                            typename routpact::make_positions<width(plan.groups[G].what)>::type{}),
             ...);
        }(typename routpact::make_positions<plan.count>::type{});
    }

private:
    template <unsigned G, class Visitor, unsigned... O>
    static void visit_group(Visitor& visit, routpact::positions<O...>) {
        (visit.template operator()<G, O, plan.groups[G].first + O>(), ...);
    }
};

// Calls `visit(row, tested)` for every adapter that answers.
template <class Visitor>
void for_each_adapter(Visitor visit) {
    for_each(routpact::callbacks<characteristics>, [&]<class Row>(const Row& row) {
        if constexpr (has_adapter<Row> && tested<Row>::answers) {
            INFO(row.name);
            handlers = {};
            visit(row, tested<Row>{});
        }
    });
    handlers = {};
    reports.clear();
}

bool reported(const routpact::callback& row, rule broken, unsigned argument) {
    return reports.size() == 1 && reports[0].callback == std::string{row.name} &&
           reports[0].broken == broken && reports[0].argument == argument;
}

} // namespace

TEST_CASE("every single adapter calls its handler, and succeeds") {
    int count = 0;
    for_each_adapter([&](const auto&, auto adapter) {
        ++count;
        CHECK(adapter.call() == NO_ERROR);
        CHECK(handlers.calls == 1);
        CHECK(reports.empty());
    });
    CHECK(count > 20);
}

TEST_CASE("every single adapter that is about an interface refuses an index that none has") {
    for_each_adapter([](const auto& row, auto adapter) {
        if (!adapter.plan.looks_up)
            return;
        for (const ULONG unknown : {ULONG{0}, ULONG{2}, ULONG{0x80000001}, ULONG{0xFFFFFFFF}}) {
            CHECK(adapter.call(unknown) == ERROR_INVALID_PARAMETER);
            CHECK(handlers.calls == 0);
            REQUIRE(reported(row, rule::known_index, row.index_position));
            CHECK(reports[0].interface_index == unknown);
        }
    });
}

TEST_CASE("every single adapter allows or refuses each null pointer as its role says") {
    for_each_adapter([](const auto& row, auto adapter) {
        adapter.for_each_argument([&]<unsigned Group, unsigned Offset, unsigned Position>() {
            if constexpr (adapter.template takes_pointer<Position>) {
                constexpr routpact::role what = adapter.plan.groups[Group].what;
                INFO(Position + 1);
                const DWORD answer = adapter.call([](auto& made) {
                    made.template at<Position>() = nullptr;
                    if constexpr (what == routpact::role::optional_info)
                        made.template at<Position + 2>() = 0; // no block has no length
                });
                switch (null_in(what, Offset)) {
                case null_pointer::allowed:
                    CHECK(answer == NO_ERROR);
                    break;
                case null_pointer::no_room:
                    CHECK(answer == ERROR_INSUFFICIENT_BUFFER);
                    break;
                case null_pointer::refused:
                    CHECK(answer == row.refusal());
                    CHECK(handlers.calls == 0);
                    CHECK(reported(row, rule::argument_present, Position + 1));
                    return;
                }
                CHECK(handlers.calls == 1);
                CHECK(reports.empty());
            }
        });
    });
}

TEST_CASE("every single adapter refuses blocks and entries that are too short for its handler") {
    int sizes = 0;
    for_each_adapter([&](const auto& row, auto adapter) {
        adapter.for_each_argument([&]<unsigned Group, unsigned Offset, unsigned Position>() {
            if constexpr (is_size(adapter.plan.groups[Group].what, Offset)) {
                ++sizes;
                const DWORD answer =
                    adapter.call([](auto& made) { made.template at<Position>() = 0; });
                CHECK(answer == row.refusal());
                CHECK(handlers.calls == 0);
                CHECK(reported(row, rule::argument_size, Position + 1));
            }
        });
    });
    CHECK(sizes > 10);
}

// Without ERROR_INSUFFICIENT_BUFFER, which means something only together with a length.
TEST_CASE("every single adapter passes on documented codes, and no others") {
    for_each_adapter([](const auto& row, auto adapter) {
        const DWORD codes[] = {0, 5, 6, 8, 50, 87, 120, 259, 600, 907, 911, 1003, 0xFFFFFFFF};
        for (const DWORD code : codes) {
            INFO(code);
            const bool fine = row.codes.count == 0 || row.codes.contains(code);
            handlers = {.code = code};
            CHECK(adapter.call() == (fine ? code : row.fallback));
            CHECK(handlers.calls == 1);
            if (fine) {
                CHECK(reports.empty());
                continue;
            }
            REQUIRE(reported(row, rule::documented_code, 0));
            CHECK(reports[0].whose == routpact::fault::protocol);
            CHECK(reports[0].original == code);
            CHECK(reports[0].answer == row.fallback);
        }
    });
}

#ifdef __cpp_exceptions

TEST_CASE("every single adapter answers an exception with its code, or the fallback") {
    for_each_adapter([](const auto& row, auto adapter) {
        const auto answer_to = [&](DWORD code) {
            return row.codes.count == 0 || row.codes.contains(code) ? code : row.fallback;
        };
        const auto check = [&](DWORD expected) {
            CHECK(adapter.call() == expected);
            CHECK(handlers.calls == 1);
            CHECK(reported(row, rule::no_exception, 0));
        };
        const DWORD codes[] = {5, 8, 50, 87, 259, 907, 911, 1003};
        for (const DWORD code : codes) {
            INFO(code);
            handlers = {.code = code, .throws_code = true};
            check(answer_to(code));
        }
        handlers = {.throws_code = true};
        check(row.fallback); // thrown, NO_ERROR is no answer
        handlers = {.throws = [] { throw std::bad_alloc{}; }};
        check(answer_to(ERROR_NOT_ENOUGH_MEMORY));
        handlers = {.throws = [] { throw std::runtime_error{"on purpose"}; }};
        check(row.fallback);
        handlers = {.throws = [] { throw 7; }};
        check(row.fallback);
    });
}

#endif
