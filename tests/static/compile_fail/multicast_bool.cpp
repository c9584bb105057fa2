// expect-error: takes the wrong type for this argument of the callback; expected the type in misuse::expected<>
// names: ::pfnJoinAlertCallback
#include <routpact/multicast_callbacks.hpp>

#ifdef BAD
void joined(const routpact::source_group&, bool) {}
#else
void joined(const routpact::source_group&, BOOL) {}
#endif
const auto callback = routpact::join_alert<joined>;
