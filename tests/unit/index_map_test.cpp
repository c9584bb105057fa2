#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <routpact/index_map.hpp>

namespace {
struct node {
    explicit node(ULONG i) : index{i} {}
    const ULONG index;
};
using map_type = routpact::index_map<node>;

// A search as any thread may do it.
node* search(const map_type& map, ULONG index) {
    routpact::uses::place* const mine = routpact::uses::begin_search();
    REQUIRE(mine);
    node* const found = map.find(index);
    routpact::uses::end_search(*mine, nullptr);
    return found;
}
} // namespace

TEST_CASE("an index map finds what is shown until it is hidden or erased") {
    map_type map;
    CHECK(search(map, 0) == nullptr);
    std::deque<node> nodes;
    for (ULONG i = 0; i < 1000; ++i) {
        node& added = nodes.emplace_back(i << 22 | i);
        CHECK(map.find_any(added.index) == nullptr);
        REQUIRE(map.insert(&added));
        CHECK(search(map, added.index) == nullptr);
        CHECK(map.find_any(added.index) == &added);
        map.show(&added);
    }
    for (node& n : nodes)
        CHECK(search(map, n.index) == &n);
    for (std::size_t i = 0; i < nodes.size(); i += 3)
        map.hide(&nodes[i]);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        CHECK(search(map, nodes[i].index) == (i % 3 == 0 ? nullptr : &nodes[i]));
        CHECK(map.find_any(nodes[i].index) == &nodes[i]);
    }
    for (std::size_t i = 0; i < nodes.size(); i += 3)
        map.erase(&nodes[i]);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        CHECK(search(map, nodes[i].index) == (i % 3 == 0 ? nullptr : &nodes[i]));
        CHECK(map.find_any(nodes[i].index) == (i % 3 == 0 ? nullptr : &nodes[i]));
    }
}

TEST_CASE("an erased index can be inserted again, as another node") {
    map_type map;
    node first{7};
    node second{7};
    for (node* each : {&first, &second, &first}) {
        REQUIRE(map.insert(each));
        map.show(each);
        CHECK(search(map, 7) == each);
        map.hide(each);
        map.erase(each);
        CHECK(search(map, 7) == nullptr);
    }
}

TEST_CASE("indexes that come and go take no room for ever") {
    map_type map;
    for (ULONG i = 0; i < 100000;
         ++i) { // it would search for ever in an array without a free entry
        node passing{i};
        REQUIRE(map.insert(&passing));
        map.show(&passing);
        REQUIRE(map.find_any(i) == &passing);
        map.hide(&passing);
        map.erase(&passing);
    }
    CHECK(search(map, 99999) == nullptr);
}

TEST_CASE("an index map needs no dynamic initialiser") {
    static constinit map_type map;
    CHECK(search(map, 7) == nullptr);
}
