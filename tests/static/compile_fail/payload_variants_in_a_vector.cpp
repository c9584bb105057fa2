// expect-error: a member that says which alternative is valid
// names: ::pfnGetGlobalInfo
#include <routpact/callbacks.hpp>
#include <variant>
#include <vector>

#ifdef BAD
using item = std::variant<ULONG, BYTE>;
#else
using item = ULONG;
#endif
const PGET_GLOBAL_INFO callback =
    routpact::get_global_info<[]() -> std::vector<item> { return {}; }>;
