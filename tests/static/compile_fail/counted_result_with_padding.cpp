// expect-error: give the padding a name, such as ULONG reserved = 0
// names: ::pfnGetGlobalInfo
#include <routpact/callbacks.hpp>
#include <vector>

struct header {
    ULONG count;
    union {
        ULONG number;
#ifdef BAD
        BYTE flag;
#else
        BYTE flags[4];
#endif
    } value;
};
struct rule {
    ULONG address;
    ULONG mask;
};
using block = routpact::counted_block<header, &header::count, std::vector<rule>>;
const auto callback = routpact::get_global_info<[] { return block{}; }>;
