#include "arguments.hpp"
#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstring>
#include <sessions.hpp>

using namespace oracle;

TEST_CASE("RegisterProtocol sets the structures", "[registration]") {
    const dll_under_test dll;
    const auto ask = [&](DWORD version, DWORD features) {
        auto routing = filled_with<slots>(0xCD);
        routing.dwVersion = version;
        routing.dwProtocolId = sessions::id;
        routing.fSupportedFunctionality = features;
        auto service = filled_with<MPR_SERVICE_CHARACTERISTICS>(0xCD);
        CHECK(dll.entry_point()(&routing, &service) == success);
        CHECK(service.mscMpr40ServiceChars.fSupportedFunctionality == 0);
        service.mscMpr40ServiceChars.fSupportedFunctionality = 0xCDCDCDCD;
        CHECK(same_bytes(service, filled_with<MPR_SERVICE_CHARACTERISTICS>(0xCD)));
        return routing;
    };

    const slots got = ask(0x500, 0x7F);
    CHECK(got.dwVersion == 0x500);
    CHECK(got.dwProtocolId == sessions::id);
    CHECK(got.fSupportedFunctionality == offered);
    CHECK(ask(0x600, RF_ROUTING).dwVersion == 0x500);
    CHECK(ask(0x500, RF_ROUTING).fSupportedFunctionality == DWORD{RF_ROUTING});
    CHECK(ask(0x500, RF_ROUTING | RF_MULTICAST | RF_ADD_ALL_INTERFACES).fSupportedFunctionality ==
          DWORD{RF_ROUTING | RF_ADD_ALL_INTERFACES});

    const bool null_ones =
        !got.pfnQueryPower && !got.pfnSetPower && !got.pfnGetNeighbors && !got.pfnGetMfeStatus;
    CHECK(null_ones);
    // the other pointers are set
    const slots before = filled_with<slots>(0xCD);
    constexpr std::size_t first = offsetof(slots, pfnStartProtocol);
    std::size_t nulls = 0;
    std::size_t left = 0;
    for (std::size_t at = first; at < sizeof(slots); at += sizeof(void*)) {
        void* pointer = nullptr;
        void* was = nullptr;
        std::memcpy(static_cast<void*>(&pointer), reinterpret_cast<const char*>(&got) + at,
                    sizeof pointer);
        std::memcpy(static_cast<void*>(&was), reinterpret_cast<const char*>(&before) + at,
                    sizeof was);
        nulls += pointer == nullptr ? 1 : 0;
        left += pointer == was ? 1 : 0;
    }
    CHECK(nulls == 4);
    CHECK(left == 0);
}

TEST_CASE("RegisterProtocol refuses and writes nothing", "[registration]") {
    const dll_under_test dll;
    struct offer {
        DWORD version;
        DWORD id;
        DWORD features;
    };
    for (const offer& o : {offer{0x4FF, sessions::id, offered}, offer{0, sessions::id, offered},
                           offer{0x500, sessions::id ^ 1, offered}, offer{0x500, 0, offered},
                           offer{0x500, sessions::id, 0},
                           offer{0x500, sessions::id, offered & ~DWORD{RF_ROUTING}}}) {
        INFO(o.version << " " << o.id << " " << o.features);
        auto routing = filled_with<slots>(0xCD);
        routing.dwVersion = o.version;
        routing.dwProtocolId = o.id;
        routing.fSupportedFunctionality = o.features;
        const slots before = routing;
        auto service = filled_with<MPR_SERVICE_CHARACTERISTICS>(0xCD);
        CHECK(dll.entry_point()(&routing, &service) == not_supported);
        CHECK(same_bytes(routing, before));
        CHECK(same_bytes(service, filled_with<MPR_SERVICE_CHARACTERISTICS>(0xCD)));
    }

    auto routing = filled_with<slots>(0xCD);
    routing.dwVersion = 0x500;
    routing.dwProtocolId = sessions::id;
    routing.fSupportedFunctionality = offered;
    const slots before = routing;
    auto service = filled_with<MPR_SERVICE_CHARACTERISTICS>(0xCD);
    CHECK(dll.entry_point()(&routing, nullptr) == not_supported);
    CHECK(same_bytes(routing, before));
    CHECK(dll.entry_point()(nullptr, &service) == not_supported);
    CHECK(same_bytes(service, filled_with<MPR_SERVICE_CHARACTERISTICS>(0xCD)));
    CHECK(dll.entry_point()(nullptr, nullptr) == not_supported);
}
