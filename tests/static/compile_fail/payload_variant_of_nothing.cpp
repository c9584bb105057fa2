// expect-error: return an optional of the variant if there may be no entry
// names: ::pfnMibGetEntry
#include <optional>
#include <routpact/callbacks.hpp>
#include <variant>

struct short_answer {
    ULONG index, age;
};
struct long_answer {
    ULONG index;
    ULONGLONG hellos[4];
};
#ifdef BAD
using answer = std::variant<std::monostate, short_answer, long_answer>;
#else
using answer = std::optional<std::variant<short_answer, long_answer>>;
#endif
const PMIB_GET callback = routpact::mib_get_entry<[](ULONG) -> answer { return {}; }>;
