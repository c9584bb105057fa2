// expect-error: has padding that cannot be cleared
// names: ::pfnMibGetEntry
#include <routpact/callbacks.hpp>
#include <variant>

struct row {
    ULONG index, age;
};
union either {
    ULONG all;
#ifdef BAD
    USHORT half;
#else
    USHORT halves[2];
#endif
};
const PMIB_GET callback =
    routpact::mib_get_entry<[](ULONG) -> std::variant<row, either> { return row{}; }>;
