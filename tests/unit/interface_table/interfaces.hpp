#pragma once
// The interfaces that the tests of the table keep in it.

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
