#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <routpact/protocol.hpp>

namespace registration_tests {
namespace {

struct plain {
    static constexpr DWORD protocol_id = 1;
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;
    explicit plain(routpact::router_manager&) {}
};

routpact::report last{};

struct modern {
    static constexpr DWORD protocol_id = 2;
    static constexpr DWORD functionality = RF_ROUTING | RF_ROUTINGV6;
    static constexpr DWORD required_functionality = 0;
    explicit modern(routpact::router_manager&) {}

    DWORD protocol_action(DWORD type, const ULONG&) { return type; }
    ULONG get_statistics(DWORD, const ULONG& asked, DWORD) { return asked; }
    void mib_get_trap_info(const ULONG&, routpact::trap_output) {}
    static void observe(const routpact::report& r) { last = r; }
};

// The structures that a router manager passes, with more memory than an MPR50 structure needs.
struct offer {
    explicit offer(DWORD id, DWORD version = 0x500, DWORD flags = 0xFF) {
        std::memset(static_cast<void*>(&memory), 0xCC, sizeof memory);
        routing.dwVersion = version;
        routing.dwProtocolId = id;
        routing.fSupportedFunctionality = flags;
        std::memset(&service, 0xCC, sizeof service);
    }

    MPR_ROUTING_CHARACTERISTICS& characteristics() { return routing; }
    DWORD register_them() {
        return routpact::register_protocols<plain, modern>(&characteristics(), &service);
    }
    bool untouched_from(std::size_t first) const {
        std::array<unsigned char, sizeof memory> bytes{};
        std::memcpy(bytes.data(), &memory, sizeof memory);
        for (std::size_t i = first; i < bytes.size(); ++i)
            if (bytes[i] != 0xCC)
                return false;
        return true;
    }

    union {
        MPR60_ROUTING_CHARACTERISTICS memory;
        MPR_ROUTING_CHARACTERISTICS routing;
    };
    MPR_SERVICE_CHARACTERISTICS service;
};

constexpr std::size_t after_flags = 12;

} // namespace

TEST_CASE("a protocol is registered under its id") {
    offer one{1};
    REQUIRE(one.register_them() == NO_ERROR);
    CHECK(one.characteristics().dwVersion == 0x500);
    CHECK(one.characteristics().dwProtocolId == 1);
    CHECK(one.characteristics().fSupportedFunctionality == (RF_ROUTING | RF_ADD_ALL_INTERFACES));
    CHECK(one.characteristics().pfnStartProtocol != nullptr);
    CHECK(one.characteristics().pfnQueryPower == nullptr);
    CHECK(one.characteristics().pfnSetPower == nullptr);
    CHECK(one.characteristics().pfnConnectClient == nullptr);
    CHECK(one.characteristics().pfnUpdateRoutes == nullptr);

    offer other{2};
    REQUIRE(other.register_them() == NO_ERROR);
    CHECK(other.characteristics().pfnStartProtocol != one.characteristics().pfnStartProtocol);
}

TEST_CASE("only the functionality of the service table is written: none") {
    offer one{1};
    REQUIRE(one.register_them() == NO_ERROR);
    CHECK(one.service.mscMpr40ServiceChars.fSupportedFunctionality == 0);
    one.service.mscMpr40ServiceChars.fSupportedFunctionality = 0xCCCCCCCC;
    std::array<unsigned char, sizeof one.service> bytes{};
    std::memcpy(bytes.data(), &one.service, bytes.size());
    for (const unsigned char each : bytes)
        CHECK(each == 0xCC);
}

TEST_CASE("a protocol that is not supported is refused, with nothing written") {
    for (offer refused :
         {offer{3}, offer{1, 0x4FF}, offer{1, 0}, offer{1, 0x500, RF_ADD_ALL_INTERFACES}}) {
        const DWORD version = refused.characteristics().dwVersion;
        const DWORD flags = refused.characteristics().fSupportedFunctionality;
        CHECK(refused.register_them() == ERROR_NOT_SUPPORTED);
        CHECK(refused.characteristics().dwVersion == version);
        CHECK(refused.characteristics().fSupportedFunctionality == flags);
        CHECK(refused.untouched_from(after_flags));
        CHECK(refused.service.mscMpr40ServiceChars.fSupportedFunctionality == 0xCCCCCCCC);
    }
    offer one{1};
    CHECK(routpact::register_protocols<plain>(nullptr, &one.service) == ERROR_NOT_SUPPORTED);
    CHECK(routpact::register_protocols<plain>(&one.characteristics(), nullptr) ==
          ERROR_NOT_SUPPORTED);
    CHECK(one.untouched_from(after_flags));
}

TEST_CASE("a protocol claims only the functionality that the router manager offers") {
    offer less{1, 0x500, RF_ROUTING};
    REQUIRE(less.register_them() == NO_ERROR);
    CHECK(less.characteristics().fSupportedFunctionality == RF_ROUTING);

    offer nothing_required{2, 0x500, RF_ROUTINGV6 | RF_MULTICAST};
    REQUIRE(nothing_required.register_them() == NO_ERROR);
    CHECK(nothing_required.characteristics().fSupportedFunctionality == RF_ROUTINGV6);
}

TEST_CASE("an MPR50 structure is not written past its end") {
    for (const DWORD id : {DWORD{1}, DWORD{2}}) {
        offer older{id};
        REQUIRE(older.register_them() == NO_ERROR);
        CHECK(older.characteristics().dwVersion == 0x500);
        CHECK(older.untouched_from(sizeof(MPR50_ROUTING_CHARACTERISTICS)));
    }
    // A protocol without handlers for MPR60 does not write into an MPR60 structure's end either.
    offer newer{1, 0x600};
    REQUIRE(newer.register_them() == NO_ERROR);
    CHECK(newer.characteristics().dwVersion == 0x500);
    CHECK(newer.untouched_from(sizeof(MPR50_ROUTING_CHARACTERISTICS)));
}

TEST_CASE(
    "an MPR60 router manager gets the larger table from a protocol that has handlers for it") {
    offer newer{2, 0x600};
    REQUIRE(newer.register_them() == NO_ERROR);
    CHECK(newer.memory.dwVersion == 0x600);
    CHECK(newer.memory.pfnProtocolAction != nullptr);
    CHECK(newer.memory.pfnGetStatistics != nullptr);
    CHECK(newer.memory.pfnBufferFree != nullptr);
    CHECK(newer.memory.pfnGetRoutingDomainGlobalInfo == nullptr);
    CHECK(newer.memory.pfnSetRoutingDomainGlobalInfo == nullptr);

    offer newest{2, 0x700};
    REQUIRE(newest.register_them() == NO_ERROR);
    CHECK(newest.memory.dwVersion == 0x600);
}

TEST_CASE("refusals have documented codes and name the argument") {
    offer newer{2, 0x600};
    REQUIRE(newer.register_them() == NO_ERROR);
    const MPR60_ROUTING_CHARACTERISTICS& table = newer.memory;
    REQUIRE(table.pfnStartProtocol(nullptr, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
    REQUIRE(table.pfnAddInterface(nullptr, 1, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR);
    REQUIRE(table.pfnStartComplete() == NO_ERROR);
    ULONG question = 7;

    CHECK(table.pfnInterfaceStatus(1, TRUE, 5, nullptr) == ERROR_CAN_NOT_COMPLETE);
    CHECK(last.argument_position == 3);
    CHECK(table.pfnMibGetTrapInfo(4, nullptr, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(last.argument_position == 2);
    CHECK(table.pfnMibGetTrapInfo(3, &question, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(last.argument_position == 1);
    CHECK(table.pfnProtocolAction(600, &question, 4) == 600);
    CHECK(table.pfnProtocolAction(0, nullptr, 4) == ERROR_INVALID_PARAMETER);
    CHECK(last.argument_position == 2);
    CHECK(table.pfnProtocolAction(0, &question, 3) == ERROR_INVALID_PARAMETER);
    CHECK(last.argument_position == 3);

    PVOID answer = nullptr;
    DWORD size = 0;
    REQUIRE(table.pfnGetStatistics(0, &question, 4, 0, &answer, &size) == NO_ERROR);
    CHECK(size == 4);
    CHECK(*static_cast<ULONG*>(answer) == 7);
    table.pfnBufferFree(answer);
    CHECK(table.pfnGetStatistics(0, &question, 4, 0, nullptr, &size) == ERROR_INVALID_PARAMETER);
    CHECK(last.argument_position == 5);
    CHECK(table.pfnGetStatistics(0, &question, 4, 0, &answer, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(last.argument_position == 6);
    CHECK(table.pfnStopProtocol() == NO_ERROR);
}

} // namespace registration_tests
