#include <catch2/catch_test_macros.hpp>
#include <map>
#include <routpact/mib_table.hpp>
#include <string>
#include <type_traits>
#include <vector>

namespace {
using table = std::map<DWORD, std::string>;
struct row {
    DWORD key;
    char first;
};
row to_row(DWORD key, const std::string& value) {
    return {key, value[0]};
}
} // namespace

TEST_CASE("a walk through a map finds each entry once", "[mib]") {
    table map{{10, "a"}, {20, "b"}, {30, "c"}};
    std::vector<DWORD> keys;
    for (auto at = routpact::first_in(map, to_row); at;
         at = routpact::next_in(map, at->key, to_row)) {
        keys.push_back(at->key);
        map.erase(at->key); // the walk goes on where it was
    }
    CHECK(keys == std::vector<DWORD>{10, 20, 30});
}

TEST_CASE("an entry of a map is a copy of the value, or made of key and value", "[mib]") {
    const table map{{10, "a"}, {20, "b"}};
    const auto found = routpact::find_in(map, DWORD{20});
    CHECK(std::is_same_v<decltype(found), const std::optional<std::string>>);
    CHECK(found == "b");
    CHECK(routpact::first_in(map) == "a");
    CHECK(routpact::next_in(map, DWORD{10}) == "b");
    const auto made = routpact::find_in(map, DWORD{20}, to_row);
    REQUIRE(made);
    CHECK(made->first == 'b');
}

TEST_CASE("where a map ends there is no entry", "[mib]") {
    const table map{{10, "a"}, {20, "b"}};
    CHECK(!routpact::find_in(map, DWORD{15}));
    CHECK(!routpact::next_in(map, DWORD{20}));
    CHECK(routpact::next_in(map, DWORD{15}) == "b"); // no entry needs to have the key
    CHECK(!routpact::first_in(table{}));
}
