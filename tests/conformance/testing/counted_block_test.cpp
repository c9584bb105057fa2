// Blocks with a header and entries in the testing kit.

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <routpact/testing/router_manager.hpp>
#include <span>
#include <vector>

namespace counted_block_tests {
namespace {

struct header {
    ULONG limit;
    USHORT count;
};
struct rule {
    ULONG address;
    ULONG mask;
};
template <class Rules>
using block_of = routpact::counted_block<header, &header::count, Rules>;
using given_block = block_of<std::span<const rule>>;
using block = block_of<std::vector<rule>>;

/// Keeps its rules, and those of its interfaces.
class filter {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0ffd, 9);
    static constexpr DWORD functionality = RF_ROUTING;
    class interface_type {
    public:
        interface_type(filter&, const routpact::interface_description&, const given_block& given)
            : block_{kept(given)} {}
        block block_;
    };

    filter(routpact::router_manager&, const given_block& given) : block_{kept(given)} {}

    block get_global_info() const { return block_; }
    routpact::code set_global_info(const given_block& given) {
        block_ = kept(given);
        return routpact::code::no_error;
    }
    static routpact::versioned<block> get_interface_info(interface_type& itf) {
        return {itf.block_, 3};
    }
    static ULONG mib_get_entry(const given_block& question) { return question.entries[0].mask; }

private:
    static block kept(const given_block& given) {
        return {given.header, {given.entries.begin(), given.entries.end()}};
    }
    block block_;
};

block rules(std::size_t count) {
    return {{5, 0}, std::vector<rule>(count, rule{1, 2})};
}

} // namespace

TEST_CASE("the kit sends and receives blocks with a header and entries", "[counted_block]") {
    routpact::testing::router_manager<filter> router;
    REQUIRE(router.start(rules(2)) == NO_ERROR);
    const auto global = router.get_global_info<block>();
    CHECK(global->header.limit == 5);
    CHECK(global->header.count == 2);
    REQUIRE(global->entries.size() == 2);
    CHECK(global->entries[1].mask == 2);

    REQUIRE(router.set_global_info(rules(0)) == NO_ERROR);
    CHECK(router.get_global_info<block>()->entries.empty());
    CHECK(router.set_global_info(header{5, 1}) == ERROR_INVALID_PARAMETER);
    CHECK(router.set_global_info(header{5, 0}) == NO_ERROR);

    REQUIRE(router.add_interface(7, L"x", rules(3)) == NO_ERROR);
    const auto info = router.get_interface_info<block>(7);
    CHECK(info->entries.size() == 3);
    CHECK(info.version == 3);
    CHECK(*router.mib_get_entry<ULONG>(rules(1)) == 2);
    CHECK(router.add_interface(8, L"x") == ERROR_INVALID_PARAMETER);
}

#ifdef __cpp_exceptions
TEST_CASE("a test that names another block or a longer one gets an error", "[counted_block]") {
    using Catch::Matchers::ContainsSubstring;
    using Catch::Matchers::MessageMatches;
    using routpact::testing::usage_error;
    struct route {
        rule first, second;
    };
    routpact::testing::router_manager<filter> router;
    REQUIRE(router.start(rules(2)) == NO_ERROR);
    CHECK_THROWS_MATCHES(router.get_global_info<block_of<std::vector<route>>>(), usage_error,
                         MessageMatches(ContainsSubstring("returned 24 bytes, but the header")));
    CHECK_THROWS_MATCHES(router.set_global_info(rules(0x10000)), usage_error,
                         MessageMatches(ContainsSubstring("a block with 65536 entries")));
}
#endif

} // namespace counted_block_tests
