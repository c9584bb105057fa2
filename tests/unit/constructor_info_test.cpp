#include <array>
#include <catch2/catch_test_macros.hpp>
#include <routpact/constructor_info.hpp>
#include <routpact/lifecycle_callbacks.hpp>
#include <span>
#include <type_traits>

namespace {

using routpact::argument_defect;
using routpact::info_block;
using routpact::rule;
namespace constructor_info = routpact::constructor_info;

struct manager {}; // stands for what comes before the block

template <std::size_t Size>
using bytes = std::array<unsigned char, Size>;
struct config {
    ULONG limit;
    ULONG flags;
};
struct alignas(64) over_aligned {
    unsigned char value;
};

// What became of a build: what the constructor saw, or why it was not called.
struct built {
    bool made = false;
    const void* data = nullptr;
    std::size_t count = 0;
    argument_defect defect{};
};

// A class whose constructor takes the block as `Parameter`.
template <class Parameter>
struct taking {
    taking(manager&, Parameter given) {
        if constexpr (std::is_reference_v<Parameter>) {
            saw.data = &given;
            saw.count = 1;
        } else if constexpr (std::is_pointer_v<Parameter>) {
            saw.data = given;
            saw.count = given ? 1 : 0;
        } else if constexpr (requires { given.size(); } && !std::is_aggregate_v<Parameter>) {
            saw.data = given.data();
            saw.count = given.size();
        } else if constexpr (std::is_same_v<Parameter, info_block>) {
            saw.data = given.data;
            saw.count = given.count;
        } else {
            static Parameter copy;
            copy = given;
            saw.data = &copy;
            saw.count = 1;
        }
    }
    built saw;
};
struct taking_none {
    explicit taking_none(manager&) {}
    built saw;
};

template <class T>
built build(const info_block& given) {
    const auto make = [](const auto&... info) {
        manager before;
        built result = T(before, info...).saw;
        result.made = true;
        return result;
    };
    const auto refuse = [](argument_defect found) {
        built result;
        result.defect = found;
        return result;
    };
    using form = constructor_info::form<T, manager&>;
    REQUIRE(form::known);
    if constexpr (form::known)
        return form::build(given, make, refuse);
    else
        return {};
}

template <class T>
info_block block_of(const T& value) {
    return {&value, 1, sizeof value, 1};
}

void check_refused(const built& result, rule broken, unsigned offset) {
    CHECK(!result.made);
    CHECK(result.defect.broken == broken);
    CHECK(result.defect.offset == offset);
}

// A block for T in each way that cannot be used, null aside.
template <class Parameter, class T>
void check_wrong_blocks(bool exactly_one) {
    alignas(128) static unsigned char room[3 * sizeof(T) + 128];
    const ULONG size = sizeof(T);
    for (const ULONG wrong : {ULONG{0}, size - 1, size + 1, 2 * size, 2 * size - 1}) {
        if (wrong == size || (!exactly_one && wrong % size == 0))
            continue;
        check_refused(build<taking<Parameter>>({room, 1, wrong, 1}), rule::argument_size, 2);
    }
    if (size % 2 == 0) // the length counts, not how it is divided
        CHECK(build<taking<Parameter>>({room, 1, size / 2, 2}).made);
    if (alignof(T) > 1) {
        const built misaligned = build<taking<Parameter>>({room + alignof(T) / 2, 1, size, 1});
        if (std::is_same_v<Parameter, T>)
            CHECK(misaligned.made); // it is a copy
        else
            check_refused(misaligned, rule::argument_aligned, 0);
        CHECK(build<taking<Parameter>>({room + alignof(T), 1, size, 1}).made);
    }
}

template <class T>
void check_every_form() {
    static const T value{};
    const info_block block = block_of(value);
    const info_block none{nullptr, 1, 0, 0};

    const built reference = build<taking<const T&>>(block);
    CHECK(reference.made);
    CHECK(reference.data == &value);
    check_refused(build<taking<const T&>>(none), rule::argument_present, 0);
    check_wrong_blocks<const T&, T>(true);

    const built pointer = build<taking<const T*>>(block);
    CHECK(pointer.made);
    CHECK(pointer.data == &value);
    check_refused(build<taking<const T*>>({nullptr, 1, 4, 1}), rule::argument_present, 0);
    const built null = build<taking<const T*>>(none);
    CHECK(null.made);
    CHECK(!null.data);
    check_wrong_blocks<const T*, T>(true);

    const built view = build<taking<std::span<const T>>>(block);
    CHECK(view.made);
    CHECK(view.data == &value);
    CHECK(view.count == 1);
    const built empty = build<taking<std::span<const T>>>(none);
    CHECK(empty.made);
    CHECK(empty.count == 0);
    check_wrong_blocks<std::span<const T>, T>(false);
    static const T three[3]{};
    const built several = build<taking<std::span<const T>>>({three, 1, sizeof(T), 3});
    CHECK(several.made);
    CHECK(several.data == three);
    CHECK(several.count == 3);
}

// The same by value: GCC and clang do not find it by the same ways.
template <class T>
void check_by_value() {
    static const T value{};
    CHECK(build<taking<T>>(block_of(value)).made);
    check_refused(build<taking<T>>({nullptr, 1, 0, 0}), rule::argument_present, 0);
    check_wrong_blocks<T, T>(true);
}

} // namespace

TEST_CASE("a constructor's block of any size and alignment, in every form but by value") {
    SECTION("1 byte") {
        check_every_form<unsigned char>();
    }
    SECTION("1 byte in an array") {
        check_every_form<bytes<1>>();
    }
    SECTION("3 bytes") {
        check_every_form<bytes<3>>();
    }
    SECTION("two numbers") {
        check_every_form<config>();
    }
    SECTION("4096 bytes") {
        check_every_form<bytes<4096>>();
    }
    SECTION("over-aligned") {
        check_every_form<over_aligned>();
    }
}

TEST_CASE("a constructor's block of any size and alignment, by value") {
    check_by_value<unsigned char>();
    check_by_value<bytes<3>>();
    check_by_value<config>();
    check_by_value<bytes<4096>>();
    check_by_value<over_aligned>();
}

TEST_CASE("a constructor's number arrives with its value") {
    struct numbered {
        numbered(manager&, const config& c) { saw.count = c.limit * 10 + c.flags; }
        built saw;
    };
    struct by_value {
        by_value(manager&, ULONG limit) { saw.count = limit; }
        built saw;
    };
    const config value{4, 2};
    CHECK(build<numbered>(block_of(value)).count == 42);
    CHECK(build<by_value>(block_of(value.limit)).count == 4);
}

TEST_CASE("a constructor that takes an info_block gets any block as it is") {
    const config value{1, 2};
    const built some = build<taking<info_block>>({&value, 1, 3, 5});
    CHECK(some.made);
    CHECK(some.data == &value);
    CHECK(some.count == 5);
    const built none = build<taking<info_block>>({nullptr, 1, 0, 0});
    CHECK(none.made);
    CHECK(!none.data);
    CHECK(build<taking<const info_block&>>({&value, 1, 3, 5}).made);
}

TEST_CASE("a constructor without a block is called whatever the block is") {
    const config value{};
    CHECK(build<taking_none>({nullptr, 1, 0, 0}).made);
    CHECK(build<taking_none>({&value, 1, 3, 5}).made);
}

TEST_CASE("the form of a constructor is found at compile time") {
    using routpact::constructor_info::form;
    using by_reference = form<taking<const config&>, manager&>;
    CHECK(by_reference::reference);
    CHECK(!by_reference::pointer);
    CHECK(!by_reference::view);
    CHECK(!by_reference::block);
    CHECK(!by_reference::none);
    using by_pointer = form<taking<const config*>, manager&>;
    CHECK(by_pointer::pointer);
    CHECK(!by_pointer::reference);
    using by_view = form<taking<std::span<const config>>, manager&>;
    CHECK(by_view::view);
    CHECK(!by_view::reference);
    CHECK(form<taking_none, manager&>::none);
    CHECK(form<taking<info_block>, manager&>::block);
    CHECK(!form<taking<config&>, manager&>::known);
    CHECK(!form<taking<config*>, manager&>::known);
    CHECK(!form<taking<std::span<config>>, manager&>::known);
    CHECK(!form<taking<const void* const*>, manager&>::known);
}

TEST_CASE("a constructor that could do without is given the block") {
    struct either {
        explicit either(manager&) {}
        either(manager&, const config& c) { saw.data = &c; }
        built saw;
    };
    const config value{};
    CHECK(build<either>(block_of(value)).data == &value);
    struct defaulted {
        explicit defaulted(manager&, const config* c = nullptr) { saw.data = c; }
        built saw;
    };
    CHECK(build<defaulted>(block_of(value)).data == &value);
    CHECK(build<defaulted>({nullptr, 1, 0, 0}).made);
}

namespace {
struct started : taking<const bytes<4096>&> {
    using taking::taking;
};
bool made = false;
routpact::report last{};
// StartProtocol as far as the block goes.
constexpr PSTART_PROTOCOL start =
    routpact::start_protocol<[](HANDLE, PSUPPORT_FUNCTIONS, const info_block& block) -> DWORD {
        made = build<started>(block).made;
        return made ? NO_ERROR : ERROR_INVALID_PARAMETER;
    },
                             [](const routpact::report& report) { last = report; }>;
} // namespace

TEST_CASE("a block whose length overflows does not pass for a shorter one") {
    static bytes<4096> room{};
    CHECK(start(nullptr, nullptr, &room, 1, 4096, 1) == NO_ERROR);
    CHECK(made);
    made = false;
    last = {};
    CHECK(start(nullptr, nullptr, &room, 1, 0x80000800, 2) == ERROR_INVALID_PARAMETER);
    CHECK(!made);
    CHECK(last.broken == rule::argument_size);
    CHECK(last.argument == 5);
}

TEST_CASE("a null block with a length is no absent block") {
    made = false;
    last = {};
    CHECK(start(nullptr, nullptr, nullptr, 1, 4, 1) == ERROR_INVALID_PARAMETER);
    CHECK(last.broken == rule::argument_present);
    CHECK(last.argument == 3);
}
