#include "arguments.hpp"
#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sessions.hpp>

using namespace oracle;

TEST_CASE("Clients", "[clients]") {
    const dll_under_test dll;
    dll.run();
    CHECK(dll.detach(1) == bad_argument);
    CHECK(dll.attach(1, 10) == success);
    CHECK(dll.attach(1, 10) == success); // twice
    CHECK(dll.attach(1, 11) == success);
    CHECK(dll.look(1).clients == 3);
    CHECK(dll.look(2).clients == 0);
    CHECK(dll.detach(2, 10) == bad_argument);
    CHECK(dll.detach(1, 12) == bad_argument);
    CHECK(dll.detach(1, 10) == success);
    CHECK(dll.look(1).clients == 2);
    CHECK(dll.detach(1, 10) == success);
    CHECK(dll.detach(1, 10) == bad_argument);
    CHECK(dll.detach(1, 11) == success);

    for (const auto call : {dll->pfnConnectClient, dll->pfnDisconnectClient}) {
        CHECK(dll.attach(1, 0) == success);
        CHECK(call(1, nullptr) == bad_argument);
        for (const std::size_t offset : {1U, 2U, 3U}) {
            const shifted<IP_LOCAL_BINDING> misaligned{offset};
            CHECK(call(1, misaligned.address()) == bad_argument);
        }
        CHECK(dll.look(1).clients == 1);
        CHECK(dll.detach(1, 0) == success);
    }
    CHECK(dll.add(4) == success);
    CHECK(dll.attach(4) == bad_argument); // disabled
    CHECK(dll.detach(4) == bad_argument);
}

TEST_CASE("Limits of clients", "[clients]") {
    const dll_under_test dll;
    dll.run();
    const auto fill = [&](ULONG index) {
        ULONG clients = 0;
        while (clients < 1000 && dll.attach(index) == success)
            ++clients;
        return dll.look(index).clients == clients ? clients : 0;
    };
    CHECK(fill(1) == 100);
    CHECK(dll.detach(1) == success);
    CHECK(dll.attach(1) == success);
    CHECK(dll.attach(1) == bad_argument);

    auto global = global_of(5);
    CHECK(dll->pfnSetGlobalInfo(&global, 1, sizeof global, 1) == success);
    CHECK(fill(2) == 5);
    CHECK(dll.look(1).clients == 100); // existing clients stay connected
    CHECK(dll.attach(1) == bad_argument);
    sessions::interface_config own{7};
    CHECK(dll->pfnSetInterfaceInfo(3, &own, 1, sizeof own, 1) == success);
    CHECK(fill(3) == 7);
    CHECK(dll.set_limit(3, 8) == success);
    CHECK(dll.attach(3) == success);
    CHECK(dll.attach(3) == bad_argument);
    CHECK(dll.set_limit(3, 0) == success); // back to the global limit
    CHECK(dll.attach(3) == bad_argument);
}
