// expect-error: add or remove parameters
// names: ::pfnSetGlobalInfo
#include <routpact/callbacks.hpp>

struct line {};
#ifdef BAD
const auto callback = routpact::set_global_info<[](line&, const DWORD&) {}>;
#else
const auto callback = routpact::set_global_info<[](const DWORD&) {}>;
#endif
