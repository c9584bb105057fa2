#pragma once
// Functions of a DLL that are looked up by name.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

#ifdef _WIN32
/// Finds the function `name` of a DLL. Stores null if there is no such function, or no such DLL:
/// `dll` may be null.
template <class Function>
ROUTPACT_HIDDEN void find_function(HMODULE dll, const char* name, Function& found) noexcept {
    const FARPROC address = dll ? GetProcAddress(dll, name) : nullptr;
    // g++ warns of a cast between function types, but not by way of void (*)()
    found = reinterpret_cast<Function>(reinterpret_cast<void (*)()>(address));
}
#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
