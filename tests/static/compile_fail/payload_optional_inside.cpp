// expect-error: a member that says which alternative is valid
// names: ::pfnGetGlobalInfo
#include <optional>
#include <routpact/callbacks.hpp>

struct config {
    ULONG limit;
#ifdef BAD
    std::optional<ULONG> timer;
#else
    ULONG timer;
#endif
};
const PGET_GLOBAL_INFO callback = routpact::get_global_info<[]() -> config { return {}; }>;
