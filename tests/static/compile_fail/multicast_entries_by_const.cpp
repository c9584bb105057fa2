// expect-error: takes the wrong type for this argument of the callback; expected the type in misuse::expected<>
// names: outgoing_interfaces
#include <routpact/multicast_callbacks.hpp>
#include <span>

#ifdef BAD
void created(const routpact::source_group&, ULONG, DWORD, std::span<const MGM_IF_ENTRY>) {}
#else
void created(const routpact::source_group&, ULONG, DWORD, std::span<MGM_IF_ENTRY>) {}
#endif
const auto callback = routpact::creation_alert<created>;
