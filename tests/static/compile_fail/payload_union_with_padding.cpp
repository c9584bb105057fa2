// expect-error: give the padding a name, such as ULONG reserved = 0
// names: ::pfnMibGetEntry
#include <routpact/callbacks.hpp>
#include <vector>

struct answer {
    ULONG kind;
    union {
        ULONG number;
#ifdef BAD
        BYTE flag;
#else
        BYTE flags[4];
#endif
    } value;
};
const PMIB_GET callback = routpact::mib_get_entry<[](ULONG) -> std::vector<answer> { return {}; }>;
