// expect-error: pass &Header::entries, or remove the array
#include <routpact/callbacks.hpp>
#include <span>

struct rule {
    struct {
        BYTE bytes[4];
    } address;
    ULONG mask;
};
struct table {
    ULONG count;
    WCHAR name[16];
    rule rules[1];
};
#ifdef BAD
using block = routpact::counted_block<table, &table::count, std::span<const rule>>;
#else
using block = routpact::counted_block<table, &table::count, std::span<const rule>, &table::rules>;
#endif
const auto callback = routpact::set_global_info<[](const block&) {}>;
