// expect-error: remove pointers, references, views, optionals and variants from T
// names: ::pfnMibSetEntry
#include <routpact/callbacks.hpp>
#include <span>
#include <variant>

struct change {
    ULONG index;
#ifdef BAD
    std::variant<ULONG, BYTE> limit;
#else
    ULONG limit;
#endif
};
const PMIB_SET callback = routpact::mib_set_entry<[](std::span<const change, 2>) {}>;
