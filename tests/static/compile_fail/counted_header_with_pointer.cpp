// expect-error: routpact::counted_block: the header cannot travel as bytes
#include <routpact/callbacks.hpp>
#include <span>

struct header {
    ULONG limit;
    ULONG count;
#ifdef BAD
    const char* name;
#endif
};
struct rule {
    ULONG address;
    ULONG mask;
};
using block = routpact::counted_block<header, &header::count, std::span<const rule>>;
const auto callback = routpact::set_global_info<[](const block&) {}>;
