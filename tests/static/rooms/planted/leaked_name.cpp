#include <routpact/routpact.hpp>

namespace routpact::inline ROUTPACT_ABI {
struct leaked {};
} // namespace routpact::inline ROUTPACT_ABI
