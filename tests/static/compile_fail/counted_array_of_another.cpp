// expect-error: routpact::counted_block: the fourth argument is not the array at the end of the header
#include <routpact/callbacks.hpp>
#include <span>

struct table {
    ULONG limit;
    ULONG count;
    ULONG addresses[1];
};
#ifdef BAD
using block = routpact::counted_block<table, &table::count, std::span<const ULONG>, &table::limit>;
#else
using block =
    routpact::counted_block<table, &table::count, std::span<const ULONG>, &table::addresses>;
#endif
const auto callback = routpact::set_global_info<[](const block&) {}>;
