#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/detail/registration/constructor_info.hpp>
#include <span>
#include <vector>

namespace counted_parameter_tests {
namespace {

using routpact::counted_block;
using routpact::info_block;
using routpact::violation;
using routpact::detail::argument_defect;
namespace constructor_info = routpact::detail::constructor_info;

struct manager {}; // the parameter before the block

struct header {
    ULONG limit;
    ULONG count;
};
using block = counted_block<header, &header::count, std::span<const ULONG>>;
using kept = counted_block<header, &header::count, std::vector<ULONG>>;

// A class whose constructor takes the block as `Parameter`.
template <class Parameter>
struct taking {
    taking(manager&, Parameter given) {
        if constexpr (requires { given->entries; })
            entries = given ? given->entries.size() : 99;
        else
            entries = given.entries.size();
    }
    std::size_t entries;
};

template <class T>
using form = constructor_info::form<T, manager&>;

// The number of entries that the constructor received, or why it was not called.
struct built {
    std::size_t entries = 1000;
    argument_defect defect{};
};

template <class T>
built build(const info_block& given) {
    const auto make = [](const auto&... info) {
        manager before;
        return built{T(before, info...).entries, {}};
    };
    return form<T>::build(given, make, [](argument_defect found) { return built{1000, found}; });
}

template <class Parameter>
void check_form(std::size_t without_block) {
    const ULONG two[] = {5, 2, 10, 11};
    CHECK(build<taking<Parameter>>({two, 1, sizeof two, 1}).entries == 2);
    const built short_one = build<taking<Parameter>>({two, 1, sizeof two - 1, 1});
    CHECK(short_one.entries == 1000);
    CHECK(short_one.defect.kind == violation::wrong_argument_size);
    CHECK(short_one.defect.offset == 2);

    alignas(ULONG) unsigned char room[16] = {};
    const built misaligned = build<taking<Parameter>>({room + 1, 1, 8, 1});
    CHECK(misaligned.entries == 1000);
    CHECK(misaligned.defect.kind == violation::misaligned_argument);

    const built none = build<taking<Parameter>>({nullptr, 1, 0, 0});
    CHECK(none.entries == without_block);
    CHECK((without_block != 1000 || none.defect.kind == violation::null_argument));
    CHECK(build<taking<Parameter>>({nullptr, 1, 8, 1}).defect.kind == violation::null_argument);
}

} // namespace

TEST_CASE("a constructor takes a counted_block, or an optional one", "[counted_block]") {
    check_form<block>(1000);
    check_form<const block&>(1000);
    check_form<std::optional<block>>(99);
    check_form<const std::optional<block>&>(99);
}

TEST_CASE("a constructor cannot take what keeps its entries, or one of several blocks",
          "[counted_block]") {
    CHECK(form<taking<const block&>>::known);
    CHECK(!form<taking<const kept&>>::known);
    CHECK(!form<taking<std::optional<kept>>>::known);
    struct either {
        either(manager&, const block&) {}
        either(manager&, const counted_block<header, &header::limit, std::span<const ULONG>>&) {}
    };
    CHECK(!form<either>::known);
}

} // namespace counted_parameter_tests
