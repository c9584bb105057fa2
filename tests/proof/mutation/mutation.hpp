#pragma once
// Selects the active mutant. mutants.py inserts a test of the mutant's number at each place, so one
// program contains all mutants. Expressions evaluated at compile time are not mutated by this.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace mutation {

/// No mutant is active.
inline constexpr int none = 0;
/// No mutant is active; the file ROUTPACT_MUTANTS_REACHED receives the numbers of the mutants whose
/// places are reached.
inline constexpr int record = -1;

/// The number in the environment variable ROUTPACT_MUTANT, from 1.
inline const int active = [] {
    const char* const number = std::getenv("ROUTPACT_MUTANT");
    return number ? std::atoi(number) : none;
}();

inline constinit std::atomic<bool> reached[10000] = {};

/// Returns whether mutant `number` is active.
constexpr bool is(int number) noexcept {
    if (std::is_constant_evaluated())
        return false;
    if (active == record)
        reached[number].store(true, std::memory_order_relaxed);
    return active == number;
}

/// Holds a T, or nothing if mutant `Number` is active.
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

/// Writes the reached numbers when the program ends.
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
