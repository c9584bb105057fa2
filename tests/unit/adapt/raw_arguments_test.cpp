// A handler that takes the arguments of a callback as they are in C.
#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>

namespace raw_arguments_tests {
namespace {

// The documented codes of pfnGetInterfaceInfo
constexpr routpact::terms info_terms{
    .codes = {NO_ERROR, ERROR_INVALID_PARAMETER, ERROR_INSUFFICIENT_BUFFER, ERROR_CAN_NOT_COMPLETE},
    .fallback = ERROR_CAN_NOT_COMPLETE};

// A block that a handler writes in two parts, which no object of one type holds
DWORD write_parts(ULONG first, PVOID buffer, PULONG capacity, PULONG version, PULONG size,
                  PULONG count) {
    const ULONG room = *capacity;
    *capacity = 2 * sizeof(ULONG);
    if (!buffer || room < *capacity)
        return ERROR_INSUFFICIENT_BUFFER;
    auto* const parts = static_cast<ULONG*>(buffer);
    parts[0] = first;
    parts[1] = room;
    *version = 3;
    *size = *capacity;
    *count = 1;
    return NO_ERROR;
}

struct line {
    ULONG number = 42;
};
struct {
    line only;
    line* find(ULONG index) { return index == 7 ? &only : nullptr; }
} lines;

void check_parts(PGET_INTERFACE_INFO callback) {
    ULONG parts[2] = {};
    ULONG capacity = 0, version = 0, size = 0, count = 0;
    CHECK(callback(7, nullptr, &capacity, &version, &size, &count) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(capacity == sizeof parts);
    CHECK(callback(7, parts, &capacity, &version, &size, &count) == NO_ERROR);
    CHECK(parts[0] == 42);
    CHECK(parts[1] == sizeof parts);
    CHECK(version == 3);
    CHECK(callback(8, parts, &capacity, &version, &size, &count) == ERROR_INVALID_PARAMETER);
}

class raw {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    using interface_type = line;
    explicit raw(routpact::router_manager&) {}
};
} // namespace

TEST_CASE("with the type of a callback as its signature, a handler takes the C arguments") {
    check_parts(routpact::adapt<PGET_INTERFACE_INFO, lines,
                                [](line& l, PVOID buffer, PULONG capacity, PULONG version,
                                   PULONG size, PULONG count) {
                                    return write_parts(l.number, buffer, capacity, version, size,
                                                       count);
                                },
                                info_terms>);
}

TEST_CASE("a hand-written entry point can give one slot of a protocol class such a handler") {
    MPR_ROUTING_CHARACTERISTICS dll{};
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = MS_ROUTER_VERSION;
    dll.dwProtocolId = raw::protocol_id;
    dll.fSupportedFunctionality = RF_ROUTING;
    REQUIRE(routpact::register_protocols<raw>(&dll, &service) == NO_ERROR);
    dll.pfnGetInterfaceInfo =
        routpact::adapt<PGET_INTERFACE_INFO, routpact::interfaces<raw>,
                        [](line& l, PVOID buffer, PULONG capacity, PULONG version, PULONG size,
                           PULONG count) {
                            return write_parts(l.number, buffer, capacity, version, size, count);
                        },
                        info_terms>;
    ULONG parts[2], capacity = sizeof parts, out = 0;
    CHECK(dll.pfnGetInterfaceInfo(7, parts, &capacity, &out, &out, &out) ==
          ERROR_INVALID_PARAMETER); // it is not started

    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    REQUIRE(dll.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
    REQUIRE(dll.pfnAddInterface(nullptr, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR);
    check_parts(dll.pfnGetInterfaceInfo);
    CHECK(dll.pfnStopProtocol() == NO_ERROR);
    CloseHandle(event);
}

} // namespace raw_arguments_tests
