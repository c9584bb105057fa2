// expect-error: the handler has the wrong number of parameters; expected one parameter for each argument of the callback, in the order of the C signature, and no interface
// names: ::pfnSetGlobalInfo
#include <routpact/callbacks.hpp>

struct line {};
#ifdef BAD
const auto callback = routpact::set_global_info<[](line&, const DWORD&) {}>;
#else
const auto callback = routpact::set_global_info<[](const DWORD&) {}>;
#endif
