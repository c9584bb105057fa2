// A system that refuses membarrier after it has accepted the registration. heavy() has to find
// another way, because threads still rely on it and call light().

#include "../../common/store_then_load.hpp"
#include "filter.hpp"

#include <chrono>
#include <cstdio>
#include <routpact/detail/concurrency/asymmetric_fence.hpp>

using routpact::detail::asymmetric_fence;

int main() {
    if (!asymmetric_fence::is_available() || !take_membarrier_away()) {
        std::puts("membarrier, or the filter that removes it, is not available: run this on Linux "
                  "4.14 or later with seccomp");
        return 2;
    }
    // Each round waits for both processors, which takes long beside other programs.
    using std::chrono::steady_clock;
    const auto limit = steady_clock::now() + std::chrono::seconds{30};
    int rounds = 0;
    int missed = 0;
    for (; rounds < 30000 && missed == 0 && steady_clock::now() < limit; rounds += 1000)
        missed = count_missed_stores(1000, asymmetric_fence::light, asymmetric_fence::heavy);
    std::printf("both missed the other's store in %d of %d rounds\n", missed, rounds);
    return missed != 0;
}
