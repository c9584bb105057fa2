// expect-error: routpact: a #pragma pack is open at this #include
#include <routpact/callbacks.hpp>
#ifdef BAD
#pragma pack(push, 1)
#endif
#include <routpact/interface_table.hpp>
