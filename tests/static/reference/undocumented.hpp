#pragma once
// What the reference has to find fault with.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Has a doc comment.
struct documented {
    void undocumented(int);
};

} // namespace routpact::inline ROUTPACT_ABI
