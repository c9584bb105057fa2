// expect-error: has another layout than the router manager expects
// names: MPR50_ROUTING_CHARACTERISTICS
#ifdef BAD
#pragma pack(push, 1)
#else
#pragma pack(push, 8)
#endif
#include <routpact/detail/abi/portable.hpp> // as the platform's own header
#pragma pack(pop)
#include <routpact/abi.hpp>
