#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <routpact/support_functions.hpp>

namespace {
using routpact::support_functions;

DWORD WINAPI router_id() {
    return 42;
}
DWORD WINAPI interface_information(DWORD index, DWORD, DWORD, DWORD, PVOID) {
    return index;
}

// The router manager passes the table of its own version under the common name.
template <class Table>
void assign(support_functions& calls, const Table& table) {
    calls.assign(static_cast<const SUPPORT_FUNCTIONS*>(static_cast<const void*>(&table)), 7);
}
} // namespace

TEST_CASE("the native table has the functions of MPR60 only if its version says so") {
    support_functions calls;
    CHECK(calls.native().dwVersion == 0);
    SUPPORT_FUNCTIONS_60 table{};
    table.GetRouterId = router_id;
    table.GetInterfaceInformation = interface_information;
    for (const DWORD version : {0x600u, 0x500u, 0u, 0x700u}) {
        table.dwVersion = version;
        assign(calls, table);
        CHECK(calls.native().dwVersion == version);
        CHECK(calls.native().GetRouterId() == 42);
        CHECK(calls.native().ValidateRouteEx == nullptr);
        if (version < 0x600)
            CHECK(calls.native().GetInterfaceInformation == nullptr);
        else
            CHECK(calls.native().GetInterfaceInformation(7, 0, 0, 0, nullptr) == 7);
    }
    calls.assign(nullptr, 7);
    CHECK(calls.native().GetInterfaceInformation == nullptr);
}

TEST_CASE("nothing behind the support functions of MPR50 is read") {
    const auto table = std::make_unique<SUPPORT_FUNCTIONS_50>(); // a sanitizer watches its end
    table->dwVersion = 0x500;
    table->GetRouterId = router_id;
    support_functions calls;
    assign(calls, *table);
    CHECK(calls.router_id());
}
