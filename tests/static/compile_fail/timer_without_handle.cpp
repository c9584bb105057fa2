// expect-error: nodiscard
#pragma GCC diagnostic error "-Wunused-result"
#include <chrono>
#include <routpact/protocol.hpp>

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit protocol(routpact::router_manager& manager) {
#ifdef BAD
        manager.post_every(std::chrono::seconds{30}, [] {});
#else
        hello_ = manager.post_every(std::chrono::seconds{30}, [] {});
#endif
    }

private:
    routpact::timer hello_;
};

ROUTPACT_EXPORT_PROTOCOLS(protocol)
