// expect-error: expected const T&, T, std::span<const T>, routpact::counted_block
// names: ::pfnMibCreateEntry
#include <routpact/callbacks.hpp>

#ifdef BAD
const auto callback = routpact::mib_create_entry<[](const DWORD*) {}>;
#else
const auto callback = routpact::mib_create_entry<[](const DWORD&) {}>;
#endif
