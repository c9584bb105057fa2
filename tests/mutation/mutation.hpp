#pragma once
// Which mutant is active. Every place that mutants.py changes asks for its number, so that all of
// them are compiled at once; what is decided at compile time stays as it is.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace mutation {

/// None.
inline constexpr int none = 0;
/// None, but which places are reached is written to the file ROUTPACT_MUTANTS_REACHED.
inline constexpr int record = -1;

/// The number in ROUTPACT_MUTANT, from 1.
inline const int active = [] {
    const char* const number = std::getenv("ROUTPACT_MUTANT");
    return number ? std::atoi(number) : none;
}();

inline constinit std::atomic<bool> reached[10000] = {};

/// Whether this mutant is active.
constexpr bool is(int number) noexcept {
    if (std::is_constant_evaluated())
        return false;
    if (active == record)
        reached[number].store(true, std::memory_order_relaxed);
    return active == number;
}

/// A T that is not there if its mutant is active.
template <int Number, class T>
class unless {
public:
    template <class Argument>
    explicit unless(Argument& argument) noexcept : there_{!is(Number)} {
        if (there_)
            ::new (static_cast<void*>(&value_)) T{argument};
    }
    unless(const unless&) = delete;
    unless& operator=(const unless&) = delete;
    ~unless() {
        if (there_)
            value_.~T();
    }

private:
    union {
        T value_;
    };
    bool there_;
};

/// Writes what was reached when the program ends.
struct recorder {
    ~recorder() {
        const char* const name = std::getenv("ROUTPACT_MUTANTS_REACHED");
        std::FILE* const file = active == record && name ? std::fopen(name, "w") : nullptr;
        if (!file)
            return;
        for (int number = 0; number < 10000; ++number)
            if (reached[number])
                std::fprintf(file, "%d\n", number);
        std::fclose(file);
    }
};
inline recorder at_exit;

} // namespace mutation
