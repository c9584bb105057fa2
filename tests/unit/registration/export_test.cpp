// ROUTPACT_EXPORT_PROTOCOLS inside the namespace of a DLL's author, who also has a namespace named
// routpact: the names in the macro must not find the author's.

#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>

namespace contoso::routpact {

class sessions {
public:
    static constexpr DWORD protocol_id = 4711;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit sessions(::routpact::router_manager&) {}
};

class neighbors {
public:
    static constexpr DWORD protocol_id = 4712;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit neighbors(::routpact::router_manager&) {}
};

ROUTPACT_EXPORT_PROTOCOLS(sessions, routpact::neighbors)

} // namespace contoso::routpact

// The router manager's declaration, which only a function with the plain C name satisfies.
extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service);

TEST_CASE("the export macro works inside an author's own namespace routpact") {
    for (const DWORD id :
         {contoso::routpact::sessions::protocol_id, contoso::routpact::neighbors::protocol_id}) {
        MPR_ROUTING_CHARACTERISTICS routing{};
        routing.dwVersion = 0x500;
        routing.dwProtocolId = id;
        routing.fSupportedFunctionality = RF_ROUTING;
        MPR_SERVICE_CHARACTERISTICS service{};
        CHECK(RegisterProtocol(&routing, &service) == NO_ERROR);
        CHECK(routing.pfnStartProtocol != nullptr);
    }
    MPR_ROUTING_CHARACTERISTICS other{};
    other.dwVersion = 0x500;
    other.dwProtocolId = 4713;
    other.fSupportedFunctionality = RF_ROUTING;
    MPR_SERVICE_CHARACTERISTICS service{};
    CHECK(RegisterProtocol(&other, &service) == ERROR_NOT_SUPPORTED);
}
