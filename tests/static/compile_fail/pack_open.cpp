// expect-error: routpact: a #pragma pack is open at this #include
#ifdef BAD
#pragma pack(push, 1)
#else
#pragma pack(push)
#endif
#include <routpact/callbacks.hpp>
#pragma pack(pop)
