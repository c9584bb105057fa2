#pragma once
// Injected faults: failing allocations, and exceptions from the author's functions. All threads
// count the same sequence of possible faults, which begins at arm().

namespace faults {

/// The sources of faults.
enum class source {
    allocation, ///< Any form of operator new.
    author,     ///< A function that calls point().
};

/// The faults to inject.
struct plan {
    source what;
    unsigned first = 1;  ///< The number of the first fault, from 1.
    bool others = false; ///< Whether everything after the first also fails.
    unsigned kind = 0;   ///< The kind of exception that point() throws, below `kinds`.
};
/// The number of kinds of exceptions: the library's, the standard's, and others.
inline constexpr unsigned kinds = 6;

/// Starts to inject faults.
void arm(const plan& chosen) noexcept;
/// Stops to inject faults. Returns the number of injected faults.
unsigned disarm() noexcept;

/// To be called in the author's functions: throws if the plan selects this call.
void point();
/// A point after the work of a call is done and cannot be undone, such as in a destructor.
void late_point();
/// Returns whether a late point has thrown since arm().
bool was_late() noexcept;

/// Returns the number of allocated blocks of memory.
long live_blocks() noexcept;

} // namespace faults
