#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <routpact/detail/services/timer_heap.hpp>
#include <set>
#include <utility>
#include <vector>

using routpact::detail::timer_heap;
using routpact::detail::timer_node;

TEST_CASE("a heap has the order of a set, whatever is inserted and removed", "[timer]") {
    using key = std::pair<long long, unsigned long long>;
    std::mt19937 random{1};
    std::vector<timer_node> nodes(500);
    std::vector<timer_node*> outside, inside;
    for (timer_node& each : nodes)
        outside.push_back(&each);
    std::set<key> expected;
    timer_heap heap;
    unsigned long long order = 0;
    const auto take = [&](std::vector<timer_node*>& from, timer_node* node) {
        from.erase(std::find(from.begin(), from.end(), node));
        return node;
    };
    bool same = true;
    for (int turn = 0; turn < 20000 && same; ++turn) {
        const bool grows = inside.empty() || (!outside.empty() && random() % 100 < 51);
        if (grows) {
            timer_node* const node = take(outside, outside[random() % outside.size()]);
            node->due = static_cast<long long>(random() % 100); // often the same
            node->order = ++order;
            heap.insert(*node);
            expected.insert({node->due, node->order});
            inside.push_back(node);
        } else {
            timer_node* const chosen =
                random() % 2 != 0 ? heap.first() : inside[random() % inside.size()];
            timer_node* const node = take(inside, chosen);
            heap.remove(*node);
            expected.erase({node->due, node->order});
            outside.push_back(node);
        }
        const timer_node* const first = heap.first();
        same = first ? !expected.empty() && *expected.begin() == key{first->due, first->order}
                     : expected.empty();
    }
    CHECK(same);
}
