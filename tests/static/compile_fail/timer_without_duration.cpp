// expect-error: the time of a timer is not a duration
#include <chrono>
#include <routpact/protocol.hpp>

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

explicit protocol(routpact::router_manager& manager)
#ifdef BAD
    : hello_{manager.post_every(30, [] {})} {}
#else
        : hello_{manager.post_every(std::chrono::seconds{30}, [] {})} {
    }
#endif

      private : routpact::timer hello_;
};

ROUTPACT_EXPORT_PROTOCOLS(protocol)
