#pragma once
// Faults on purpose: allocations that fail, and functions of the author's that throw. Both are
// counted from the moment they are armed, by all threads together.

namespace faults {

/// What may fail.
enum class source {
    allocation, ///< operator new, of whatever form.
    author,     ///< A function that calls point().
};

/// Which of them fail.
struct plan {
    source what;
    unsigned first = 1;  ///< The first that does, from 1.
    bool others = false; ///< Whether all after it do as well.
    unsigned kind = 0;   ///< What point() throws, below `kinds`.
};
/// How many kinds of exceptions there are: of the library, of the standard, and none of both.
inline constexpr unsigned kinds = 6;

/// From now on they fail.
void arm(const plan& chosen) noexcept;
/// Nothing fails any more. How many have.
unsigned disarm() noexcept;

/// Stands in a function of the author's: throws if it is its turn.
void point();
/// The same where all is done already and cannot be taken back: in a destructor.
void late_point();
/// Whether any that failed was a late one.
bool was_late() noexcept;

/// How many blocks of memory are in use.
long live_blocks() noexcept;

} // namespace faults
