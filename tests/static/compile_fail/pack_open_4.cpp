// expect-error: routpact: a #pragma pack is open at this #include
#ifdef BAD
#pragma pack(4)
#endif
#include <routpact/routpact.hpp>
