#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/adapt/c_arguments.hpp>

using namespace routpact;
using namespace routpact::detail;

namespace c_arguments_tests {

/// Takes two numbers that are not 0, and says which one is.
struct two_numbers {
    static bool usable(ULONG a, ULONG b) noexcept { return a != 0 && b != 0; }
    static argument_defect defect(ULONG a, ULONG) noexcept {
        return {violation::null_argument, a == 0 ? 0U : 1U};
    }
    static ULONG pass(ULONG a, ULONG b) noexcept { return a * 10 + b; }
    static DWORD deliver(DWORD code, ULONG a, ULONG b) noexcept { return code + a * 10 + b; }
};

using first_two = converted_group<two_numbers, index_sequence<0, 1>, type_list<ULONG, ULONG>>;
using last_two = converted_group<two_numbers, index_sequence<3, 4>, type_list<ULONG, ULONG>>;
using five = c_arguments<ULONG, ULONG, PVOID, ULONG, ULONG>;

TEST_CASE("a group converts the arguments at its positions") {
    const five arguments{{{1}, {2}, {nullptr}, {3}, {4}}};
    CHECK(first_two::parameter(arguments) == 12);
    CHECK(last_two::parameter(arguments) == 34);
    CHECK(last_two::deliver(DWORD{100}, arguments) == 134);
}

TEST_CASE("a parameter may be a reference to the argument itself") {
    using itself = converted_group<binding<role::value, const ULONG&, type_list<ULONG>>,
                                   index_sequence<1>, type_list<ULONG>>;
    const five arguments{};
    CHECK(&itself::parameter(arguments) ==
          &static_cast<const c_argument<1, ULONG>&>(arguments).value);
}

TEST_CASE("the first argument that is not usable is found, and its position counts from one") {
    using groups = type_list<first_two, last_two>;
    const auto position = [](const five& arguments) {
        const unusable_argument wrong = first_unusable(groups{}, arguments);
        CHECK((wrong.position == 0 || wrong.kind == violation::null_argument));
        return wrong.position;
    };
    CHECK(position({{{1}, {2}, {nullptr}, {3}, {4}}}) == 0);
    CHECK(position({{{0}, {2}, {nullptr}, {3}, {4}}}) == 1);
    CHECK(position({{{1}, {0}, {nullptr}, {0}, {4}}}) == 2);
    CHECK(position({{{1}, {2}, {nullptr}, {0}, {0}}}) == 4);
    CHECK(position({{{1}, {2}, {nullptr}, {3}, {0}}}) == 5);
}

TEST_CASE("the interface index is the argument at a position, or behind it") {
    ULONG index = 9;
    const c_arguments<PVOID, ULONG, PULONG> arguments{{{nullptr}, {7}, {&index}}};
    CHECK(index_at<0>(arguments) == 0);
    CHECK(index_at<2>(arguments) == 7);
    CHECK(index_at<3>(arguments) == 9);
    const c_arguments<PULONG> null{};
    CHECK(index_at<1>(null) == 0);
}

} // namespace c_arguments_tests
