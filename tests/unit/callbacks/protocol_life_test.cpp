// StartProtocol, StartComplete, StopProtocol and GetEventMessage of a DLL that keeps its own state.

#include "observed.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/callbacks.hpp>
#include <stdexcept>

namespace protocol_life_tests {
namespace {

using observed::record;
using observed::refused;
using observed::repaired;
using observed::silent;
using routpact::code;
using routpact::violation;

struct config {
    ULONG limit;
    ULONG first;
};

// The arguments of the start.
struct {
    HANDLE event = nullptr;
    PSUPPORT_FUNCTIONS functions = nullptr;
    ULONG limit = 0;
    int calls = 0;
} started;

DWORD on_start(HANDLE event, PSUPPORT_FUNCTIONS functions, const config* global) {
    started = {event, functions, global ? global->limit : 0, started.calls + 1};
    return started.limit == 13 ? ERROR_INVALID_PARAMETER : NO_ERROR;
}
constexpr PSTART_PROTOCOL start = routpact::start_protocol<on_start, record>;

DWORD next_code = NO_ERROR; // the result of the handlers
int calls = 0;
DWORD answer() {
    ++calls;
    return next_code;
}
void answer_nothing() {
    ++calls;
}
constexpr PSTART_COMPLETE complete = routpact::start_complete<answer, record>;
constexpr PSTOP_PROTOCOL stop = routpact::stop_protocol<answer, record>;

} // namespace

TEST_CASE("start_protocol passes the event, the functions and the block") {
    started = {};
    int event = 0;
    SUPPORT_FUNCTIONS functions{};
    config global{7, 1};
    CHECK(start(&event, &functions, &global, 1, sizeof global, 1) == NO_ERROR);
    CHECK(started.event == &event);
    CHECK(started.functions == &functions);
    CHECK(started.limit == 7);
    CHECK(start(nullptr, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
    CHECK(started.event == nullptr);
    CHECK(started.functions == nullptr);
    CHECK(started.limit == 0);
    global.limit = 13;
    CHECK(start(&event, &functions, &global, 1, sizeof global, 1) == ERROR_INVALID_PARAMETER);
    CHECK(silent());
}

TEST_CASE("start_protocol refuses a block of another length") {
    started = {};
    config global[2]{};
    for (const ULONG size : {ULONG{0}, ULONG{sizeof(config) - 1}, ULONG{sizeof global}}) {
        CHECK(start(nullptr, nullptr, global, 1, size, 1) == ERROR_INVALID_PARAMETER);
        CHECK(refused("start_protocol", violation::wrong_argument_size, 5));
    }
    CHECK(start(nullptr, nullptr, global, 1, sizeof(config), 0x20000001) ==
          ERROR_INVALID_PARAMETER); // 8 modulo 2^32
    CHECK(refused("start_protocol", violation::wrong_argument_size, 5));
    CHECK(started.calls == 0);
}

TEST_CASE("start_protocol refuses null where the handler needs a block") {
    constexpr PSTART_PROTOCOL needs =
        routpact::start_protocol<[](HANDLE, PSUPPORT_FUNCTIONS, const config&) {}, record>;
    config global{};
    CHECK(needs(nullptr, nullptr, &global, 1, sizeof global, 1) == NO_ERROR);
    CHECK(silent());
    CHECK(needs(nullptr, nullptr, nullptr, 0, 0, 0) == ERROR_INVALID_PARAMETER);
    CHECK(refused("start_protocol", violation::null_argument, 3));
}

TEST_CASE("start_complete returns NO_ERROR for every result of the handler") {
    calls = 0;
    next_code = NO_ERROR;
    CHECK(complete() == NO_ERROR);
    CHECK(silent());
    constexpr PSTART_COMPLETE plain = routpact::start_complete<answer_nothing, record>;
    CHECK(plain() == NO_ERROR);
    CHECK(silent());
    for (const code failure : {code::invalid_parameter, code::can_not_complete}) {
        next_code = static_cast<DWORD>(failure);
        CHECK(complete() == NO_ERROR);
        CHECK(repaired("start_complete", violation::undocumented_code, next_code, NO_ERROR));
    }
    CHECK(calls == 4);
}

TEST_CASE("stop_protocol returns that the stop is complete or pending, and no other code") {
    calls = 0;
    next_code = NO_ERROR;
    CHECK(stop() == NO_ERROR);
    next_code = ERROR_PROTOCOL_STOP_PENDING;
    CHECK(stop() == ERROR_PROTOCOL_STOP_PENDING);
    constexpr PSTOP_PROTOCOL plain = routpact::stop_protocol<answer_nothing, record>;
    CHECK(plain() == NO_ERROR);
    constexpr PSTOP_PROTOCOL typed =
        routpact::stop_protocol<[] { return code::protocol_stop_pending; }, record>;
    CHECK(typed() == ERROR_PROTOCOL_STOP_PENDING);
    CHECK(silent());
    for (const code failure : {code::invalid_parameter, code::can_not_complete}) {
        next_code = static_cast<DWORD>(failure);
        CHECK(stop() == NO_ERROR);
        CHECK(repaired("stop_protocol", violation::undocumented_code, next_code, NO_ERROR));
    }
    CHECK(calls == 5);
}

namespace {
std::optional<routpact::router_event> waiting;
constexpr PGET_EVENT_MESSAGE get_event =
    routpact::get_event_message<[] { return waiting; }, record>;
} // namespace

TEST_CASE("get_event_message delivers an event, or returns that there is none") {
    waiting.emplace();
    waiting->type = SAVE_INTERFACE_CONFIG_INFO;
    waiting->message.InterfaceIndex = 9;
    ROUTING_PROTOCOL_EVENTS event{};
    MESSAGE message{};
    CHECK(get_event(&event, &message) == NO_ERROR);
    CHECK(event == SAVE_INTERFACE_CONFIG_INFO);
    CHECK(message.InterfaceIndex == 9);
    CHECK(get_event(&event, nullptr) == NO_ERROR);
    CHECK(silent());
    CHECK(get_event(nullptr, &message) == ERROR_NO_MORE_ITEMS);
    CHECK(refused("get_event_message", violation::null_argument, 1));
    waiting.reset();
    CHECK(get_event(&event, &message) == ERROR_NO_MORE_ITEMS);
    CHECK(silent());
}

#ifdef __cpp_exceptions

namespace {
void fail() {
    throw std::runtime_error{"out of order"};
}
void fail_with_code() {
    throw routpact::error{code::protocol_stop_pending};
}
} // namespace

TEST_CASE("exceptions do not leave the callbacks that start and stop") {
    constexpr PSTART_PROTOCOL failing_start =
        routpact::start_protocol<[](HANDLE, PSUPPORT_FUNCTIONS, const config*) { fail(); }, record>;
    CHECK(failing_start(nullptr, nullptr, nullptr, 0, 0, 0) == ERROR_CAN_NOT_COMPLETE);
    CHECK(
        repaired("start_protocol", violation::exception_thrown, NO_ERROR, ERROR_CAN_NOT_COMPLETE));
    CHECK(routpact::start_complete<fail, record>() == NO_ERROR);
    CHECK(repaired("start_complete", violation::exception_thrown, NO_ERROR, NO_ERROR));
    CHECK(routpact::stop_protocol<fail, record>() == NO_ERROR);
    CHECK(repaired("stop_protocol", violation::exception_thrown, NO_ERROR, NO_ERROR));
    CHECK(routpact::stop_protocol<fail_with_code, record>() == ERROR_PROTOCOL_STOP_PENDING);
    CHECK(repaired("stop_protocol", violation::exception_thrown, ERROR_PROTOCOL_STOP_PENDING,
                   ERROR_PROTOCOL_STOP_PENDING));
    constexpr PGET_EVENT_MESSAGE failing_event =
        routpact::get_event_message<[]() -> routpact::router_event { throw 7; }, record>;
    ROUTING_PROTOCOL_EVENTS event = UPDATE_COMPLETE;
    CHECK(failing_event(&event, nullptr) == ERROR_NO_MORE_ITEMS);
    CHECK(event == UPDATE_COMPLETE);
    CHECK(
        repaired("get_event_message", violation::exception_thrown, NO_ERROR, ERROR_NO_MORE_ITEMS));
}

#endif

} // namespace protocol_life_tests
