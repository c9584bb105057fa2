#pragma once
// The threads of the model. As in the system, the end of a thread synchronizes with has_ended()
// returning true.

#include <hooks.hpp>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

using thread_id = std::uintptr_t;
inline thread_id this_thread() noexcept {
    return model::hooks::this_thread();
}
using thread_number = std::uint32_t;
inline thread_number this_thread_number() noexcept {
    return model::hooks::thread_number();
}
inline bool has_ended(thread_number number) noexcept {
    return model::hooks::has_ended(number);
}
class thread_pointer {
public:
    static void* get() noexcept { return model::hooks::thread_pointer(); }
    static bool set(void* value) noexcept { return model::hooks::set_thread_pointer(value); }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
