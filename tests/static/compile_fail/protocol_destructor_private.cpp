// expect-error: the destructor of the protocol class is private or deleted, or can throw
// names: good
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
private:
    ~good() {}
#else
    virtual ~good() {} // may even be virtual, without an operator delete

private:
    void operator delete(void*) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
