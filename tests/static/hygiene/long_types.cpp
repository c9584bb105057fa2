// Types whose length takes compilers seconds and most of the steps that they allow in a constant
// expression. Compiling this file is the test.
#include <routpact/detail/arguments/padding.hpp>

namespace {

using routpact::detail::plain;
using routpact::detail::plain_result;

struct numbers {
    unsigned char a;
    double b;
};
struct long_arrays {
    unsigned char bytes[100000];
    numbers rows[1000];
};
static_assert(plain<long_arrays> && plain_result<long_arrays>);

struct pointer_behind_an_array {
    unsigned char a[100000];
    int* b;
};
static_assert(!plain<pointer_behind_an_array>);

} // namespace
