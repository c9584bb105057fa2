// Every slot of a protocol class, in every state, with every null pointer, code and exception.
//
// The test derives the arguments from the C signatures and the expectations from contract.hpp. So a
// new callback is tested as soon as it has a row, and fails until the table of null pointers in
// every_slot.hpp lists it.

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <routpact/protocol.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "every_slot.hpp"

namespace {

using every_slot::characteristics;
using every_slot::tested_slot;

// What each handler does in its next call.
struct {
    DWORD code = NO_ERROR;
    bool throws_code = false;
    bool throws_other = false;
    int calls = 0;
} handlers;

DWORD act() {
    ++handlers.calls;
#ifdef __cpp_exceptions
    if (handlers.throws_code)
        throw routpact::error{routpact::code{handlers.code}};
    if (handlers.throws_other)
        throw std::runtime_error{"on purpose"};
#endif
    return handlers.code;
}

// The result of a handler that returns data or a code.
template <class T>
struct given {
    using value_type = T;
    DWORD code = act();
    bool has_value() const { return code == NO_ERROR; }
    DWORD error() const { return code; }
    T operator*() const { return T{}; }
};

// One byte long, so that every number among the C arguments can be 1.
struct block {
    BYTE value = 0;
};

std::vector<std::string> reported; // texts of the violations
void (*while_stopping)() = nullptr;

class everything {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_MULTICAST;
    struct interface_type : routpact::interface_state {};

    explicit everything(routpact::router_manager& router) : manager{router} {}

    DWORD start_complete() { return act(); }
    void stopping() {
        if (while_stopping)
            while_stopping();
    }
    given<block> get_global_info() { return {}; }
    DWORD set_global_info(const block&) { return act(); }
    DWORD interface_status(interface_type&, routpact::status_change) { return act(); }
    given<block> get_interface_info(interface_type&) { return {}; }
    DWORD set_interface_info(interface_type&, const block&) { return act(); }
    DWORD update_routes(interface_type&, routpact::autostatic_update update) {
        const DWORD code = act();
        if (code == NO_ERROR)
            update.complete();
        return code;
    }
    DWORD connect_client(interface_type&, const block&) { return act(); }
    DWORD disconnect_client(interface_type&, const block&) { return act(); }
    given<routpact::neighbors<std::vector<DWORD>>> get_neighbors(interface_type&) { return {}; }
    given<routpact::mfe_status> get_mfe_status(interface_type&, DWORD, DWORD) { return {}; }
    DWORD mib_create_entry(const block&) { return act(); }
    DWORD mib_delete_entry(const block&) { return act(); }
    given<block> mib_get_entry(const block&) { return {}; }
    DWORD mib_set_entry(const block&) { return act(); }
    given<block> mib_get_first_entry(const block&) { return {}; }
    given<block> mib_get_next_entry(const block&) { return {}; }
    DWORD mib_set_trap_info(HANDLE, const block&, routpact::trap_output) { return act(); }
    DWORD mib_get_trap_info(const block&, routpact::trap_output) { return act(); }
    DWORD protocol_action(DWORD, const block&) { return act(); }
    given<block> get_statistics(DWORD, const block&, DWORD) { return {}; }
    given<block> get_routing_domain_global_info(const GUID&) { return {}; }
    DWORD set_routing_domain_global_info(const GUID&, const block&) { return act(); }

    static void observe(const routpact::report& r) { reported.emplace_back(describe(r.kind)); }

    routpact::router_manager& manager;
};

characteristics pointers() {
    const characteristics table = every_slot::pointers_of<everything>();
    REQUIRE(table.dwVersion == 0x600);
    return table;
}
const std::vector<tested_slot>& slots() {
    return every_slot::slots_of<everything>();
}

// A started protocol with the interface 1.
class running {
public:
    explicit running(bool complete = true) {
        handlers = {};
        reported.clear();
        REQUIRE(table.pfnStartProtocol(nullptr, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
        add(1);
        if (complete)
            this->complete();
        handlers = {};
    }
    ~running() {
        handlers = {};
        CHECK(table.pfnStopProtocol() == NO_ERROR);
    }
    void complete() {
        if (!std::exchange(completed, true))
            REQUIRE(table.pfnStartComplete() == NO_ERROR);
    }
    void add(ULONG index) {
        REQUIRE(table.pfnAddInterface(nullptr, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) ==
                NO_ERROR);
    }
    // Prepares a call of a slot that succeeds. Returns the index to call it with.
    ULONG prepare(const std::string& name) {
        ROUTING_PROTOCOL_EVENTS event{};
        while (table.pfnGetEventMessage(&event, nullptr) == NO_ERROR) {
        }
        static_cast<void>(table.pfnDeleteInterface(2));
        if (name == "delete_interface")
            add(2);
        if (name == "get_event_message") {
            handlers = {};
            complete();
            REQUIRE(table.pfnUpdateRoutes(1) == NO_ERROR);
        }
        return name == "delete_interface" || name == "add_interface" ? 2 : 1;
    }

    characteristics table = pointers();
    bool completed = false;
};

DWORD in_wrong_state(const routpact::callback& row) {
    return row.availability == routpact::availability::always ? ERROR_NO_MORE_ITEMS : row.fallback;
}

} // namespace

TEST_CASE("every slot is filled, except those that must be null") {
    const characteristics table = pointers();
    std::vector<std::string> wrong;
    for_each(routpact::callbacks<characteristics>, [&]<class Row>(const Row& row) {
        if ((table.*Row::member != nullptr) != (row.presence != routpact::presence::must_be_null))
            wrong.emplace_back(row.name);
    });
    CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("every slot succeeds while the protocol runs") {
    running protocol;
    for (const tested_slot& slot : slots()) {
        INFO(slot.row.name);
        const ULONG index = protocol.prepare(slot.row.name);
        CHECK(slot.call(protocol.table, index) == NO_ERROR);
    }
    CHECK(reported == std::vector<std::string>{});
}

TEST_CASE("before the start and after the stop no slot calls a handler") {
    const auto check = [](const characteristics& table) {
        handlers = {};
        for (const tested_slot& slot : slots()) {
            INFO(slot.row.name);
            CHECK(slot.call(table, 1) == in_wrong_state(slot.row));
        }
        CHECK(table.pfnStartComplete() == NO_ERROR);
        CHECK(table.pfnStopProtocol() == NO_ERROR);
        CHECK(handlers.calls == 0);
    };
    check(pointers());
    {
        const running protocol;
    }
    check(pointers());
    CHECK(!reported.empty());
}

TEST_CASE("before StartComplete only configuration and interfaces are served") {
    running protocol{false};
    for (const tested_slot& slot : slots()) {
        INFO(slot.row.name);
        const std::string name = slot.row.name;
        if (name == "get_event_message")
            continue;
        const ULONG index = protocol.prepare(name);
        CHECK(slot.call(protocol.table, index) ==
              (slot.row.availability == routpact::availability::running ? slot.row.fallback
                                                                        : NO_ERROR));
    }
}

TEST_CASE("while a stop is pending every slot is refused") {
    static int checked = 0;
    static bool all_refused = true;
    checked = 0;
    all_refused = true;
    while_stopping = [] {
        static const characteristics table = pointers();
        for (const tested_slot& slot : slots()) {
            ++checked;
            all_refused = all_refused && slot.call(table, 1) == in_wrong_state(slot.row);
        }
        all_refused =
            all_refused &&
            table.pfnStartProtocol(nullptr, nullptr, nullptr, 0, 0, 0) == ERROR_CAN_NOT_COMPLETE &&
            table.pfnStartComplete() == NO_ERROR;
    };
    {
        running protocol;
        handlers = {};
    }
    while_stopping = nullptr;
    CHECK(checked > 20);
    CHECK(all_refused);
    CHECK(handlers.calls == 0);
}

TEST_CASE("two stops, one inside the other, end with one announcement") {
    characteristics table = pointers();
    handlers = {};
    REQUIRE(table.pfnStartProtocol(nullptr, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
    static DWORD inner = 0;
    while_stopping = [] { inner = pointers().pfnStopProtocol(); };
    CHECK(table.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
    while_stopping = nullptr;
    CHECK(inner == ERROR_PROTOCOL_STOP_PENDING);
    ROUTING_PROTOCOL_EVENTS event = UPDATE_COMPLETE;
    CHECK(table.pfnGetEventMessage(&event, nullptr) == NO_ERROR);
    CHECK(event == ROUTER_STOPPED);
    CHECK(table.pfnGetEventMessage(&event, nullptr) == ERROR_NO_MORE_ITEMS);
    CHECK(table.pfnStopProtocol() == NO_ERROR);
}

TEST_CASE("every slot with an index refuses those that no interface has") {
    running protocol;
    for (const ULONG unknown : {ULONG{0}, ULONG{8}, ULONG{0x7FFFFFFF}, ULONG{0xFFFFFFFF}})
        for (const tested_slot& slot : slots()) {
            INFO(slot.row.name);
            if (slot.row.index_position == 0 || std::string{slot.row.name} == "add_interface")
                continue;
            CHECK(slot.call(protocol.table, unknown) == ERROR_INVALID_PARAMETER);
        }
    CHECK(handlers.calls == 0);
    CHECK(protocol.table.pfnAddInterface(nullptr, 1, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) ==
          ERROR_INVALID_PARAMETER);
}

TEST_CASE("only documented codes leave a slot") {
    running protocol;
    const DWORD codes[] = {0, 5, 6, 8, 50, 87, 120, 122, 259, 600, 907, 911, 1003, 0xFFFFFFFF};
    for (const tested_slot& slot : slots()) {
        INFO(slot.row.name);
        if (!slot.in_class)
            continue;
        for (const DWORD code : codes) {
            INFO(code);
            const ULONG index = protocol.prepare(slot.row.name);
            // only the library may answer that a buffer is too small
            const bool filled = std::strncmp(slot.row.name, "get_", 4) == 0 ||
                                (std::strncmp(slot.row.name, "mib_get_", 8) == 0 &&
                                 std::strcmp(slot.row.name, "mib_get_trap_info") != 0);
            const bool fine = (slot.row.codes.count == 0 || slot.row.codes.contains(code)) &&
                              !(filled && code == ERROR_INSUFFICIENT_BUFFER);
            const DWORD expected = fine ? code : slot.row.fallback;
            handlers = {.code = code};
            CHECK(slot.call(protocol.table, index) == expected);
            CHECK(handlers.calls == 1);
#ifdef __cpp_exceptions
            static_cast<void>(protocol.prepare(slot.row.name));
            handlers = {.code = code, .throws_code = true};
            // an error that carries NO_ERROR is a failure even so
            CHECK(slot.call(protocol.table, index) ==
                  (code == NO_ERROR ? slot.row.fallback : expected));
            handlers = {.throws_other = true};
            CHECK(slot.call(protocol.table, index) == slot.row.fallback);
#endif
            handlers = {};
        }
    }
    // StartComplete returns NO_ERROR for any code of its handler.
    handlers = {.code = ERROR_ACCESS_DENIED};
    CHECK(protocol.table.pfnStartComplete() == NO_ERROR);
}

TEST_CASE("each null pointer is allowed or refused as its page says") {
    running protocol;
    for (const tested_slot& slot : slots()) {
        INFO(slot.row.name);
        for (const unsigned position : slot.pointers) {
            INFO(position);
            const ULONG index = protocol.prepare(slot.row.name);
            handlers = {};
            const DWORD answer = slot.call(protocol.table, index, position);
            const auto effect = every_slot::null_at(slot.row.name, position);
            if (effect == every_slot::null_pointer::no_room)
                CHECK(answer == ERROR_INSUFFICIENT_BUFFER);
            else
                CHECK(answer == (effect == every_slot::null_pointer::allowed ? NO_ERROR
                                                                             : slot.row.refusal()));
            if (slot.in_class)
                CHECK((handlers.calls != 0) == (effect != every_slot::null_pointer::refused));
        }
    }
}

TEST_CASE("BufferFree frees the buffer that GetStatistics returns") {
    running protocol;
    BYTE question = 0;
    PVOID answer = nullptr;
    DWORD size = 0;
    REQUIRE(protocol.table.pfnGetStatistics(0, &question, 1, 0, &answer, &size) == NO_ERROR);
    CHECK(answer != nullptr);
    CHECK(size == 1);
    protocol.table.pfnBufferFree(answer);
    protocol.table.pfnBufferFree(nullptr);
}
