// expect-error: routpact::counted_block: the second argument is not the count; expected &Header::count
#include <routpact/callbacks.hpp>
#include <span>

struct header {
    ULONG limit;
#ifdef BAD
    int count;
#else
    ULONG count;
#endif
};
struct rule {
    ULONG address;
    ULONG mask;
};
using block = routpact::counted_block<header, &header::count, std::span<const rule>>;
const auto callback = routpact::set_global_info<[](const block&) {}>;
