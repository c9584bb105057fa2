// A system that refuses membarrier after it has accepted the registration. heavy() has to find
// another way, because threads still rely on it and call light().

#include "../../common/store_then_load.hpp"
#include "filter.hpp"

#include <cstdio>
#include <routpact/detail/concurrency/asymmetric_fence.hpp>

using routpact::detail::asymmetric_fence;

int main() {
    if (!asymmetric_fence::is_available() || !take_membarrier_away()) {
        std::puts("membarrier, or the filter that removes it, is not available: run this on Linux "
                  "4.14 or later with seccomp");
        return 2;
    }
    const int missed = count_missed_stores(30000, std::chrono::seconds{10}, asymmetric_fence::light,
                                           asymmetric_fence::heavy);
    std::printf("both missed the other's store in %d rounds\n", missed);
    return missed != 0;
}
