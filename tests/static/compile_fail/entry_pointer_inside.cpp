// expect-error: remove pointers, references, views, optionals and variants from T
// names: ::pfnMibSetEntry
#include <routpact/callbacks.hpp>

struct change {
    ULONG index;
#ifdef BAD
    const ULONG* limit;
#else
    ULONG limit;
#endif
};
const PMIB_SET callback = routpact::mib_set_entry<[](const change&) {}>;
