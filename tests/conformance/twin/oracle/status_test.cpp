#include "arguments.hpp"
#include "dll_under_test.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>

using namespace oracle;

TEST_CASE("InterfaceStatus", "[status]") {
    const dll_under_test dll;
    dll.run();
    const auto status = [&](ULONG index, DWORD type, void* info, BOOL active = TRUE) {
        return dll->pfnInterfaceStatus(index, active, type, info);
    };
    CHECK(dll.attach(1) == success);
    CHECK(dll.attach(1) == success);
    alignas(IP_ADAPTER_BINDING_INFO) std::array<unsigned char, SIZEOF_IP_BINDING(2)> bound{};
    const ULONG addresses = 2;
    std::memcpy(bound.data(), &addresses, sizeof addresses);
    for (const DWORD type : {DWORD{RIS_INTERFACE_ADDRESS_CHANGE}, DWORD{RIS_INTERFACE_ENABLED},
                             DWORD{RIS_INTERFACE_MEDIA_PRESENT}, DWORD{RIS_INTERFACE_MEDIA_ABSENT}})
        for (void* const info : {static_cast<void*>(nullptr), static_cast<void*>(bound.data())})
            for (const BOOL active : {TRUE, FALSE}) {
                INFO("type " << type);
                CHECK(status(1, type, info, active) == success);
                CHECK(dll.look(1).enabled == 1);
                CHECK(dll.look(1).clients == 2);
            }

    for (const DWORD type : {DWORD{5}, DWORD{6}, DWORD{0x80000000}, DWORD{highest}}) {
        INFO("type " << type);
        CHECK(status(1, type, nullptr) == failure);
        CHECK(status(1, type, bound.data()) == failure);
        CHECK(status(77, type, nullptr) == bad_argument);
    }
    for (const std::size_t offset : {1U, 2U, 4U}) {
        const shifted<IP_ADAPTER_BINDING_INFO> misaligned{offset};
        for (DWORD type = 0; type <= 4; ++type) {
            INFO("type " << type << ", offset " << offset);
            CHECK(status(1, type, misaligned.address()) == failure);
            CHECK(status(77, type, misaligned.address()) == bad_argument);
        }
    }
    CHECK(dll.look(1).enabled == 1);
    CHECK(dll.look(1).clients == 2);

    CHECK(status(1, RIS_INTERFACE_DISABLED, nullptr) == success);
    CHECK(dll.look(1).enabled == 0);
    CHECK(dll.look(1).clients == 0);
    CHECK(dll.attach(1) == bad_argument);
    CHECK(dll.detach(1) == bad_argument);
    CHECK(status(1, RIS_INTERFACE_DISABLED, bound.data()) == success);
    CHECK(status(1, RIS_INTERFACE_ENABLED, bound.data()) == success);
    CHECK(dll.look(1).clients == 0);
    CHECK(dll.attach(1) == success);
}
