// expect-error: for a MIB entry the same without a version
// names: ::pfnMibGetEntry
#include <routpact/callbacks.hpp>

#ifdef BAD
const auto callback = routpact::mib_get_entry<[](DWORD) {}>;
#else
const auto callback = routpact::mib_get_entry<[](DWORD id) { return id; }>;
#endif
