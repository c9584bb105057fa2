#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <protocol_search.hpp>
#include <vector>

namespace protocol_search_tests {
namespace {

bool is_documented(DWORD id) {
    const DWORD vendor = VENDOR_FROM_PROTO_ID(id);
    return vendor == PROTO_VENDOR_MS0 || vendor == PROTO_VENDOR_MS1 || vendor == PROTO_VENDOR_MS2;
}

} // namespace

TEST_CASE("The search asks for documented vendors first, then for small numbers", "[check]") {
    for (const std::uint64_t position :
         {std::uint64_t{0}, documented_ids / 2, documented_ids - 1}) {
        INFO(position);
        CHECK(is_documented(id_at(position)));
    }
    for (const std::uint64_t position : {documented_ids, likely_ids / 2, likely_ids - 1}) {
        INFO(position);
        CHECK_FALSE(is_documented(id_at(position)));
        CHECK(PROTO_FROM_PROTO_ID(id_at(position)) < 256);
    }
    for (const std::uint64_t position : {likely_ids, all_ids / 2, all_ids - 1}) {
        INFO(position);
        CHECK_FALSE(is_documented(id_at(position)));
        CHECK(PROTO_FROM_PROTO_ID(id_at(position)) >= 256);
    }
    CHECK(id_at(MS_IP_RIP) == MS_IP_RIP);
    CHECK(id_at(all_ids - 1) == 0xfffeffff); // type 3, vendor 0x3ffe, number 0xffff
}

TEST_CASE("No id is asked for twice", "[check]") {
    constexpr std::uint64_t step = 9973; // a prime, so that all residues occur
    std::vector<DWORD> ids;
    for (std::uint64_t position = 0; position < all_ids; position += step)
        ids.push_back(id_at(position));
    for (std::uint64_t position = documented_ids - 70000; position < documented_ids + 70000;
         ++position)
        if (position % step != 0)
            ids.push_back(id_at(position));
    for (std::uint64_t position = likely_ids - 70000; position < likely_ids + 70000; ++position)
        if (position % step != 0)
            ids.push_back(id_at(position));
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

} // namespace protocol_search_tests
