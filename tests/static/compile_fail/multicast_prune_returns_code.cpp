// expect-error: for a prune alert nothing or routpact::mfe_timeout
// names: ::pfnPruneAlertCallback
#include <routpact/multicast_callbacks.hpp>

#ifdef BAD // a code, or seconds?
DWORD pruned(const routpact::source_group&, ULONG, DWORD, BOOL) {
    return 60;
}
#else
routpact::mfe_timeout pruned(const routpact::source_group&, ULONG, DWORD, BOOL) {
    return {60};
}
#endif
const auto callback = routpact::prune_alert<pruned>;
