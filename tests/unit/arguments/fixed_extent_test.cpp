// Views with a fixed number of elements: a block with another number is refused.

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <routpact/callbacks.hpp>
#include <routpact/detail/registration/constructor_info.hpp>
#include <span>

namespace fixed_extent_tests {
namespace {

using routpact::violation;

// A view that an author defines, with a fixed size but without a member `extent`.
template <class T, std::size_t Size>
class window {
public:
    using element_type = const T;
    constexpr window(const T* first, std::size_t) : first_{first} {}
    constexpr std::size_t size() const { return Size; }
    constexpr const T* data() const { return first_; }

private:
    const T* first_;
};

routpact::report last{};
void record(const routpact::report& report) {
    last = report;
}
bool refused(DWORD code, violation kind, unsigned argument) {
    const bool result = code == ERROR_INVALID_PARAMETER && last.kind == kind &&
                        last.argument_position == argument &&
                        last.blamed == routpact::blame::caller;
    last = {};
    return result;
}

std::size_t seen = 0;
template <class View>
void see(View view) {
    seen = view.size();
}

constexpr std::size_t four = 4;
ULONG numbers[8] = {1, 2, 3, 4, 5, 6, 7, 8};

template <class View>
void check_info() {
    constexpr PSET_GLOBAL_INFO set = routpact::set_global_info<see<View>, record>;
    seen = 0;
    for (const ULONG wrong : {0u, 1u, 2u, 3u, 5u, 8u})
        CHECK(refused(set(numbers, 1, wrong * 4, 1), violation::wrong_argument_size, 3));
    CHECK(refused(set(numbers, 1, 15, 1), violation::wrong_argument_size, 3));
    CHECK(refused(set(numbers, 1, 17, 1), violation::wrong_argument_size, 3));
    CHECK(refused(set(numbers, 1, 0x40000004, 4), violation::wrong_argument_size, 3)); // 2^32 + 16
    CHECK(refused(set(nullptr, 1, 16, 1), violation::null_argument, 1));
    CHECK(refused(set(reinterpret_cast<char*>(numbers) + 1, 1, 16, 1),
                  violation::misaligned_argument, 1));
    CHECK(seen == 0);
    CHECK(set(numbers, 1, 16, 1) == NO_ERROR);
    CHECK(seen == 4);
    CHECK(set(numbers, 1, 4, 4) == NO_ERROR); // only the length matters, not its factors
}

template <class View>
void check_entry() {
    constexpr PMIB_CREATE create = routpact::mib_create_entry<see<View>, record>;
    seen = 0;
    for (const ULONG wrong : {0u, 4u, 12u, 15u, 17u, 20u, 32u})
        CHECK(refused(create(wrong, numbers), violation::wrong_argument_size, 1));
    CHECK(refused(create(16, nullptr), violation::null_argument, 2));
    CHECK(seen == 0);
    CHECK(create(16, numbers) == NO_ERROR);
    CHECK(seen == 4);

    constexpr PPROTOCOL_ACTION act =
        routpact::protocol_action<[](DWORD, View view) { see(view); }, record>;
    CHECK(refused(act(1, numbers, 12), violation::wrong_argument_size, 3));
    CHECK(act(1, numbers, 16) == NO_ERROR);

    constexpr PMIB_GET get =
        routpact::mib_get_entry<[](View view) { return view.data()[3]; }, record>;
    ULONG out = 99, size = sizeof out;
    CHECK(refused(get(4, numbers, &size, &out), violation::wrong_argument_size, 1));
    CHECK(out == 99);
    CHECK(get(16, numbers, &size, &out) == NO_ERROR);
    CHECK(out == 4);
}

struct manager {};
template <class Parameter>
struct taking {
    taking(manager&, Parameter view) : count{view.size()}, data{view.data()} {}
    std::size_t count;
    const void* data;
};
struct built {
    bool was_built = false;
    std::size_t count = 99;
    routpact::detail::argument_defect defect{};
};
template <class Parameter>
built build(const routpact::info_block& given) {
    using form = routpact::detail::constructor_info::form<taking<Parameter>, manager&>;
    STATIC_REQUIRE(form::known);
    return form::build(
        given,
        [](const auto&... info) {
            manager before;
            return built{true, taking<Parameter>(before, info...).count, {}};
        },
        [](routpact::detail::argument_defect found) { return built{false, 99, found}; });
}

template <class View>
void check_constructor() {
    for (const ULONG wrong : {0u, 4u, 12u, 15u, 17u, 20u, 32u}) {
        const built result = build<View>({numbers, 1, wrong, 1});
        CHECK(!result.was_built);
        CHECK(result.defect.kind == violation::wrong_argument_size);
        CHECK(result.defect.offset == 2);
    }
    const built exact = build<View>({numbers, 1, 16, 1});
    CHECK(exact.was_built);
    CHECK(exact.count == 4);
    const built none = build<View>({nullptr, 1, 0, 0});
    CHECK(!none.was_built);
    CHECK(none.defect.kind == violation::null_argument);
    const built misaligned = build<View>({reinterpret_cast<char*>(numbers) + 2, 1, 16, 1});
    CHECK(!misaligned.was_built);
    CHECK(misaligned.defect.kind == violation::misaligned_argument);
}

} // namespace

TEST_CASE("an info block for a view of four has four elements") {
    check_info<std::span<const ULONG, 4>>();
    check_info<const std::span<const ULONG, four>&>();
    check_info<window<ULONG, 4>>();
}

TEST_CASE("an entry for a view of four has four elements") {
    check_entry<std::span<const ULONG, 4>>();
    check_entry<window<ULONG, 4>>();
}

TEST_CASE("a constructor's block for a view of four has four elements") {
    check_constructor<std::span<const ULONG, 4>>();
    check_constructor<const std::span<const ULONG, 4>&>();
    check_constructor<window<ULONG, 4>>();
}

TEST_CASE("a view of no elements takes an empty block only") {
    using none = std::span<const ULONG, 0>;
    constexpr PSET_GLOBAL_INFO set = routpact::set_global_info<see<none>, record>;
    CHECK(set(numbers, 1, 0, 1) == NO_ERROR);
    CHECK(refused(set(numbers, 1, 4, 1), violation::wrong_argument_size, 3));
    CHECK(refused(set(numbers, 1, 16, 1), violation::wrong_argument_size, 3));
    constexpr PMIB_CREATE create = routpact::mib_create_entry<see<none>, record>;
    CHECK(create(0, numbers) == NO_ERROR);
    CHECK(refused(create(4, numbers), violation::wrong_argument_size, 1));

    CHECK(build<none>({numbers, 1, 0, 1}).was_built);
    CHECK(build<none>({nullptr, 1, 0, 0}).was_built);
    CHECK(build<none>({nullptr, 1, 0, 0}).count == 0);
    CHECK(!build<none>({numbers, 1, 4, 1}).was_built);
}

TEST_CASE("the extent of a constructor's view is found, small or large") {
    static std::array<BYTE, 70000> room{};
    const auto check = []<std::size_t Extent>(std::integral_constant<std::size_t, Extent>) {
        using view = std::span<const BYTE, Extent>;
        CAPTURE(Extent);
        CHECK(build<view>({room.data(), 1, Extent, 1}).count == Extent);
        CHECK(!build<view>({room.data(), 1, Extent - 1, 1}).was_built);
        CHECK(!build<view>({room.data(), 1, Extent + 1, 1}).was_built);
    };
    check(std::integral_constant<std::size_t, 1>{});
    check(std::integral_constant<std::size_t, 2>{});
    check(std::integral_constant<std::size_t, 3>{});
    check(std::integral_constant<std::size_t, 64>{});
    check(std::integral_constant<std::size_t, 1000>{});
    check(std::integral_constant<std::size_t, 65537>{});
}

TEST_CASE("a view without a fixed extent takes any number of elements") {
    using any = std::span<const ULONG>;
    STATIC_CHECK(routpact::detail::info::extent<any>() == routpact::detail::info::any_number);
    constexpr PSET_GLOBAL_INFO set = routpact::set_global_info<see<any>, record>;
    for (const ULONG count : {0u, 1u, 8u}) {
        CHECK(set(numbers, 1, 4, count) == NO_ERROR);
        CHECK(seen == count);
        CHECK(build<any>({numbers, 1, 4, count}).count == count);
    }
    CHECK(build<any>({nullptr, 1, 0, 0}).count == 0);
}

} // namespace fixed_extent_tests
