#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <routpact/adapt.hpp>
#include <string>
#include <system_error>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace {

using routpact::code;
using routpact::fault;
using routpact::rule;

struct line {
    int calls = 0;
    DWORD last = 0;
};

// The table a C program would have: an array and a pointer into it.
struct array_table {
    line lines[4];
    line* find(ULONG index) { return index < 4 ? &lines[index] : nullptr; }
};
array_table lines;

struct received_report {
    routpact::report report{};
    std::string what;
};
std::vector<received_report> reports;

void record(const routpact::report& report) {
    reports.push_back({report, report.what ? report.what : ""});
}

// Starts a test from nothing.
void reset() {
    lines = {};
    reports.clear();
}

int total_calls() {
    int total = 0;
    for (const line& one : lines.lines)
        total += one.calls;
    return total;
}

constexpr IP_LOCAL_BINDING client_value{10, 20};

IP_LOCAL_BINDING client() {
    return client_value;
}

template <auto Handler>
constexpr PDISCONNECT_CLIENT observed =
    routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient, lines, Handler, record>;

void by_reference(line& l, const IP_LOCAL_BINDING& c) {
    ++l.calls;
    l.last = c.Address;
}

} // namespace

TEST_CASE("a known index reaches the handler with its interface and argument") {
    reset();
    IP_LOCAL_BINDING c = client();
    CHECK(observed<by_reference>(2, &c) == NO_ERROR);
    CHECK(lines.lines[2].calls == 1);
    CHECK(lines.lines[2].last == 10);
    CHECK(total_calls() == 1);
    CHECK(reports.empty());
}

TEST_CASE("an unknown index is refused: no handler call, no interface memory written") {
    reset();
    const array_table before = lines;
    IP_LOCAL_BINDING c = client();
    for (const ULONG index : {ULONG{4}, ULONG{0x80000000}, ULONG{0xFFFFFFFF}}) {
        reports.clear();
        CHECK(observed<by_reference>(index, &c) == ERROR_INVALID_PARAMETER);
        REQUIRE(reports.size() == 1);
        const routpact::report& report = reports[0].report;
        CHECK(report.callback == std::string{"disconnect_client"});
        CHECK(report.broken == rule::known_index);
        CHECK(report.whose == fault::router_manager);
        CHECK(report.argument == 1);
        CHECK(report.interface_index == index);
        CHECK(report.original == NO_ERROR);
        CHECK(report.answer == ERROR_INVALID_PARAMETER);
        CHECK(report.what == nullptr);
    }
    CHECK(std::memcmp(&before, &lines, sizeof before) == 0);
}

TEST_CASE("null is refused where the handler needs an object") {
    reset();
    const auto check_refused = [](PDISCONNECT_CLIENT callback) {
        reports.clear();
        CHECK(callback(1, nullptr) == ERROR_INVALID_PARAMETER);
        REQUIRE(reports.size() == 1);
        CHECK(reports[0].report.broken == rule::argument_present);
        CHECK(reports[0].report.whose == fault::router_manager);
        CHECK(reports[0].report.argument == 2);
        CHECK(reports[0].report.interface_index == 1);
    };
    check_refused(observed<by_reference>);
    check_refused(observed<[](line& l, IP_LOCAL_BINDING) { ++l.calls; }>);
    CHECK(total_calls() == 0);
}

TEST_CASE("null is passed on where the handler takes a pointer") {
    reset();
    CHECK(observed<[](line& l, const IP_LOCAL_BINDING* c) { l.calls += c == nullptr; }>(
              1, nullptr) == NO_ERROR);
    CHECK(observed<[](line& l, PVOID c) { l.calls += c == nullptr; }>(1, nullptr) == NO_ERROR);
    CHECK(observed<[](line& l, const void* c) { l.calls += c == nullptr; }>(1, nullptr) ==
          NO_ERROR);
    CHECK(lines.lines[1].calls == 3);
    CHECK(reports.empty());
}

TEST_CASE("a misaligned pointer is refused as a reference and welcome as a copy") {
    reset();
    alignas(8) unsigned char bytes[sizeof(IP_LOCAL_BINDING) + 1] = {};
    std::memcpy(bytes + 1, &client_value, sizeof client_value);

    CHECK(observed<by_reference>(1, bytes + 1) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.broken == rule::argument_aligned);
    CHECK(reports[0].report.argument == 2);
    CHECK(total_calls() == 0);

    CHECK(observed<[](line& l, IP_LOCAL_BINDING c) { l.last = c.Mask; }>(1, bytes + 1) == NO_ERROR);
    CHECK(lines.lines[1].last == 20);
}

TEST_CASE("a documented code is passed on, any other becomes the fallback") {
    reset();
    IP_LOCAL_BINDING c = client();
    CHECK(observed<[](line&, PVOID) { return DWORD{NO_ERROR}; }>(0, &c) == NO_ERROR);
    CHECK(observed<[](line&, PVOID) { return DWORD{ERROR_INVALID_PARAMETER}; }>(0, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(observed<[](line&, PVOID) { return code::invalid_parameter; }>(0, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(reports.empty());

    CHECK(observed<[](line&, PVOID) { return DWORD{ERROR_CAN_NOT_COMPLETE}; }>(3, &c) ==
          ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.broken == rule::documented_code);
    CHECK(reports[0].report.whose == fault::protocol);
    CHECK(reports[0].report.original == ERROR_CAN_NOT_COMPLETE);
    CHECK(reports[0].report.answer == ERROR_INVALID_PARAMETER);
    CHECK(reports[0].report.interface_index == 3);

    CHECK(observed<[](line&, PVOID) { return std::error_code{5, std::generic_category()}; }>(
              0, &c) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 2);
    CHECK(reports[1].report.original == 5);
    CHECK(reports[1].what == "generic");
}

TEST_CASE("without an observer the answers are the same") {
    reset();
    constexpr auto silent =
        routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient, lines,
                             [](line&, const IP_LOCAL_BINDING& c) -> DWORD { return c.Address; }>;
    IP_LOCAL_BINDING c = client();
    CHECK(silent(0, &c) == ERROR_INVALID_PARAMETER); // 10 is not documented
    CHECK(silent(9, &c) == ERROR_INVALID_PARAMETER);
    CHECK(silent(0, nullptr) == ERROR_INVALID_PARAMETER);
    c.Address = NO_ERROR;
    CHECK(silent(0, &c) == NO_ERROR);
}

#ifdef __cpp_exceptions

TEST_CASE("an exception of any kind becomes a documented code and the observer gets the original") {
    reset();
    IP_LOCAL_BINDING c = client();
    const auto check = [&](PDISCONNECT_CLIENT callback, DWORD original, const std::string& what) {
        reports.clear();
        CHECK(callback(1, &c) == ERROR_INVALID_PARAMETER);
        REQUIRE(reports.size() == 1);
        CHECK(reports[0].report.callback == std::string{"disconnect_client"});
        CHECK(reports[0].report.broken == rule::no_exception);
        CHECK(reports[0].report.whose == fault::protocol);
        CHECK(reports[0].report.interface_index == 1);
        CHECK(reports[0].report.original == original);
        CHECK(reports[0].report.answer == ERROR_INVALID_PARAMETER);
        CHECK(reports[0].what == what);
    };
    check(observed<[](line&, PVOID) { throw std::bad_alloc{}; }>, ERROR_NOT_ENOUGH_MEMORY,
          std::bad_alloc{}.what());
    check(observed<[](line&, PVOID) { throw std::runtime_error{"line down"}; }>, NO_ERROR,
          "line down");
    check(observed<[](line&, PVOID) { throw 7; }>, NO_ERROR, "not a std::exception");
    check(observed<[](line&, PVOID) { throw routpact::error{code::can_not_complete}; }>,
          ERROR_CAN_NOT_COMPLETE, "ERROR_CAN_NOT_COMPLETE");
}

namespace {
struct throwing_table {
    line* find(ULONG) { throw std::runtime_error{"no lock"}; }
} throwing;

struct throws_when_copied {
    throws_when_copied() = default;
    throws_when_copied(const throws_when_copied&) { throw 7; }
};

struct throwing_guard_table {
    struct guard {
        ~guard() noexcept(false) { throw std::runtime_error{"cannot unlock"}; }
        explicit operator bool() const { return true; }
        line& operator*() const { return lines.lines[0]; }
    };
    guard find(ULONG) { return {}; }
} throwing_guard;
} // namespace

TEST_CASE("what the table or its guard throws does not get out either") {
    reset();
    IP_LOCAL_BINDING c = client();
    constexpr auto disconnect = &MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient;
    CHECK(routpact::adapt_slot<disconnect, throwing, by_reference, record>(1, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(routpact::adapt_slot<disconnect, throwing_guard, by_reference, record>(1, &c) ==
          ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].what == "no lock");
    CHECK(reports[1].what == "cannot unlock");
}

TEST_CASE("a throwing observer changes nothing") {
    reset();
    IP_LOCAL_BINDING c = client();
    constexpr auto loud = [](const routpact::report&) { throw 7; };
    constexpr auto disconnect = &MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient;
    CHECK(routpact::adapt_slot<disconnect, lines, by_reference, loud>(9, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(routpact::adapt_slot<disconnect, lines, by_reference, loud>(1, nullptr) ==
          ERROR_INVALID_PARAMETER);
    CHECK(routpact::adapt_slot<disconnect, lines, [](line&, PVOID) { throw 7; }, loud>(1, &c) ==
          ERROR_INVALID_PARAMETER);
}

#endif

namespace {

// Each way a table may say "here it is" and "there is none".
struct optional_table {
    std::optional<std::reference_wrapper<line>> find(ULONG index) {
        if (index < 4)
            return lines.lines[index];
        return std::nullopt;
    }
} optionals;

struct shared_table {
    std::shared_ptr<line> only = std::make_shared<line>();
    std::shared_ptr<line> find(ULONG index) { return index == 1 ? only : nullptr; }
} shared;

int alive = 0;
struct counting_table {
    struct guard {
        line* found;
        explicit guard(line* l) : found{l} { ++alive; }
        guard(const guard&) = delete;
        ~guard() { --alive; }
        explicit operator bool() const { return found; }
        line& operator*() const { return *found; }
    };
    guard find(ULONG index) { return guard{index < 4 ? &lines.lines[index] : nullptr}; }
} counting;

void count(line& l, PVOID) {
    ++l.calls;
}

template <auto& Table, auto Handler>
constexpr PCONNECT_CLIENT adapted =
    routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient, Table, Handler>;

} // namespace

TEST_CASE("a table may give a pointer, an optional, a smart pointer or a guard") {
    reset();
    CHECK(adapted<optionals, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<optionals, count>(4, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(lines.lines[1].calls == 1);

    CHECK(adapted<shared, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<shared, count>(2, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(shared.only->calls == 1);
}

namespace {
struct const_table {
    line* lines_;
    line* find(ULONG index) const { return index < 4 ? lines_ + index : nullptr; }
};
constexpr const_table constant{lines.lines};

struct copies_table {
    std::optional<line> find(ULONG index) const {
        return index == 1 ? std::optional{line{5, 6}} : std::nullopt;
    }
} copies;
DWORD last_copied = 0;

struct size_table { // any parameter that holds every index will do
    template <class Index>
    line* find(Index index) {
        return index < 4 ? &lines.lines[index] : nullptr;
    }
} generic;
} // namespace

TEST_CASE("a table may be const, generic, or give copies to const handlers") {
    reset();
    CHECK(adapted<constant, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<generic, count>(1, nullptr) == NO_ERROR);
    CHECK(adapted<generic, count>(4, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(lines.lines[1].calls == 2);
    CHECK(adapted<copies, [](const line& l, PVOID) { last_copied = l.last; }>(1, nullptr) ==
          NO_ERROR);
    CHECK(last_copied == 6);
}

namespace {
struct counter {
    int calls = 0;
    void ref_qualified(PVOID) & { ++calls; }
    DWORD const_ref_qualified(PVOID) const& { return NO_ERROR; }
};
struct wrapped_table {
    counter only;
    std::optional<std::reference_wrapper<counter>> find(ULONG index) {
        if (index == 1)
            return only;
        return std::nullopt;
    }
} wrapped;
} // namespace

TEST_CASE("member functions work with references, and with qualifiers") {
    CHECK(adapted<wrapped, &counter::ref_qualified>(1, nullptr) == NO_ERROR);
    CHECK(wrapped.only.calls == 1);
    CHECK(adapted<wrapped, &counter::const_ref_qualified>(1, nullptr) == NO_ERROR);
}

TEST_CASE("a guard lives while the handler runs, and no longer") {
    reset();
    CHECK(adapted<counting, [](line& l, PVOID) { l.calls = alive; }>(1, nullptr) == NO_ERROR);
    CHECK(lines.lines[1].calls == 1);
    CHECK(alive == 0);
    CHECK(adapted<counting, count>(4, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(alive == 0);
}

namespace {
struct base {
    int calls = 0;
};
struct derived : base {
    void connected(PVOID) { ++calls; }
    DWORD refused(PVOID) const noexcept { return ERROR_INVALID_PARAMETER; }
};
struct derived_table {
    derived only;
    derived* find(ULONG index) { return index == 1 ? &only : nullptr; }
} deriveds;
void on_base(base& b, PVOID) {
    ++b.calls;
}
void on_const(const base&, PVOID) {}
} // namespace

TEST_CASE("handlers may be member functions, or take a base or a const interface") {
    CHECK(adapted<deriveds, &derived::connected>(1, nullptr) == NO_ERROR);
    CHECK(adapted<deriveds, &derived::refused>(1, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(adapted<deriveds, on_base>(1, nullptr) == NO_ERROR);
    CHECK(adapted<deriveds, on_const>(1, nullptr) == NO_ERROR);
    CHECK(deriveds.only.calls == 2);
}

namespace {

using PQUALIFY_CLIENT = DWORD(WINAPI*)(ULONG InterfaceIndex, PVOID ClientAddress, DWORD Flags);
using PLATE_INDEX = DWORD(WINAPI*)(LPWSTR Name, NET_INTERFACE_TYPE Type, ULONG InterfaceIndex,
                                   WORD Access, PVOID Info, BOOL Active);
using PINDEX_ONLY = DWORD(WINAPI*)(ULONG InterfaceIndex);

DWORD qualify(line& l, const IP_LOCAL_BINDING& c, DWORD flags) {
    ++l.calls;
    return c.Address == flags ? NO_ERROR : ERROR_ACCESS_DENIED;
}

} // namespace

TEST_CASE("a signature of one's own has the index in front unless stated otherwise") {
    reset();
    constexpr PQUALIFY_CLIENT callback = routpact::adapt<PQUALIFY_CLIENT, lines, qualify>;
    IP_LOCAL_BINDING c = client();
    CHECK(callback(1, &c, 10) == NO_ERROR);
    CHECK(callback(4, &c, 10) == ERROR_INVALID_PARAMETER);
    CHECK(callback(1, nullptr, 10) == ERROR_INVALID_PARAMETER);
    CHECK(callback(1, &c, 11) == ERROR_INVALID_PARAMETER); // 5 is not among the default codes
    CHECK(lines.lines[1].calls == 2);
}

TEST_CASE("a signature of one's own can document codes of its own") {
    reset();
    constexpr PQUALIFY_CLIENT callback = routpact::adapt<
        PQUALIFY_CLIENT, lines, qualify,
        routpact::terms{.codes = {NO_ERROR, ERROR_INVALID_PARAMETER, ERROR_ACCESS_DENIED}}, record>;
    IP_LOCAL_BINDING c = client();
    CHECK(callback(1, &c, 11) == ERROR_ACCESS_DENIED);
    CHECK(reports.empty());

    constexpr PINDEX_ONLY with_fallback =
        routpact::adapt<PINDEX_ONLY, lines, [](line&) { return DWORD{ERROR_NOT_SUPPORTED}; },
                        routpact::terms{
                            .codes = {NO_ERROR, ERROR_INVALID_PARAMETER, ERROR_ACCESS_DENIED},
                            .fallback = ERROR_ACCESS_DENIED},
                        record>;
    CHECK(with_fallback(1) == ERROR_ACCESS_DENIED);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.callback == std::string{"adapted signature"});
    CHECK(reports[0].report.original == ERROR_NOT_SUPPORTED);
}

TEST_CASE("the index may stand anywhere; the others keep their order and their positions") {
    reset();
    static std::wstring name;
    constexpr PLATE_INDEX callback =
        routpact::adapt<PLATE_INDEX, lines,
                        [](line& l, LPCWSTR n, NET_INTERFACE_TYPE type, WORD access,
                           const DWORD& info, BOOL active) {
                            name = n;
                            l.last = static_cast<DWORD>(type) + access + info +
                                     static_cast<DWORD>(active);
                        },
                        routpact::terms{.index_position = 3}, record>;
    wchar_t text[] = L"Internal";
    DWORD info = 1000;
    CHECK(callback(text, DEMAND_DIAL, 2, 10, &info, 100) == NO_ERROR);
    CHECK(name == L"Internal");
    CHECK(lines.lines[2].last == 1111);

    CHECK(callback(text, DEMAND_DIAL, 2, 10, nullptr, 100) == ERROR_INVALID_PARAMETER);
    CHECK(callback(text, DEMAND_DIAL, 9, 10, &info, 100) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].report.argument == 5);
    CHECK(reports[0].report.interface_index == 2);
    CHECK(reports[1].report.argument == 3);
    CHECK(reports[1].report.interface_index == 9);
}

TEST_CASE("of several unusable arguments the first is reported, by its position in C") {
    reset();
    using PTWO = DWORD(WINAPI*)(PVOID, ULONG, PVOID);
    constexpr PTWO callback = routpact::adapt<PTWO, lines, [](line&, const DWORD&, const DWORD&) {},
                                              routpact::terms{.index_position = 2}, record>;
    DWORD value = 0;
    CHECK(callback(nullptr, 1, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(callback(&value, 1, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(callback(&value, 1, &value) == NO_ERROR);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].report.argument == 1);
    CHECK(reports[1].report.argument == 3);
}

TEST_CASE("an enumeration arrives with whatever value was sent") {
    reset();
    using PENUM = DWORD(WINAPI*)(ULONG, NET_INTERFACE_TYPE);
    constexpr PENUM callback = routpact::adapt<PENUM, lines, [](line& l, NET_INTERFACE_TYPE type) {
        l.last = static_cast<DWORD>(type);
    }>;
    CHECK(callback(1, static_cast<NET_INTERFACE_TYPE>(3)) == NO_ERROR);
    CHECK(lines.lines[1].last == 3);
}

TEST_CASE("a callback with nothing but an index needs nothing but the interface") {
    reset();
    constexpr PINDEX_ONLY callback =
        routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes, lines,
                             [](line& l) { ++l.calls; }>;
    CHECK(callback(3) == NO_ERROR);
    CHECK(callback(4) == ERROR_INVALID_PARAMETER);
    CHECK(lines.lines[3].calls == 1);
}

TEST_CASE("a slot's own documented codes are in force") {
    reset();
    constexpr auto update = &MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes;
    CHECK(routpact::adapt_slot<update, lines, [](line&) { return DWORD{ERROR_CAN_NOT_COMPLETE}; }>(
              1) == ERROR_CAN_NOT_COMPLETE);
    CHECK(routpact::adapt_slot<update, lines, [](line&) { return DWORD{ERROR_ACCESS_DENIED}; }>(
              1) == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("an unknown index is told from a failure") {
    reset();
    constexpr auto update = &MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes;
    CHECK(routpact::adapt_slot<update, lines, [](line&) {}, record>(4) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.answer == ERROR_INVALID_PARAMETER);
}

TEST_CASE("slots of both versions of the structure are known") {
    reset();
    IP_LOCAL_BINDING c = client();
    constexpr auto old_slot =
        routpact::adapt_slot<&MPR50_ROUTING_CHARACTERISTICS::pfnConnectClient, lines, by_reference>;
    constexpr auto new_slot =
        routpact::adapt_slot<&MPR60_ROUTING_CHARACTERISTICS::pfnConnectClient, lines, by_reference>;
    CHECK(old_slot(1, &c) == NO_ERROR);
    CHECK(new_slot(1, &c) == NO_ERROR);
    CHECK(lines.lines[1].calls == 2);
}
