// expect-error: take it as const T&, T, std::span<const T>, or as it is
// names: ::pfnMibCreateEntry
#include <routpact/callbacks.hpp>

#ifdef BAD
const auto callback = routpact::mib_create_entry<[](const DWORD*) {}>;
#else
const auto callback = routpact::mib_create_entry<[](const DWORD&) {}>;
#endif
