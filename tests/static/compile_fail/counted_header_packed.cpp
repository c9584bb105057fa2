// expect-error: routpact::counted_block: the header is packed
#include <routpact/callbacks.hpp>
#include <span>

#ifdef BAD
#pragma pack(push, 2)
#endif
struct table {
    USHORT count;
    ULONG addresses[1];
};
#ifdef BAD
#pragma pack(pop)
#endif
using block =
    routpact::counted_block<table, &table::count, std::span<const ULONG>, &table::addresses>;
const auto callback = routpact::set_global_info<[](const block&) {}>;
