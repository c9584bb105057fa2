// expect-error: routpact::counted_block: the third argument is not a sequence of entries
#include <routpact/callbacks.hpp>
#include <span>

struct header {
    ULONG limit;
    ULONG count;
};
struct rule {
    ULONG address;
    ULONG mask;
};
#ifdef BAD
using block = routpact::counted_block<header, &header::count, rule>;
#else
using block = routpact::counted_block<header, &header::count, std::span<const rule>>;
#endif
const auto callback = routpact::set_global_info<[](const block&) {}>;
