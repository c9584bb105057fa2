// Output arguments: misaligned pointers are refused, and null pointers where the output is
// required. The buffer of a result may be that of the query.

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <optional>
#include <routpact/callbacks.hpp>
#include <routpact/protocol.hpp>
#include <span>
#include <vector>

namespace outputs_tests {
namespace {

using routpact::violation;

routpact::report last{};
void record(const routpact::report& report) {
    last = report;
}
int calls = 0;
bool refused(DWORD code, DWORD expected, violation kind, unsigned argument) {
    const bool result = code == expected && last.kind == kind &&
                        last.argument_position == argument &&
                        last.blamed == routpact::blame::caller && calls == 0;
    last = {};
    return result;
}

// Memory for a T at a misaligned address.
template <class T>
struct off_by_one {
    alignas(T) unsigned char bytes[sizeof(T) + alignof(T)];
    off_by_one() { std::memset(bytes, 0xEE, sizeof bytes); }
    T* operator&() { return reinterpret_cast<T*>(bytes + 1); }
    bool untouched() const {
        for (const unsigned char each : bytes)
            if (each != 0xEE)
                return false;
        return true;
    }
};

struct line {};
struct only_one {
    line only;
    line* find(ULONG index) { return index == 7 ? &only : nullptr; }
} lines;

ULONG answer() {
    ++calls;
    return 42;
}

template <class Call>
void check_info(Call call, unsigned first) { // `first`: the position of the buffer
    ULONG out = 0, size = 4, version = 0, item = 0, count = 0;
    off_by_one<ULONG> off;
    calls = 0;
    CHECK(refused(call(&out, &off, &version, &item, &count), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, first + 1));
    CHECK(refused(call(&out, &size, &off, &item, &count), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, first + 2));
    CHECK(refused(call(&out, &size, &version, &off, &count), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, first + 3));
    CHECK(refused(call(&out, &size, &version, &item, &off), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, first + 4));
    CHECK(refused(call(&out, nullptr, &off, &item, &off), ERROR_INVALID_PARAMETER,
                  violation::null_argument, first + 1));
    CHECK(off.untouched());
    CHECK(out == 0);
    CHECK(call(&out, &size, nullptr, nullptr, nullptr) == NO_ERROR);
    CHECK(call(&off, &size, &version, &item, &count) == NO_ERROR); // a PVOID may have any alignment
    CHECK(calls == 2);
}

} // namespace

TEST_CASE("misaligned outputs of info blocks are refused") {
    check_info(
        [](PVOID buffer, PULONG size, PULONG version, PULONG item, PULONG count) {
            return routpact::get_global_info<answer, record>(buffer, size, version, item, count);
        },
        1);
    check_info(
        [](PVOID buffer, PULONG size, PULONG version, PULONG item, PULONG count) {
            return routpact::get_interface_info<lines, [](line&) { return answer(); }, record>(
                7, buffer, size, version, item, count);
        },
        2);
    check_info(
        [](PVOID buffer, PULONG size, PULONG version, PULONG item, PULONG count) {
            GUID domain{};
            return routpact::get_routing_domain_global_info<[](const GUID&) { return answer(); },
                                                            record>(&domain, buffer, size, version,
                                                                    item, count);
        },
        2);
}

TEST_CASE("a misaligned size of a MIB result is refused") {
    const auto check = [](PMIB_GET get) {
        calls = 0;
        ULONG question = 1, out = 0, size = 4;
        off_by_one<ULONG> off;
        CHECK(refused(get(4, &question, &off, &out), ERROR_INVALID_PARAMETER,
                      violation::misaligned_argument, 3));
        CHECK(off.untouched());
        CHECK(get(4, &question, &size, &off) == NO_ERROR);
    };
    check(routpact::mib_get_entry<[](ULONG) { return answer(); }, record>);
    check(routpact::mib_get_first_entry<[](ULONG) { return answer(); }, record>);
    check(routpact::mib_get_next_entry<[](ULONG) { return answer(); }, record>);
}

TEST_CASE("misaligned outputs of neighbors are refused") {
    constexpr auto get =
        routpact::get_neighbors<lines,
                                [](line&) {
                                    ++calls;
                                    return routpact::neighbors<std::array<DWORD, 1>>{{5}, 0};
                                },
                                record>;
    calls = 0;
    DWORD list = 0, size = 4;
    BYTE flags[2] = {};
    off_by_one<DWORD> off;
    CHECK(refused(get(7, &off, &size, flags), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, 2));
    CHECK(refused(get(7, &list, &off, flags), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, 3));
    CHECK(refused(get(7, &list, nullptr, flags), ERROR_INVALID_PARAMETER, violation::null_argument,
                  3));
    CHECK(refused(get(7, &list, &size, nullptr), ERROR_INVALID_PARAMETER, violation::null_argument,
                  4));
    CHECK(off.untouched());
    CHECK(get(7, nullptr, &size, flags) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(get(7, &list, &size, flags + 1) == NO_ERROR);
}

TEST_CASE("misaligned outputs of statistics are refused") {
    constexpr auto get =
        routpact::get_statistics<[](DWORD, ULONG, DWORD) { return answer(); }, record>;
    calls = 0;
    ULONG question = 1;
    PVOID entry = nullptr;
    DWORD size = 0;
    off_by_one<PVOID> off;
    off_by_one<DWORD> off_size;
    CHECK(refused(get(1, &question, 4, 1, &off, &size), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, 5));
    CHECK(refused(get(1, &question, 4, 1, &entry, &off_size), ERROR_INVALID_PARAMETER,
                  violation::misaligned_argument, 6));
    CHECK(refused(get(1, &question, 4, 1, nullptr, &off_size), ERROR_INVALID_PARAMETER,
                  violation::null_argument, 5));
    CHECK(refused(get(1, &question, 4, 1, &entry, nullptr), ERROR_INVALID_PARAMETER,
                  violation::null_argument, 6));
    CHECK(off.untouched());
    CHECK(off_size.untouched());
    CHECK(!entry);
}

TEST_CASE("misaligned outputs of events are refused, and the event is not consumed") {
    constexpr auto get = routpact::get_event_message<[]() {
        ++calls;
        return std::optional<routpact::router_event>{{ROUTER_STOPPED, {}}};
    },
                                                     record>;
    calls = 0;
    ROUTING_PROTOCOL_EVENTS type{};
    MESSAGE message{};
    off_by_one<ROUTING_PROTOCOL_EVENTS> off;
    off_by_one<MESSAGE> off_message;
    CHECK(refused(get(&off, &message), ERROR_NO_MORE_ITEMS, violation::misaligned_argument, 1));
    CHECK(
        refused(get(&type, &off_message), ERROR_NO_MORE_ITEMS, violation::misaligned_argument, 2));
    CHECK(refused(get(nullptr, &off_message), ERROR_NO_MORE_ITEMS, violation::null_argument, 1));
    CHECK(off.untouched());
    CHECK(off_message.untouched());
    CHECK(get(&type, nullptr) == NO_ERROR);
}

namespace {
class some {
public:
    static constexpr DWORD protocol_id = 78;
    static constexpr DWORD functionality = RF_ROUTING;
    explicit some(routpact::router_manager&) {}
};
} // namespace

TEST_CASE("misaligned structures are not registered") {
    alignas(8) static unsigned char bytes[sizeof(MPR60_ROUTING_CHARACTERISTICS) + 8] = {};
    static MPR_ROUTING_CHARACTERISTICS routing{};
    routing.dwVersion = 0x500;
    routing.dwProtocolId = some::protocol_id;
    routing.fSupportedFunctionality = RF_ROUTING;
    std::memcpy(bytes + 1, &routing, sizeof routing);
    MPR_SERVICE_CHARACTERISTICS service{};
    CHECK(routpact::register_protocols<some>(
              reinterpret_cast<PMPR_ROUTING_CHARACTERISTICS>(bytes + 1), &service) ==
          ERROR_NOT_SUPPORTED);
    CHECK(std::memcmp(bytes + 1, &routing, sizeof routing) == 0);
    CHECK(routpact::register_protocols<some>(
              &routing, reinterpret_cast<PMPR_SERVICE_CHARACTERISTICS>(bytes + 1)) ==
          ERROR_NOT_SUPPORTED);
    CHECK(!routing.pfnStartProtocol);
    CHECK(routpact::register_protocols<some>(&routing, &service) == NO_ERROR);
}

namespace {
struct pair {
    ULONG first, second;
};
// The query stays unchanged until the handler returns.
pair turned(const pair& asked) {
    return {asked.second, asked.first};
}
std::span<const ULONG> the_same(std::span<const ULONG> asked) {
    return asked;
}
std::span<const ULONG> without_the_first(std::span<const ULONG> asked) {
    return asked.subspan(1);
}
const pair& as_asked(const pair& asked) {
    return asked;
}
} // namespace

TEST_CASE("a result may be written over its query") {
    ULONG words[4] = {1, 2, 3, 4};
    ULONG size = 8;
    CHECK(routpact::mib_get_entry<turned>(8, words, &size, words) == NO_ERROR);
    CHECK(words[0] == 2);
    CHECK(words[1] == 1);
    CHECK(routpact::mib_get_entry<turned>(8, words, &size, words + 1) == NO_ERROR);
    CHECK(words[1] == 1);
    CHECK(words[2] == 2);
}

TEST_CASE("a result that is a view of its query may be written over it") {
    for (const std::size_t from : {0u, 1u, 2u})
        for (const std::size_t to : {0u, 1u, 2u}) {
            ULONG words[6] = {1, 2, 3, 4, 5, 6};
            ULONG size = 16;
            CHECK(routpact::mib_get_entry<the_same>(16, words + from, &size, words + to) ==
                  NO_ERROR);
            for (ULONG i = 0; i < 4; ++i)
                CHECK(words[to + i] == from + i + 1);
        }
    ULONG words[4] = {1, 2, 3, 4};
    ULONG size = 16;
    CHECK(routpact::mib_get_entry<without_the_first>(16, words, &size, words) == NO_ERROR);
    CHECK(size == 12);
    CHECK(words[0] == 2);
    CHECK(words[2] == 4);
    size = 8;
    CHECK(routpact::mib_get_entry<as_asked>(8, words, &size, words + 1) == NO_ERROR);
    CHECK(words[1] == 2);
    CHECK(words[2] == 3);
}

TEST_CASE("the size may stand in the question") {
    ULONG words[4] = {1, 20, 3, 4}; // room for 20 bytes
    ULONG out[5] = {};
    CHECK(routpact::mib_get_entry<the_same>(16, words, words + 1, out) == NO_ERROR);
    CHECK(out[1] == 20);
    CHECK(words[1] == 16);
    words[1] = 11; // too small
    CHECK(routpact::mib_get_entry<without_the_first>(16, words, words + 1, out) ==
          ERROR_INSUFFICIENT_BUFFER);
    CHECK(words[1] == 12);
}

} // namespace outputs_tests
