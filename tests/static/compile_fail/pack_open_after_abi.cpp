// expect-error: routpact: a #pragma pack is open at this #include
#include <routpact/abi.hpp>
#ifdef BAD
#pragma pack(push, 1)
#else
#pragma pack(push, 8) // what 64-bit systems have anyway
#endif
#include <routpact/routpact.hpp>
#pragma pack(pop)
