#pragma once
// The asymmetric fence of the model, instead of the system's.

#include <hooks.hpp>
#include <model.hpp>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

class asymmetric_fence {
public:
    static bool is_available() noexcept { return !model::fenced(); }
    static void light() noexcept {
        if (is_available())
            model::hooks::light();
    }
    static void fence() noexcept { model::hooks::fence(std::memory_order_seq_cst); }
    static void heavy() noexcept { is_available() ? model::hooks::heavy() : fence(); }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
