// expect-error: use the constant of routpact that is named after the callback
// names: ::pfnSetGlobalInfo
#include <routpact/callbacks.hpp>

struct line {};
struct table {
    line* find(ULONG) { return nullptr; }
} lines;
#ifdef BAD
const auto callback = routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnSetGlobalInfo, lines,
                                           [](line&, const DWORD&) {}>;
#else
const auto callback = routpact::set_global_info<[](const DWORD&) {}>;
#endif
