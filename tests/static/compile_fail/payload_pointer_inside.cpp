// expect-error: replace a pointer, reference, optional or variant
// names: ::pfnGetGlobalInfo
#include <routpact/callbacks.hpp>

struct name {
    ULONG length;
#ifdef BAD
    const char* text;
#else
    char text[16];
#endif
};
struct config {
    ULONG limit;
    name names[2];
};
const PGET_GLOBAL_INFO callback = routpact::get_global_info<[]() -> config { return {}; }>;
