#pragma once
// The types of interfaces in the tests of the table.

#include <atomic>
#include <string>
#include <utility>

namespace table_tests {

struct line {
    line(std::string n, int s) : name{std::move(n)}, speed{s} {}
    line(const line&) = delete;

    std::string name;
    int speed;
};

struct counted {
    static inline std::atomic<int> alive = 0;
    counted() { ++alive; }
    ~counted() { --alive; }
    counted(const counted&) = delete;
    int value = 0;
};

} // namespace table_tests
