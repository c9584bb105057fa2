// expect-error: routpact::code_set holds at most eight codes
#include <routpact/routpact.hpp>

#ifdef BAD
constexpr routpact::code_set codes{0, 1, 2, 3, 4, 5, 6, 7, 8};
#else
constexpr routpact::code_set codes{0, 1, 2, 3, 4, 5, 6, 7};
#endif
static_assert(codes.count == 8);
