#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <routpact/index_map.hpp>

namespace {
struct node {
    explicit node(ULONG i) : index{i} {}
    const ULONG index;
    node* collision = nullptr;
};
} // namespace

TEST_CASE("an index map finds what was inserted until it is erased") {
    routpact::index_map<node> map;
    CHECK(map.find(0) == nullptr);
    std::deque<node> nodes;
    for (ULONG i = 0; i < 1000; ++i) {
        node& added = nodes.emplace_back(i << 22 | i);
        CHECK(map.find(added.index) == nullptr);
        REQUIRE(map.insert(&added));
    }
    for (node& n : nodes)
        CHECK(map.find(n.index) == &n);
    for (std::size_t i = 0; i < nodes.size(); i += 3)
        map.erase(&nodes[i]);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        CHECK(map.find(nodes[i].index) == (i % 3 == 0 ? nullptr : &nodes[i]));
}

TEST_CASE("an index map needs no dynamic initialiser") {
    static constinit routpact::index_map<node> map;
    CHECK(map.find(7) == nullptr);
}
