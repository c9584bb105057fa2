// expect-error: routpact: a #pragma pack is open at this #include
#ifdef BAD
#pragma pack(push, 2)
#endif
#include <routpact/abi.hpp>
