// expect-error: routpact::counted_block with a span of const entries
// names: ::pfnSetGlobalInfo>, 1, routpact::misuse::actual<
#include <routpact/callbacks.hpp>
#include <span>
#include <vector>

struct header {
    ULONG limit;
    ULONG count;
};
struct rule {
    ULONG address;
    ULONG mask;
};
#ifdef BAD
using block = routpact::counted_block<header, &header::count, std::vector<rule>>;
#else
using block = routpact::counted_block<header, &header::count, std::span<const rule>>;
#endif
const auto callback = routpact::set_global_info<[](const block&) {}>;
