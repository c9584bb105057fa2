#include <any>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <functional>
#include <optional>
#include <routpact/callbacks.hpp>
#include <routpact/detail/registration/constructor_info.hpp>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace {

using routpact::info_block;
using routpact::violation;
using routpact::detail::argument_defect;
namespace constructor_info = routpact::detail::constructor_info;

struct manager {}; // the parameter before the block

template <std::size_t Size>
using bytes = std::array<unsigned char, Size>;
struct config {
    ULONG limit;
    ULONG flags;
};
struct alignas(64) over_aligned {
    unsigned char value;
};

// The result of a build: what the constructor received, or why it was not called.
struct built {
    bool called = false;
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
            saw.data = given.data();
            saw.count = given.count();
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
        result.called = true;
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

void check_refused(const built& result, violation kind, unsigned offset) {
    CHECK(!result.called);
    CHECK(result.defect.kind == kind);
    CHECK(result.defect.offset == offset);
}

// Builds with each kind of unsuitable block for T, except a null one.
template <class Parameter, class T>
void check_wrong_blocks(bool exactly_one) {
    alignas(128) static unsigned char room[3 * sizeof(T) + 128];
    const ULONG size = sizeof(T);
    for (const ULONG wrong : {ULONG{0}, size - 1, size + 1, 2 * size, 2 * size - 1}) {
        if (wrong == size || (!exactly_one && wrong % size == 0))
            continue;
        check_refused(build<taking<Parameter>>({room, 1, wrong, 1}), violation::wrong_argument_size,
                      2);
    }
    if (size % 2 == 0) // only the total length counts
        CHECK(build<taking<Parameter>>({room, 1, size / 2, 2}).called);
    if (alignof(T) > 1) {
        const built misaligned = build<taking<Parameter>>({room + alignof(T) / 2, 1, size, 1});
        if (std::is_same_v<Parameter, T>)
            CHECK(misaligned.called); // it is a copy
        else
            check_refused(misaligned, violation::misaligned_argument, 0);
        CHECK(build<taking<Parameter>>({room + alignof(T), 1, size, 1}).called);
    }
}

template <class T>
void check_every_form() {
    static const T value{};
    const info_block block = block_of(value);
    const info_block none{nullptr, 1, 0, 0};

    const built reference = build<taking<const T&>>(block);
    CHECK(reference.called);
    CHECK(reference.data == &value);
    check_refused(build<taking<const T&>>(none), violation::null_argument, 0);
    check_wrong_blocks<const T&, T>(true);

    const built pointer = build<taking<const T*>>(block);
    CHECK(pointer.called);
    CHECK(pointer.data == &value);
    check_refused(build<taking<const T*>>({nullptr, 1, 4, 1}), violation::null_argument, 0);
    const built null = build<taking<const T*>>(none);
    CHECK(null.called);
    CHECK(!null.data);
    check_wrong_blocks<const T*, T>(true);

    const built view = build<taking<std::span<const T>>>(block);
    CHECK(view.called);
    CHECK(view.data == &value);
    CHECK(view.count == 1);
    const built empty = build<taking<std::span<const T>>>(none);
    CHECK(empty.called);
    CHECK(empty.count == 0);
    check_wrong_blocks<std::span<const T>, T>(false);
    static const T three[3]{};
    const built several = build<taking<std::span<const T>>>({three, 1, sizeof(T), 3});
    CHECK(several.called);
    CHECK(several.data == three);
    CHECK(several.count == 3);
}

// The same by value: GCC and clang do not find it by the same ways.
template <class T>
void check_by_value() {
    static const T value{};
    CHECK(build<taking<T>>(block_of(value)).called);
    check_refused(build<taking<T>>({nullptr, 1, 0, 0}), violation::null_argument, 0);
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

TEST_CASE("a constructor receives a number with its value") {
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
    CHECK(some.called);
    CHECK(some.data == &value);
    CHECK(some.count == 5);
    const built none = build<taking<info_block>>({nullptr, 1, 0, 0});
    CHECK(none.called);
    CHECK(!none.data);
    CHECK(build<taking<const info_block&>>({&value, 1, 3, 5}).called);
}

TEST_CASE("a constructor without a block is called with any block") {
    const config value{};
    CHECK(build<taking_none>({nullptr, 1, 0, 0}).called);
    CHECK(build<taking_none>({&value, 1, 3, 5}).called);
}

TEST_CASE("the form of a constructor is found at compile time") {
    using routpact::detail::constructor_info::form;
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

TEST_CASE("a constructor that can be called with and without a block gets the block") {
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
    CHECK(build<defaulted>({nullptr, 1, 0, 0}).called);
}

namespace {
struct taking_optional {
    taking_optional(manager&, std::optional<config> given) {
        saw.count = given ? given->limit * 10 + given->flags : 99;
    }
    built saw;
};
template <class Parameter>
using taken = constructor_info::form<taking<Parameter>, manager&>;
struct maybe { // an optional that is not std::optional
    using value_type = ULONG;
    maybe() = default;
    explicit maybe(ULONG given) : value{given}, present{true} {}
    bool has_value() const { return present; }
    const ULONG& operator*() const { return value; }
    ULONG value = 0;
    bool present = false;
};
} // namespace

TEST_CASE("a constructor's optional is empty if there is no block") {
    CHECK(build<taking_optional>({nullptr, 1, 0, 0}).called);
    CHECK(build<taking_optional>({nullptr, 1, 0, 0}).count == 99);
    const config value{4, 2};
    CHECK(build<taking_optional>(block_of(value)).count == 42);
    alignas(8) unsigned char bytes[sizeof value + 1];
    std::memcpy(bytes + 1, &value, sizeof value);
    CHECK(build<taking_optional>({bytes + 1, 1, sizeof value, 1}).count == 42);
    for (const ULONG wrong : {0u, 4u, 7u, 9u, 12u, 16u})
        check_refused(build<taking_optional>({bytes, 1, wrong, 1}), violation::wrong_argument_size,
                      2);
    check_refused(build<taking_optional>({nullptr, 1, sizeof value, 1}), violation::null_argument,
                  0);

    const auto limit = ULONG{7};
    const auto check = [&]<class Parameter>(std::type_identity<Parameter>) {
        struct keeping {
            keeping(manager&, Parameter given) { saw.count = given.has_value() ? *given : 99u; }
            built saw;
        };
        CHECK(build<keeping>({nullptr, 1, 0, 0}).count == 99);
        CHECK(build<keeping>(block_of(limit)).count == 7);
        check_refused(build<keeping>({&value, 1, 8, 1}), violation::wrong_argument_size, 2);
    };
    check(std::type_identity<std::optional<ULONG>>{});
    check(std::type_identity<const std::optional<ULONG>&>{});
    check(std::type_identity<std::optional<ULONG>&&>{});
    check(std::type_identity<maybe>{});
}

TEST_CASE("a constructor cannot take the block as any other type that may lack a value") {
    CHECK(!taken<std::variant<ULONG, BYTE>>::known);
    CHECK(!taken<const std::variant<config, ULONG>&>::known);
    CHECK(!taken<std::variant<std::monostate, config>>::known);
    CHECK(!taken<std::any>::known);
    CHECK(!taken<const std::any&>::known);
    CHECK(!taken<std::optional<std::variant<ULONG, BYTE>>>::known);
    CHECK(!taken<std::optional<std::string>>::known);
    CHECK(!taken<std::optional<std::optional<ULONG>>>::known);
    CHECK(!taken<std::function<void()>>::known);
    CHECK(!taken<std::string>::known);
    CHECK(!taken<std::vector<ULONG>>::known);
    CHECK(!taken<std::pair<ULONG, ULONG>>::known);
    CHECK(!taken<const ULONG* const*>::known);
    struct pointer_inside {
        ULONG* limit;
    };
    CHECK(!taken<const pointer_inside&>::known);
    CHECK(!taken<pointer_inside>::known);
    CHECK(!taken<const pointer_inside*>::known);
    CHECK(!taken<std::span<const pointer_inside>>::known);
    struct variant_by_default {
        explicit variant_by_default(manager&, std::variant<ULONG, BYTE> = {}) {}
    };
    CHECK(!constructor_info::form<variant_by_default, manager&>::known);
}

namespace {
struct any_template {
    template <class Block>
    any_template(manager&, const Block& given) {
        saw.data = given.data();
    }
    built saw;
};
} // namespace

TEST_CASE("of several constructors, the one with a plain block is called") {
    struct either {
        either(manager&, const config& c) { saw.data = &c; }
        either(manager&, const std::string&) {}
        built saw;
    };
    const config value{};
    CHECK(build<either>(block_of(value)).data == &value);
    CHECK(build<any_template>(block_of(value)).data == &value);
}

namespace {
struct started : taking<const bytes<4096>&> {
    using taking::taking;
};
bool called = false;
routpact::report last{};
// A StartProtocol that only builds from the block.
constexpr PSTART_PROTOCOL start =
    routpact::start_protocol<[](HANDLE, PSUPPORT_FUNCTIONS, const info_block& block) -> DWORD {
        called = build<started>(block).called;
        return called ? NO_ERROR : ERROR_INVALID_PARAMETER;
    },
                             [](const routpact::report& report) { last = report; }>;
} // namespace

TEST_CASE("a block whose length overflows is not taken for a shorter one") {
    static bytes<4096> room{};
    CHECK(start(nullptr, nullptr, &room, 1, 4096, 1) == NO_ERROR);
    CHECK(called);
    called = false;
    last = {};
    CHECK(start(nullptr, nullptr, &room, 1, 0x80000800, 2) == ERROR_INVALID_PARAMETER);
    CHECK(!called);
    CHECK(last.kind == violation::wrong_argument_size);
    CHECK(last.argument_position == 5);
}

TEST_CASE("a null block with a length is refused") {
    called = false;
    last = {};
    CHECK(start(nullptr, nullptr, nullptr, 1, 4, 1) == ERROR_INVALID_PARAMETER);
    CHECK(last.kind == violation::null_argument);
    CHECK(last.argument_position == 3);
}
