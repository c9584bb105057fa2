// expect-error: the handler returns a variant with this alternative
// names: ::pfnMibGetEntry
#include <routpact/callbacks.hpp>
#include <variant>

struct row {
    ULONG index, age;
};
struct named_row {
    ULONG index;
#ifdef BAD
    const char* name;
#else
    char name[16];
#endif
};
const PMIB_GET callback =
    routpact::mib_get_entry<[](ULONG) -> std::variant<row, named_row> { return row{}; }>;
