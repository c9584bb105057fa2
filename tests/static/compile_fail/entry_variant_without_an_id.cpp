// expect-error: add static constexpr DWORD mib_id to each, with different values
// names: ::pfnMibGetEntry
#include <routpact/callbacks.hpp>
#include <variant>

struct by_index {
    static constexpr DWORD mib_id = 1;
    DWORD id, index;
};
struct by_name {
#ifndef BAD
    static constexpr DWORD mib_id = 2;
#endif
    DWORD id;
    char name[12];
};
const PMIB_GET callback =
    routpact::mib_get_entry<[](const std::variant<by_index, by_name>&) { return ULONG{}; }>;
