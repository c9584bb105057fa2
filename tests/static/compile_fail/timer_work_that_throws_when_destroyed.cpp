// expect-error: the destructor of the work of a timer must not throw
#include <chrono>
#include <routpact/protocol.hpp>

struct safe {
    ~safe() {}
};
struct throwing {
    ~throwing() noexcept(false) {}
};

class protocol {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit protocol(routpact::router_manager& manager) {
#ifdef BAD
        hello_ = manager.post_after(std::chrono::seconds{30}, [kept = throwing{}] {});
#else
        hello_ = manager.post_after(std::chrono::seconds{30}, [kept = safe{}] {});
#endif
    }

private:
    routpact::timer hello_;
};

ROUTPACT_EXPORT_PROTOCOLS(protocol)
