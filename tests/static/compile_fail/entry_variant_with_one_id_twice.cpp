// expect-error: cannot select an alternative
// names: ::pfnGetStatistics
#include <routpact/callbacks.hpp>
#include <variant>

struct by_index {
    static constexpr DWORD mib_id = 1;
    DWORD id, index;
};
struct by_name {
#ifdef BAD
    static constexpr DWORD mib_id = 1;
#else
    static constexpr DWORD mib_id = 2;
#endif
    DWORD id;
    char name[12];
};
const PGET_PROTOCOL_STATISTICS callback =
    routpact::get_statistics<[](DWORD, std::variant<by_index, by_name>, DWORD) { return ULONG{}; }>;
