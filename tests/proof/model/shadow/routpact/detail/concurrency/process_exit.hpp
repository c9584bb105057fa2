#pragma once
// Process exit, which the model does not cover: it never begins.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

class process_exit {
public:
    static void prepare() noexcept {}
    static bool begun() noexcept { return false; }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
