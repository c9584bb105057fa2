// expect-error: pass &Header::entries, or remove the array
#include <routpact/callbacks.hpp>
#include <span>

struct table {
    ULONG limit;
    ULONG count;
    ULONG addresses[1];
};
#ifdef BAD
using block = routpact::counted_block<table, &table::count, std::span<const ULONG>>;
#else
using block =
    routpact::counted_block<table, &table::count, std::span<const ULONG>, &table::addresses>;
#endif
const auto callback = routpact::set_global_info<[](const block&) {}>;
