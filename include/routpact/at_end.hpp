#pragma once
// A scope guard rather than a catch block, for builds without exceptions as well.

namespace routpact {

/// Runs `last` at the end of a scope.
template <class Last>
struct at_end {
    Last last;
    ~at_end() { last(); }
};
template <class Last>
at_end(Last) -> at_end<Last>;

} // namespace routpact
