// expect-error: or an expected of it with a code
// names: ::pfnMibGetEntry
#include <routpact/callbacks.hpp>
#include <variant>

struct row {
    ULONG index, age;
};
#ifdef BAD
using answer = std::variant<row, routpact::code>;
#else
using answer = std::variant<row, DWORD>;
#endif
const PMIB_GET callback = routpact::mib_get_entry<[](ULONG) -> answer { return row{}; }>;
