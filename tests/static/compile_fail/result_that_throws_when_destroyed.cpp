// expect-error: the destructor of the handler's result can throw
// names: ::pfnGetGlobalInfo
#include <routpact/callbacks.hpp>

struct answer {
    using value_type = ULONG;
    ULONG value = 0;
#ifdef BAD
    ~answer() noexcept(false) {}
#else
    ~answer() {}
#endif
    bool has_value() const { return true; }
    ULONG operator*() const { return value; }
};

answer handler() {
    return {};
}
const PGET_GLOBAL_INFO callback = routpact::get_global_info<handler>;
