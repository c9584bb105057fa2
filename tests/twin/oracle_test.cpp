// What a sessions DLL must do, seen through the C pointers it gives. ROUTPACT_DLL names the DLL.
//
// Catch2 checks only on the main thread here; the others count.

#include "barred_page.hpp"
#include "protocol_dll.hpp"

#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <sessions.hpp>
#include <string>
#include <thread>
#include <vector>

#ifndef _WIN32
#include <dlfcn.h>
#endif

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// On Windows the names of the codes are macros, of several types.
constexpr DWORD success = NO_ERROR;
constexpr DWORD bad_argument = ERROR_INVALID_PARAMETER;
constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;
constexpr DWORD too_short = ERROR_INSUFFICIENT_BUFFER;
constexpr DWORD nothing_more = ERROR_NO_MORE_ITEMS;
constexpr DWORD stop_pending = ERROR_PROTOCOL_STOP_PENDING;
constexpr DWORD no_memory = ERROR_NOT_ENOUGH_MEMORY;
constexpr DWORD not_supported = ERROR_NOT_SUPPORTED;
constexpr DWORD signalled = WAIT_OBJECT_0;

constexpr DWORD offered = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;
constexpr DWORD client_address = 0x0200000a;
constexpr ULONG highest = 0xFFFFFFFF;

using slots = MPR_ROUTING_CHARACTERISTICS;

struct fetched_event {
    DWORD answer;
    ROUTING_PROTOCOL_EVENTS kind;
    MESSAGE message;
};

const char* dll_path() {
    const char* const path = std::getenv("ROUTPACT_DLL"); // NOLINT(concurrency-mt-unsafe)
    return path ? path : "ROUTPACT_DLL is not set";
}

/// Whether the process still has it, whoever loaded it.
bool is_loaded(const std::string& path) {
#ifdef _WIN32
    return GetModuleHandleA(path.substr(path.find_last_of("/\\") + 1).c_str()) != nullptr;
#else
    void* const handle = dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD);
    if (handle)
        dlclose(handle);
    return handle != nullptr;
#endif
}

/// The DLL, loaded and registered; stopped and unloaded at the end.
class dll_under_test {
public:
    dll_under_test() : dll_{dll_path()} {
        INFO(dll_path() << ": " << (dll_ ? "loaded" : last_dll_error()));
        REQUIRE(dll_);
        entry_point_ = dll_.register_protocol();
        REQUIRE(entry_point_);
        slots_.dwVersion = MS_ROUTER_VERSION;
        slots_.dwProtocolId = sessions::id;
        slots_.fSupportedFunctionality = offered;
        MPR_SERVICE_CHARACTERISTICS service{};
        const DWORD registered = entry_point_(&slots_, &service);
        REQUIRE(registered == success);
    }
    ~dll_under_test() {
        stop();
        CloseHandle(event);
    }
    dll_under_test(const dll_under_test&) = delete;
    dll_under_test& operator=(const dll_under_test&) = delete;

    const slots* operator->() const { return &slots_; }
    const slots& operator*() const { return slots_; }
    PREGISTER_PROTOCOL entry_point() const { return entry_point_; }

    DWORD start() const { return slots_.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0); }
    DWORD add(ULONG index) const {
        return slots_.pfnAddInterface(nullptr, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
    }
    DWORD status(ULONG index, DWORD type) const {
        return slots_.pfnInterfaceStatus(index, TRUE, type, nullptr);
    }
    DWORD attach(ULONG index, DWORD address = client_address) const {
        IP_LOCAL_BINDING client{address, 0xFFFFFFFF};
        return slots_.pfnConnectClient(index, &client);
    }
    DWORD detach(ULONG index, DWORD address = client_address) const {
        IP_LOCAL_BINDING client{address, 0};
        return slots_.pfnDisconnectClient(index, &client);
    }
    DWORD set_limit(ULONG index, ULONG limit) const {
        sessions::mib_change change{index, limit};
        return slots_.pfnMibSetEntry(sizeof change, &change);
    }
    /// What the MIB says of an interface; its index is 0 if nothing.
    sessions::mib_answer look(ULONG index) const {
        sessions::mib_question question{index};
        sessions::mib_answer answer{};
        ULONG size = sizeof answer;
        slots_.pfnMibGetEntry(sizeof question, &question, &size, &answer);
        return answer;
    }
    fetched_event fetch() const {
        fetched_event got{0, SAVE_GLOBAL_CONFIG_INFO, {}};
        got.answer = slots_.pfnGetEventMessage(&got.kind, &got.message);
        return got;
    }
    /// Waits until the next event can be fetched, up to 10 seconds. One signal may be for several.
    fetched_event await() const {
        fetched_event got = fetch();
        for (int i = 0; got.answer == nothing_more && i < 100; ++i) {
            WaitForSingleObject(event, 100);
            got = fetch();
        }
        return got;
    }
    /// Runs, updates the first interfaces and stops at once, with only their completions left; that
    /// is, once the time was long enough for the work to end.
    void stop_with_completions(ULONG updates) const {
        for (milliseconds given{10}; given < milliseconds{10000}; given *= 2) {
            run();
            for (ULONG index = 1; index <= updates; ++index)
                REQUIRE(slots_.pfnUpdateRoutes(index) == success);
            std::this_thread::sleep_for(given);
            if (slots_.pfnStopProtocol() == success)
                return;
            stop();
        }
        FAIL("never at rest");
    }

    DWORD wait_for_signal() const { return WaitForSingleObject(event, 10000); }
    bool is_signalled() const { return WaitForSingleObject(event, 0) == signalled; }

    /// Started, with the interfaces 1, 2 and 3, enabled, and signalled no more.
    void run() const {
        REQUIRE(start() == success);
        for (ULONG index = 1; index <= 3; ++index) {
            REQUIRE(add(index) == success);
            REQUIRE(status(index, RIS_INTERFACE_ENABLED) == success);
        }
        REQUIRE(slots_.pfnStartComplete() == success);
        REQUIRE(fetch().answer == nothing_more);
    }
    /// Stops and, if that is pending, fetches the events up to the last; what StopProtocol said.
    DWORD stop() const {
        const DWORD answer = slots_.pfnStopProtocol();
        while (answer == stop_pending) {
            const fetched_event got = await();
            if (got.answer != success || got.kind == ROUTER_STOPPED)
                break;
        }
        return answer;
    }

    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);

private:
    protocol_dll dll_;
    PREGISTER_PROTOCOL entry_point_ = nullptr;
    slots slots_{};
};

template <class T>
T filled_with(int pattern) {
    T object;
    std::memset(static_cast<void*>(&object), pattern, sizeof object);
    return object;
}

template <class T>
bool same_bytes(const T& a, const T& b) {
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): padding must stay too
    return std::memcmp(&a, &b, sizeof(T)) == 0;
}

/// `object` in memory that is aligned for nothing beyond `offset`.
template <class T>
class shifted {
public:
    explicit shifted(std::size_t offset, const T& object = {}) : address_{bytes_.data() + offset} {
        std::memcpy(address_, &object, sizeof object);
    }
    void* address() const { return address_; }

private:
    alignas(16) std::array<unsigned char, sizeof(T) + 16> bytes_{};
    unsigned char* address_;
};

/// An info block as arguments.
struct block {
    void* data;
    ULONG version;
    ULONG size;
    ULONG count;
};

/// What no T can be read from; `good` is one.
template <class T>
class bad_blocks {
public:
    explicit bad_blocks(const T& good) : held_{good}, at_1_{1, good}, at_2_{2, good} {}

    std::vector<block> list() {
        const ULONG exact = sizeof(T);
        return {
            {&held_, 1, 0, 1},
            {&held_, 1, exact - 1, 1},
            {&held_, 1, exact + 1, 1},
            {&held_, 1, exact, 0},
            {&held_, 1, exact, 2},
            {&held_, 1, highest, 1},
            {&held_, 1, highest, highest},
            {&held_, 1, 0x40000000 + exact / 4, 4}, // right, if computed in 32 bits
            {at_1_.address(), 1, exact, 1},
            {at_2_.address(), 1, exact, 1},
        };
    }

private:
    T held_;
    shifted<T> at_1_;
    shifted<T> at_2_;
};

std::string describe(const block& b) {
    return "size " + std::to_string(b.size) + ", count " + std::to_string(b.count);
}

/// Checks the protocol of a buffer: `call(buffer, size)` is to give `expected`.
template <class T, class Call>
void check_buffer(const T& expected, Call call) {
    const ULONG needed = sizeof(T);
    for (const ULONG capacity : {ULONG{0}, ULONG{1}, needed - 1, needed, needed + 1, needed + 40}) {
        INFO("capacity " << capacity);
        const bool fits = capacity >= needed;
        alignas(8) std::array<unsigned char, sizeof(T) + 64> room;
        room.fill(0xA5);
        ULONG size = capacity;
        CHECK(call(room.data(), &size) == (fits ? success : too_short));
        CHECK(size == needed);
        if (fits)
            CHECK(std::memcmp(room.data(), &expected, needed) == 0);
        bool untouched = true;
        for (std::size_t i = fits ? needed : 0; i < room.size(); ++i)
            untouched = untouched && room[i] == 0xA5;
        CHECK(untouched);
    }
    for (const ULONG capacity : {ULONG{0}, needed, highest}) { // without a buffer it counts as 0
        INFO("null, capacity " << capacity);
        ULONG size = capacity;
        CHECK(call(nullptr, &size) == too_short);
        CHECK(size == needed);
    }
    T room = filled_with<T>(0xA5);
    CHECK(call(&room, nullptr) == bad_argument);
    CHECK(same_bytes(room, filled_with<T>(0xA5)));
    CHECK(call(nullptr, nullptr) == bad_argument);
}

/// The same for an info block, of which `call(buffer, size, version, item_size, count)` tells.
template <class T, class Call>
void check_info_buffer(const T& expected, Call call) {
    check_buffer(expected, [&](void* buffer, ULONG* size) {
        return call(buffer, size, nullptr, nullptr, nullptr);
    });
    const ULONG untouched = 0x5A5A5A5A;
    for (const bool fits : {true, false}) {
        for (int missing = 0; missing < 8; ++missing) {
            INFO((fits ? "enough" : "too little") << ", null pointers " << missing);
            T room{};
            ULONG size = fits ? sizeof room : sizeof room - 1;
            ULONG version = untouched;
            ULONG item_size = untouched;
            ULONG count = untouched;
            CHECK(call(&room, &size, missing & 1 ? nullptr : &version,
                       missing & 2 ? nullptr : &item_size,
                       missing & 4 ? nullptr : &count) == (fits ? success : too_short));
            CHECK(version == (fits && !(missing & 1) ? 1 : untouched));
            CHECK(item_size == (fits && !(missing & 2) ? sizeof room : untouched));
            CHECK(count == (fits && !(missing & 4) ? 1 : untouched));
        }
    }
    T room{};
    ULONG version = untouched;
    ULONG item_size = untouched;
    ULONG count = untouched;
    CHECK(call(&room, nullptr, &version, &item_size, &count) == bad_argument);
    CHECK(version == untouched);
    CHECK(item_size == untouched);
    CHECK(count == untouched);
}

/// Every callback but those of the life cycle and GetEventMessage.
struct slot {
    const char* name;
    DWORD refusal;        ///< Its answer in a wrong state.
    bool needs_complete;  ///< Refused before StartComplete too.
    bool needs_interface; ///< Answers `other` without the interface, and success with it.
    DWORD other;          ///< Without an interface to need: its answer.
    DWORD (*call)(const slots& dll, ULONG index);
    DWORD (*call_wrongly)(const slots& dll, ULONG index); ///< With null pointers.

    DWORD answer() const { return needs_interface ? success : other; }
};

sessions::global_config global_of(ULONG limit) {
    return {limit};
}

const slot table[] = {
    {"GetGlobalInfo", failure, false, false, success,
     [](const slots& dll, ULONG) {
         sessions::global_config config{};
         ULONG size = sizeof config;
         return dll.pfnGetGlobalInfo(&config, &size, nullptr, nullptr, nullptr);
     },
     [](const slots& dll, ULONG) {
         return dll.pfnGetGlobalInfo(nullptr, nullptr, nullptr, nullptr, nullptr);
     }},
    {"SetGlobalInfo", failure, false, false, success,
     [](const slots& dll, ULONG) {
         sessions::global_config config = global_of(100);
         return dll.pfnSetGlobalInfo(&config, 1, sizeof config, 1);
     },
     [](const slots& dll, ULONG) { return dll.pfnSetGlobalInfo(nullptr, 1, 4, 1); }},
    {"AddInterface", failure, false, false, success,
     [](const slots& dll, ULONG index) {
         wchar_t name[] = L"Internal";
         sessions::interface_config config{};
         return dll.pfnAddInterface(name, index + 100, DEMAND_DIAL, 1, 2, 3, &config, 1,
                                    sizeof config, 1);
     },
     [](const slots& dll, ULONG index) {
         sessions::interface_config config{};
         return dll.pfnAddInterface(nullptr, index + 100, PERMANENT, 0, 0, 0, &config, 1, 0, 1);
     }},
    {"InterfaceStatus", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) {
         return dll.pfnInterfaceStatus(index, TRUE, RIS_INTERFACE_ENABLED, nullptr);
     },
     [](const slots& dll, ULONG index) { return dll.pfnInterfaceStatus(index, TRUE, 5, nullptr); }},
    {"GetInterfaceInfo", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) {
         sessions::interface_config config{};
         ULONG size = sizeof config;
         return dll.pfnGetInterfaceInfo(index, &config, &size, nullptr, nullptr, nullptr);
     },
     [](const slots& dll, ULONG index) {
         return dll.pfnGetInterfaceInfo(index, nullptr, nullptr, nullptr, nullptr, nullptr);
     }},
    {"SetInterfaceInfo", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) {
         sessions::interface_config config{};
         return dll.pfnSetInterfaceInfo(index, &config, 1, sizeof config, 1);
     },
     [](const slots& dll, ULONG index) {
         return dll.pfnSetInterfaceInfo(index, nullptr, 1, 4, 1);
     }},
    {"UpdateRoutes", failure, true, true, bad_argument,
     [](const slots& dll, ULONG index) { return dll.pfnUpdateRoutes(index); }, nullptr},
    {"ConnectClient", bad_argument, true, true, bad_argument,
     [](const slots& dll, ULONG index) {
         IP_LOCAL_BINDING client{client_address, 0xFFFFFFFF};
         return dll.pfnConnectClient(index, &client);
     },
     [](const slots& dll, ULONG index) { return dll.pfnConnectClient(index, nullptr); }},
    {"DisconnectClient", bad_argument, true, true, bad_argument,
     [](const slots& dll, ULONG index) {
         IP_LOCAL_BINDING client{client_address, 0xFFFFFFFF};
         return dll.pfnDisconnectClient(index, &client);
     },
     [](const slots& dll, ULONG index) { return dll.pfnDisconnectClient(index, nullptr); }},
    {"MibCreateEntry", failure, true, false, failure,
     [](const slots& dll, ULONG index) { return dll.pfnMibCreateEntry(sizeof index, &index); },
     [](const slots& dll, ULONG) { return dll.pfnMibCreateEntry(0, nullptr); }},
    {"MibDeleteEntry", failure, true, false, failure,
     [](const slots& dll, ULONG index) { return dll.pfnMibDeleteEntry(sizeof index, &index); },
     [](const slots& dll, ULONG) { return dll.pfnMibDeleteEntry(0, nullptr); }},
    {"MibGetEntry", failure, true, true, failure,
     [](const slots& dll, ULONG index) {
         sessions::mib_answer answer{};
         ULONG size = sizeof answer;
         return dll.pfnMibGetEntry(sizeof index, &index, &size, &answer);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetEntry(4, nullptr, nullptr, nullptr); }},
    {"MibGetFirstEntry", failure, true, false, success,
     [](const slots& dll, ULONG index) {
         sessions::mib_answer answer{};
         ULONG size = sizeof answer;
         return dll.pfnMibGetFirstEntry(sizeof index, &index, &size, &answer);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetFirstEntry(4, nullptr, nullptr, nullptr); }},
    {"MibGetNextEntry", failure, true, false, success,
     [](const slots& dll, ULONG index) {
         ULONG before = index == 0 ? 0 : index - 1;
         sessions::mib_answer answer{};
         ULONG size = sizeof answer;
         return dll.pfnMibGetNextEntry(sizeof before, &before, &size, &answer);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetNextEntry(4, nullptr, nullptr, nullptr); }},
    {"MibSetEntry", failure, true, true, failure,
     [](const slots& dll, ULONG index) {
         sessions::mib_change change{index, 50};
         return dll.pfnMibSetEntry(sizeof change, &change);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibSetEntry(8, nullptr); }},
    {"MibSetTrapInfo", no_memory, false, false, no_memory,
     [](const slots& dll, ULONG index) {
         ULONG size = sizeof index;
         return dll.pfnMibSetTrapInfo(nullptr, sizeof index, &index, &size, &index);
     },
     [](const slots& dll, ULONG) {
         return dll.pfnMibSetTrapInfo(nullptr, 0, nullptr, nullptr, nullptr);
     }},
    {"MibGetTrapInfo", no_memory, false, false, no_memory,
     [](const slots& dll, ULONG index) {
         ULONG size = sizeof index;
         return dll.pfnMibGetTrapInfo(sizeof index, &index, &size, &index);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetTrapInfo(0, nullptr, nullptr, nullptr); }},
    // last: it takes the interface away
    {"DeleteInterface", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) { return dll.pfnDeleteInterface(index); }, nullptr},
};

const slot& slot_named(const char* name) {
    for (const slot& s : table)
        if (std::strcmp(s.name, name) == 0)
            return s;
    return table[0];
}

/// In this state every slot refuses, whatever its arguments.
void check_all_refuse(const slots& dll, bool only_those_that_need_complete = false) {
    for (const slot& s : table) {
        if (only_those_that_need_complete && !s.needs_complete)
            continue;
        for (const ULONG index : {ULONG{1}, ULONG{77}}) {
            INFO(s.name << " on " << index);
            CHECK(s.call(dll, index) == s.refusal);
            if (s.call_wrongly)
                CHECK(s.call_wrongly(dll, index) == s.refusal);
        }
    }
}

void check_is_empty(const dll_under_test& dll) {
    ROUTING_PROTOCOL_EVENTS kind = UPDATE_COMPLETE;
    CHECK(dll->pfnGetEventMessage(&kind, nullptr) == nothing_more);
    CHECK(dll->pfnGetEventMessage(nullptr, nullptr) == nothing_more);
}

void check_update_complete(const fetched_event& got, ULONG index, DWORD status) {
    CHECK(got.answer == success);
    CHECK(got.kind == UPDATE_COMPLETE);
    CHECK(got.message.UpdateCompleteMessage.InterfaceIndex == index);
    CHECK(got.message.UpdateCompleteMessage.UpdateType == DWORD{RF_DEMAND_UPDATE_ROUTES});
    CHECK(got.message.UpdateCompleteMessage.UpdateStatus == status);
}

/// A callback that stays inside the DLL, on interface 1, until it is let go.
class held_callback {
public:
    explicit held_callback(const dll_under_test& dll) {
        *page_.as<sessions::interface_config>() = {7};
        page_.bar();
        thread_ = std::thread{[this, &dll] {
            answer_ = dll->pfnSetInterfaceInfo(1, page_.as<void>(), 1,
                                               sizeof(sessions::interface_config), 1);
        }};
        const bool held = page_.was_touched();
        CHECK(held);
    }
    ~held_callback() { let_go(); }
    held_callback(const held_callback&) = delete;
    held_callback& operator=(const held_callback&) = delete;

    DWORD let_go() {
        if (thread_.joinable()) {
            page_.open();
            thread_.join();
        }
        return answer_;
    }

private:
    barred_page page_;
    DWORD answer_ = 0;
    std::thread thread_;
};

} // namespace

TEST_CASE("RegisterProtocol fills in what it offers", "[registration]") {
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
    // the others: neither null nor what was there
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

TEST_CASE("Not started", "[lifecycle]") {
    const dll_under_test dll;
    check_is_empty(dll);
    check_all_refuse(*dll);
    CHECK(dll->pfnStartComplete() == success);
    check_all_refuse(*dll);
    CHECK(dll->pfnStopProtocol() == success);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
}

TEST_CASE("Started, not complete", "[lifecycle]") {
    const dll_under_test dll;
    REQUIRE(dll.start() == success);
    REQUIRE(dll.add(1) == success);
    REQUIRE(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    check_all_refuse(*dll, true);
    for (const slot& s : table) {
        INFO(s.name);
        if (!s.needs_complete)
            CHECK(s.call(*dll, 1) == s.answer());
    }
    check_is_empty(dll);

    REQUIRE(dll.add(1) == success);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    CHECK(dll.attach(1) == success);
}

TEST_CASE("An interface enabled before StartComplete stays so", "[lifecycle]") {
    const dll_under_test dll;
    REQUIRE(dll.start() == success);
    REQUIRE(dll.add(1) == success);
    CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll.attach(1) == success);
}

TEST_CASE("Every slot succeeds, and knows unknown interfaces", "[lifecycle]") {
    const dll_under_test dll;
    dll.run();
    for (const slot& s : table) {
        INFO(s.name);
        if (!s.needs_interface)
            continue;
        CHECK(s.call(*dll, 77) == s.other);
        CHECK(s.call(*dll, 0) == s.other);
        CHECK(s.call(*dll, highest) == s.other);
        if (s.call_wrongly)
            CHECK(s.call_wrongly(*dll, 77) == bad_argument);
    }
    check_is_empty(dll);
    for (const slot& s : table) {
        INFO(s.name);
        CHECK(s.call(*dll, 1) == s.answer());
    }
}

TEST_CASE("StartProtocol", "[lifecycle]") {
    const dll_under_test dll;
    const auto start_with = [&](const block& b, PSUPPORT_FUNCTIONS support = nullptr) {
        return dll->pfnStartProtocol(dll.event, support, b.data, b.version, b.size, b.count);
    };
    auto config = global_of(2);
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(start_with(bad) == bad_argument);
    }
    auto zero = global_of(0);
    CHECK(start_with({&zero, 1, sizeof zero, 1}) == bad_argument);
    check_all_refuse(*dll);
    CHECK(dll->pfnStopProtocol() == success);

    SUPPORT_FUNCTIONS support{};
    CHECK(start_with({&config, 1, sizeof config, 1}, &support) == success);
    CHECK(dll.start() == failure);
    CHECK(start_with({&zero, 1, sizeof zero, 1}) == failure);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll.start() == failure);
    REQUIRE(dll.add(1) == success);
    REQUIRE(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    CHECK(dll.attach(1) == success);
    CHECK(dll.attach(1) == success);
    CHECK(dll.attach(1) == bad_argument);

    CHECK(dll->pfnStopProtocol() == success);
    // as two items of half the size, and null with sizes that then mean nothing
    CHECK(start_with({&config, 1, sizeof config / 2, 2}) == success);
    CHECK(dll->pfnStopProtocol() == success);
    CHECK(start_with({nullptr, 9, 9, 9}) == success);
}

TEST_CASE("A start after a stop is like the first", "[lifecycle]") {
    const dll_under_test dll;
    for (int round = 0; round < 3; ++round) {
        INFO("round " << round);
        dll.run();
        check_info_buffer(global_of(100), [&](auto... a) { return dll->pfnGetGlobalInfo(a...); });
        auto config = global_of(1);
        CHECK(dll->pfnSetGlobalInfo(&config, 1, sizeof config, 1) == success);
        CHECK(dll.attach(2) == success);
        CHECK(dll.attach(2) == bad_argument);
        CHECK(dll.set_limit(3, 9) == success);
        CHECK(dll->pfnStopProtocol() == success);
        CHECK(dll->pfnStopProtocol() == success);
        check_all_refuse(*dll);
        dll.stop_with_completions(1);
        REQUIRE(dll.start() == success);
        check_is_empty(dll);
        CHECK(dll->pfnStartComplete() == success);
        CHECK(dll.look(1).interface_index == 0);
        REQUIRE(dll.add(1) == success);
        CHECK(dll.look(1).enabled == 0);
        CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
        CHECK(dll->pfnUpdateRoutes(1) == success);
        check_update_complete(dll.await(), 1, success);
        CHECK(dll.stop() != failure);
        CHECK(dll.fetch().answer == nothing_more);
        while (dll.is_signalled()) {
        }
    }
}

TEST_CASE("Global configuration", "[config]") {
    const dll_under_test dll;
    dll.run();
    const auto get = [&](auto... a) { return dll->pfnGetGlobalInfo(a...); };
    check_info_buffer(global_of(100), get);

    auto config = global_of(2);
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(dll->pfnSetGlobalInfo(bad.data, bad.version, bad.size, bad.count) == bad_argument);
    }
    CHECK(dll->pfnSetGlobalInfo(nullptr, 1, sizeof config, 1) == bad_argument);
    CHECK(dll->pfnSetGlobalInfo(nullptr, 0, 0, 0) == bad_argument);
    auto zero = global_of(0);
    CHECK(dll->pfnSetGlobalInfo(&zero, 1, sizeof zero, 1) == bad_argument);
    check_info_buffer(global_of(100), get);

    CHECK(dll->pfnSetGlobalInfo(&config, 1, sizeof config, 1) == success);
    check_info_buffer(config, get);
    config.client_limit = 77; // theirs, not ours
    check_info_buffer(global_of(2), get);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
}

TEST_CASE("Configuration of an interface", "[config]") {
    const dll_under_test dll;
    dll.run();
    const auto get = [&](auto... a) { return dll->pfnGetInterfaceInfo(1, a...); };
    check_info_buffer(sessions::interface_config{0}, get);

    sessions::interface_config config{2};
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(dll->pfnSetInterfaceInfo(1, bad.data, bad.version, bad.size, bad.count) ==
              bad_argument);
    }
    CHECK(dll->pfnSetInterfaceInfo(1, nullptr, 1, sizeof config, 1) == bad_argument);
    CHECK(dll->pfnSetInterfaceInfo(1, nullptr, 0, 0, 0) == bad_argument);
    CHECK(dll->pfnSetInterfaceInfo(77, &config, 1, sizeof config, 1) == bad_argument);
    check_info_buffer(sessions::interface_config{0}, get);

    CHECK(dll->pfnSetInterfaceInfo(1, &config, 1, sizeof config, 1) == success);
    check_info_buffer(config, get);
    config.client_limit = 0;
    check_info_buffer(sessions::interface_config{2}, get);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());

    ULONG size = 77;
    CHECK(dll->pfnGetInterfaceInfo(77, &config, &size, nullptr, nullptr, nullptr) == bad_argument);
    CHECK(dll->pfnGetInterfaceInfo(77, nullptr, nullptr, nullptr, nullptr, nullptr) ==
          bad_argument);
}

TEST_CASE("Interfaces come and go", "[interfaces]") {
    const dll_under_test dll;
    dll.run();
    for (const ULONG index : {ULONG{0}, ULONG{4}, ULONG{0x7FFFFFFF}, ULONG{0x80000000}, highest}) {
        INFO(index);
        CHECK(dll->pfnDeleteInterface(index) == bad_argument);
        CHECK(dll.add(index) == success);
        CHECK(dll.add(index) == bad_argument);
        CHECK(dll.look(index).interface_index == index);
        CHECK(dll.status(index, RIS_INTERFACE_ENABLED) == success);
        CHECK(dll.attach(index) == success);
        CHECK(dll->pfnDeleteInterface(index) == success);
        CHECK(dll->pfnDeleteInterface(index) == bad_argument);
        CHECK(dll.add(index) == success);
        CHECK(dll.look(index).enabled == 0); // nothing of its predecessor
        CHECK(dll.look(index).clients == 0);
    }
    check_is_empty(dll);
}

TEST_CASE("AddInterface and its info block", "[interfaces]") {
    const dll_under_test dll;
    dll.run();
    const auto add = [&](ULONG index, const block& b) {
        wchar_t name[] = L"Internal";
        return dll->pfnAddInterface(name, index, LOCAL_WORKSTATION_DIAL, highest, 0xFFFF, 0xFFFF,
                                    b.data, b.version, b.size, b.count);
    };
    sessions::interface_config config{3};
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(add(4, bad) == bad_argument);
        CHECK(dll->pfnDeleteInterface(4) == bad_argument);
    }
    CHECK(add(1, {&config, 1, sizeof config, 1}) == bad_argument); // known, and not replaced
    CHECK(dll.look(1).client_limit == 0);
    CHECK(dll.look(1).enabled == 1);
    CHECK(add(4, {&config, 1, sizeof config, 1}) == success);
    CHECK(dll.look(4).client_limit == 3);
    CHECK(add(5, {&config, 1, sizeof config / 2, 2}) == success);
    CHECK(dll.look(5).client_limit == 3);
    CHECK(add(6, {nullptr, 9, 9, 9}) == success);
    CHECK(dll.look(6).client_limit == 0);
}

TEST_CASE("DeleteInterface waits for a callback on the interface", "[interfaces]") {
    const dll_under_test dll;
    dll.run();
    held_callback held{dll};
    std::atomic<bool> returned{false};
    DWORD answer = 0;
    std::thread deleting{[&] {
        answer = dll->pfnDeleteInterface(1);
        returned = true;
    }};
    std::this_thread::sleep_for(milliseconds{50});
    CHECK(!returned);
    CHECK(dll.attach(2) == success); // the others go on
    CHECK(dll.look(2).clients == 1);
    CHECK(!returned);
    CHECK(held.let_go() == success);
    deleting.join();
    CHECK(answer == success);
    CHECK(dll->pfnDeleteInterface(1) == bad_argument);
    CHECK(dll.add(1) == success);
    CHECK(dll.look(1).client_limit == 0);
}

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
    CHECK(dll.look(1).clients == 100); // nobody is sent away
    CHECK(dll.attach(1) == bad_argument);
    sessions::interface_config own{7};
    CHECK(dll->pfnSetInterfaceInfo(3, &own, 1, sizeof own, 1) == success);
    CHECK(fill(3) == 7);
    CHECK(dll.set_limit(3, 8) == success);
    CHECK(dll.attach(3) == success);
    CHECK(dll.attach(3) == bad_argument);
    CHECK(dll.set_limit(3, 0) == success); // the global one again
    CHECK(dll.attach(3) == bad_argument);
}

TEST_CASE("MIB questions", "[mib]") {
    const dll_under_test dll;
    dll.run();
    for (const ULONG index : {ULONG{0}, highest})
        REQUIRE(dll.add(index) == success);
    REQUIRE(dll.attach(2) == success);
    REQUIRE(dll.set_limit(2, 9) == success);

    const auto ask = [](PMIB_GET call, ULONG index) -> std::optional<ULONG> {
        sessions::mib_question question{index};
        auto answer = filled_with<sessions::mib_answer>(0xA5);
        ULONG size = sizeof answer;
        if (call(sizeof question, &question, &size, &answer) != failure)
            return answer.interface_index;
        return std::nullopt;
    };
    CHECK(ask(dll->pfnMibGetEntry, 0) == 0U);
    CHECK(ask(dll->pfnMibGetEntry, 2) == 2U);
    CHECK(ask(dll->pfnMibGetEntry, 4) == std::nullopt);
    CHECK(ask(dll->pfnMibGetEntry, highest) == highest);
    CHECK(ask(dll->pfnMibGetFirstEntry, 3) == 0U);
    CHECK(ask(dll->pfnMibGetFirstEntry, highest) == 0U);
    CHECK(ask(dll->pfnMibGetNextEntry, 0) == 1U);
    CHECK(ask(dll->pfnMibGetNextEntry, 2) == 3U);
    CHECK(ask(dll->pfnMibGetNextEntry, 3) == highest);
    CHECK(ask(dll->pfnMibGetNextEntry, highest - 1) == highest);
    CHECK(ask(dll->pfnMibGetNextEntry, highest) == std::nullopt);

    struct way {
        const char* name;
        PMIB_GET call;
        ULONG index;
        ULONG without; ///< An index that gives no answer once 0 and the highest are gone.
    };
    for (const way& w : {way{"MibGet", dll->pfnMibGetEntry, 2, 77},
                         way{"MibGetFirst", dll->pfnMibGetFirstEntry, 2, 0},
                         way{"MibGetNext", dll->pfnMibGetNextEntry, 1, 77}}) {
        INFO(w.name);
        struct {
            sessions::mib_question question;
            ULONG more;
        } input{{w.index}, 0};
        const sessions::mib_answer expected = w.call == dll->pfnMibGetFirstEntry
                                                  ? sessions::mib_answer{0, 0, 0, 0}
                                                  : sessions::mib_answer{2, 1, 1, 9};
        check_buffer(expected, [&](void* buffer, ULONG* size) {
            return w.call(sizeof input.question, &input.question, size, buffer);
        });
        sessions::mib_answer answer{};
        ULONG size = sizeof answer;
        CHECK(w.call(sizeof input, &input, &size, &answer) == success); // longer than needed
        CHECK(same_bytes(answer, expected));

        const auto untouched = filled_with<sessions::mib_answer>(0xA5);
        answer = untouched;
        CHECK(w.call(sizeof input.question, nullptr, &size, &answer) == bad_argument);
        CHECK(w.call(0, nullptr, &size, &answer) == bad_argument);
        for (ULONG length = 0; length < sizeof input.question; ++length)
            CHECK(w.call(length, &input, &size, &answer) == bad_argument);
        for (const std::size_t offset : {1U, 2U, 3U}) {
            const shifted<sessions::mib_question> misaligned{offset, input.question};
            CHECK(w.call(sizeof input.question, misaligned.address(), &size, &answer) ==
                  bad_argument);
        }
        CHECK(w.call(0, nullptr, nullptr, nullptr) == bad_argument);
        CHECK(same_bytes(answer, untouched));
    }

    for (const ULONG index : {ULONG{0}, ULONG{1}, ULONG{2}, ULONG{3}, highest}) {
        CHECK(ask(dll->pfnMibGetFirstEntry, 0) == index);
        REQUIRE(dll->pfnDeleteInterface(index) == success);
        CHECK(ask(dll->pfnMibGetEntry, index) == std::nullopt);
    }
    CHECK(ask(dll->pfnMibGetFirstEntry, 0) == std::nullopt);
    CHECK(ask(dll->pfnMibGetNextEntry, 0) == std::nullopt);
}

TEST_CASE("MIB changes", "[mib]") {
    const dll_under_test dll;
    dll.run();
    struct {
        sessions::mib_change change;
        ULONG more;
    } input{{1, 6}, 0};
    const auto set = dll->pfnMibSetEntry;
    CHECK(set(sizeof input.change, nullptr) == bad_argument);
    CHECK(set(0, nullptr) == bad_argument);
    for (ULONG length = 0; length < sizeof input.change; ++length)
        CHECK(set(length, &input) == bad_argument);
    for (const std::size_t offset : {1U, 2U, 3U}) {
        const shifted<sessions::mib_change> misaligned{offset, input.change};
        CHECK(set(sizeof input.change, misaligned.address()) == bad_argument);
    }
    CHECK(dll.set_limit(77, 6) == failure);
    CHECK(dll.look(1).client_limit == 0);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
    CHECK(set(sizeof input, &input) == success);
    CHECK(dll.look(1).client_limit == 6);
    CHECK(dll.fetch().kind == SAVE_INTERFACE_CONFIG_INFO);

    for (const auto call : {dll->pfnMibCreateEntry, dll->pfnMibDeleteEntry}) {
        CHECK(call(sizeof input, nullptr) == bad_argument);
        CHECK(call(0, nullptr) == bad_argument);
        CHECK(call(sizeof input, &input) == failure);
        CHECK(call(0, &input) == failure);
        const shifted<ULONG> misaligned{1};
        CHECK(call(4, misaligned.address()) == failure);
    }
}

TEST_CASE("MIB traps", "[mib]") {
    const dll_under_test dll;
    dll.run();
    ULONG data = 5;
    ULONG size = sizeof data;
    CHECK(dll->pfnMibSetTrapInfo(dll.event, sizeof data, &data, &size, &data) == no_memory);
    CHECK(dll->pfnMibSetTrapInfo(nullptr, 0, nullptr, nullptr, nullptr) == no_memory);
    CHECK(dll->pfnMibGetTrapInfo(sizeof data, &data, &size, &data) == no_memory);
    CHECK(dll->pfnMibGetTrapInfo(0, nullptr, nullptr, nullptr) == no_memory);
    CHECK(!dll.is_signalled());
}

TEST_CASE("SAVE_INTERFACE_CONFIG_INFO", "[events]") {
    const dll_under_test dll;
    dll.run();
    CHECK(!dll.is_signalled());
    const auto check_save = [&](ULONG index) {
        const fetched_event got = dll.fetch();
        CHECK(got.answer == success);
        CHECK(got.kind == SAVE_INTERFACE_CONFIG_INFO);
        CHECK(got.message.InterfaceIndex == index);
    };
    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(dll.set_limit(1, 6) == success); // as one
    CHECK(dll.set_limit(2, 5) == success);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(dll.set_limit(1, 7) == success);
    check_save(1);
    CHECK(dll.set_limit(1, 8) == success); // not any more
    check_save(2);
    check_save(1);
    check_is_empty(dll);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(!dll.is_signalled());

    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll.set_limit(2, 5) == success);
    CHECK(dll.set_limit(3, 5) == success);
    CHECK(dll->pfnDeleteInterface(2) == success);
    check_save(1);
    check_save(3);
    check_is_empty(dll);
    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll->pfnDeleteInterface(1) == success);
    CHECK(dll.add(1) == success);
    check_is_empty(dll);
    CHECK(dll.set_limit(1, 5) == success);
    check_save(1);
}

TEST_CASE("GetEventMessage and null pointers", "[events]") {
    const dll_under_test dll;
    dll.run();
    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll.set_limit(2, 5) == success);
    MESSAGE message = filled_with<MESSAGE>(0xA5);
    CHECK(dll->pfnGetEventMessage(nullptr, &message) == nothing_more);
    CHECK(dll->pfnGetEventMessage(nullptr, nullptr) == nothing_more);
    CHECK(same_bytes(message, filled_with<MESSAGE>(0xA5)));
    ROUTING_PROTOCOL_EVENTS kind = ROUTER_STOPPED;
    CHECK(dll->pfnGetEventMessage(&kind, nullptr) == success); // consumed
    CHECK(kind == SAVE_INTERFACE_CONFIG_INFO);
    const fetched_event got = dll.fetch();
    CHECK(got.answer == success);
    CHECK(got.message.InterfaceIndex == 2);
    check_is_empty(dll);
}

TEST_CASE("UpdateRoutes", "[updates]") {
    const dll_under_test dll;
    dll.run();
    CHECK(dll->pfnUpdateRoutes(77) == bad_argument);
    CHECK(dll.add(4) == success);
    CHECK(dll->pfnUpdateRoutes(4) == failure);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
    for (int round = 0; round < 20; ++round) {
        INFO("round " << round);
        CHECK(dll->pfnUpdateRoutes(1) == success);
        CHECK(dll->pfnUpdateRoutes(1) == failure); // in progress
        CHECK(dll.wait_for_signal() == signalled);
        CHECK(dll->pfnUpdateRoutes(1) == failure); // not fetched
        check_update_complete(dll.fetch(), 1, success);
        check_is_empty(dll);
    }
    CHECK(dll->pfnUpdateRoutes(1) == success);
    CHECK(dll->pfnUpdateRoutes(2) == success);
    CHECK(dll->pfnUpdateRoutes(3) == success);
    unsigned seen = 0;
    for (int i = 0; i < 3; ++i) {
        const fetched_event got = dll.await();
        const ULONG index = got.message.UpdateCompleteMessage.InterfaceIndex;
        check_update_complete(got, index, success);
        REQUIRE(index <= 3);
        seen |= 1U << index;
    }
    CHECK(seen == 0xE);
    check_is_empty(dll);
}

TEST_CASE("UpdateRoutes and DeleteInterface", "[updates]") {
    const dll_under_test dll;
    dll.run();
    for (int round = 0; round < 100; ++round) {
        INFO("round " << round);
        CHECK(dll->pfnUpdateRoutes(1) == success);
        if (round % 2 != 0)
            std::this_thread::sleep_for(microseconds{round * 5});
        CHECK(dll->pfnDeleteInterface(1) == success);
        CHECK(dll->pfnUpdateRoutes(1) == bad_argument);
        const fetched_event got = dll.await();
        const DWORD status = got.message.UpdateCompleteMessage.UpdateStatus;
        check_update_complete(got, 1, status == failure ? failure : success);
        check_is_empty(dll);
        CHECK(dll.add(1) == success);
        CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    }
    CHECK(dll->pfnUpdateRoutes(1) == success);
    check_update_complete(dll.await(), 1, success);
    // completed before: the completion stays
    WaitForSingleObject(dll.event, 0); // signalled for what was fetched already, perhaps
    CHECK(dll->pfnUpdateRoutes(1) == success);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(dll->pfnDeleteInterface(1) == success);
    check_update_complete(dll.await(), 1, success);
    check_is_empty(dll);
}

TEST_CASE("StopProtocol at rest", "[stop]") {
    const dll_under_test dll;
    SECTION("before StartComplete") {
        REQUIRE(dll.start() == success);
        REQUIRE(dll.add(1) == success);
    }
    SECTION("running") {
        dll.run();
        CHECK(dll.attach(1) == success);
    }
    CHECK(dll->pfnStopProtocol() == success);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
    check_all_refuse(*dll);
    CHECK(dll->pfnStartComplete() == success);
    check_all_refuse(*dll);
    CHECK(dll->pfnStopProtocol() == success);
    check_is_empty(dll);
}

TEST_CASE("Completions outlive a synchronous stop", "[stop]") {
    const dll_under_test dll;
    dll.stop_with_completions(3);
    unsigned seen = 0;
    for (int i = 0; i < 3; ++i) {
        const fetched_event got = dll.fetch();
        const ULONG index = got.message.UpdateCompleteMessage.InterfaceIndex;
        check_update_complete(got, index, success);
        REQUIRE(index <= 3);
        seen |= 1U << index;
    }
    CHECK(seen == 0xE);
    check_is_empty(dll);
    CHECK(dll->pfnStopProtocol() == success);
}

TEST_CASE("StopProtocol with a callback inside", "[stop]") {
    const dll_under_test dll;
    for (int round = 0; round < 3; ++round) {
        INFO("round " << round);
        dll.run();
        held_callback held{dll};
        const auto check_pending = [&] {
            check_all_refuse(*dll);
            CHECK(dll->pfnStopProtocol() == stop_pending);
            CHECK(dll.start() == failure);
            CHECK(dll->pfnStartComplete() == success);
        };
        CHECK(dll->pfnStopProtocol() == stop_pending);
        check_pending();
        check_is_empty(dll);
        CHECK(!dll.is_signalled());

        CHECK(held.let_go() == success);
        CHECK(dll.wait_for_signal() == signalled);
        check_pending(); // until the router manager knows
        const fetched_event got = dll.fetch();
        CHECK(got.answer == success);
        CHECK(got.kind == ROUTER_STOPPED);
        check_is_empty(dll);
        CHECK(!dll.is_signalled());
        CHECK(dll->pfnStopProtocol() == success);
        check_all_refuse(*dll);
    }
}

TEST_CASE("A pending stop still answers for the updates", "[stop]") {
    const dll_under_test dll;
    dll.run();
    held_callback held{dll};
    CHECK(dll->pfnUpdateRoutes(2) == success);
    CHECK(dll->pfnStopProtocol() == stop_pending);
    const fetched_event got = dll.await();
    const DWORD status = got.message.UpdateCompleteMessage.UpdateStatus;
    check_update_complete(got, 2, status == failure ? failure : success);
    CHECK(dll.fetch().answer == nothing_more);
    CHECK(held.let_go() == success);
    CHECK(dll.await().kind == ROUTER_STOPPED);
    check_is_empty(dll);
}

TEST_CASE("A callback of an interface may be inside while another is used", "[concurrency]") {
    const dll_under_test dll;
    dll.run();
    held_callback held{dll};
    for (const slot& s : table) {
        INFO(s.name);
        if (s.call != slot_named("MibGetFirstEntry").call) // it asks about interface 1
            CHECK(s.call(*dll, 2) == s.answer());
    }
    CHECK(held.let_go() == success);
    CHECK(dll.look(1).client_limit == 7);
}

TEST_CASE("Callbacks for the same interface at once", "[concurrency]") {
    const dll_under_test dll;
    dll.run();
    auto config = global_of(1000000);
    REQUIRE(dll->pfnSetGlobalInfo(&config, 1, sizeof config, 1) == success);
    std::atomic<unsigned> refused{0};
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (DWORD address = 0; address < 4; ++address)
        threads.emplace_back([&, address] {
            for (int i = 0; i < 2000; ++i) {
                refused += dll.attach(1, address) == success ? 0 : 1;
                refused += dll.attach(1, address) == success ? 0 : 1;
                refused += dll.detach(1, address) == success ? 0 : 1;
            }
        });
    for (std::thread& t : threads)
        t.join();
    CHECK(refused == 0);
    CHECK(dll.look(1).clients == 8000);
}

namespace {

/// Callbacks in a loop, from a thread of its own, and what they said.
struct caller {
    unsigned undocumented = 0;
    unsigned updates = 0;   // accepted
    unsigned completed = 0; // fetched
    unsigned stopped = 0;   // ROUTER_STOPPED, fetched

    void take(const fetched_event& got) {
        if (got.answer == success) {
            completed += got.kind == UPDATE_COMPLETE ? 1U : 0U;
            stopped += got.kind == ROUTER_STOPPED ? 1U : 0U;
        } else {
            undocumented += got.answer == nothing_more ? 0U : 1U;
        }
    }

    void call_all(const dll_under_test& dll, ULONG index) {
        static const slot& update_routes = slot_named("UpdateRoutes");
        for (const slot& s : table) {
            const DWORD answer = s.call(*dll, index);
            const bool documented = s.refusal == no_memory
                                        ? answer == no_memory
                                        : answer == success || answer == bad_argument ||
                                              (answer == failure && s.refusal == failure);
            undocumented += documented ? 0U : 1U;
            if (&s == &update_routes && answer == success)
                ++updates;
        }
        dll.add(index); // and again after DeleteInterface
        dll.status(index, RIS_INTERFACE_ENABLED);
        undocumented += dll->pfnStartComplete() == success ? 0U : 1U;
        take(dll.fetch());
    }

    void operator+=(const caller& other) {
        undocumented += other.undocumented;
        updates += other.updates;
        completed += other.completed;
        stopped += other.stopped;
    }
};

/// Stops the DLL while 4 threads use it; `stoppers` threads at once.
void stop_in_use(const dll_under_test& dll, int round, unsigned stoppers) {
    std::atomic<bool> enough{false};
    std::vector<caller> callers(4);
    std::vector<std::thread> threads;
    threads.reserve(callers.size());
    for (std::size_t i = 0; i < callers.size(); ++i)
        threads.emplace_back([&, i] {
            for (ULONG turn = 0; !enough; ++turn)
                callers[i].call_all(dll, 1 + (turn + static_cast<ULONG>(i)) % 5);
        });
    std::this_thread::sleep_for(microseconds{round * 37 % 2000});

    std::vector<DWORD> answers(stoppers, highest);
    std::vector<std::thread> others;
    others.reserve(stoppers);
    for (unsigned i = 1; i < stoppers; ++i)
        others.emplace_back([&, i] { answers[i] = dll->pfnStopProtocol(); });
    answers[0] = dll->pfnStopProtocol();
    for (std::thread& t : others)
        t.join();
    bool pending = false;
    for (const DWORD answer : answers) {
        CHECK((answer == success || answer == stop_pending));
        pending = pending || answer == stop_pending;
    }
    // Whoever fetches ROUTER_STOPPED: then, and not before, StopProtocol says so.
    caller here;
    for (int i = 0; pending && i < 10000 && dll->pfnStopProtocol() != success; ++i) {
        WaitForSingleObject(dll.event, 1);
        here.take(dll.fetch());
    }
    CHECK(dll->pfnStopProtocol() == success);
    std::this_thread::sleep_for(microseconds{round * 11 % 500});
    enough = true;
    for (std::thread& t : threads)
        t.join();

    caller all = here;
    for (const caller& c : callers)
        all += c;
    for (fetched_event got = dll.fetch(); got.answer == success; got = dll.fetch())
        all.take(got);
    CHECK(all.undocumented == 0);
    CHECK(all.stopped == (pending ? 1U : 0U));
    CHECK(all.completed == all.updates);
    check_all_refuse(*dll);
    check_is_empty(dll);
}

void stop_in_use_often(unsigned stoppers) {
    const dll_under_test dll;
    for (int round = 0; round < 200; ++round) {
        INFO("round " << round);
        dll.run();
        stop_in_use(dll, round, stoppers);
        WaitForSingleObject(dll.event, 0);
    }
}

} // namespace

TEST_CASE("StopProtocol while every slot is called", "[concurrency]") {
    stop_in_use_often(1);
}

TEST_CASE("StopProtocol from several threads", "[concurrency]") {
    stop_in_use_often(2);
}

TEST_CASE("Unloaded right after the stop", "[unload]") {
    for (int round = 0; round < 20; ++round) {
        INFO("round " << round);
        const dll_under_test dll;
        REQUIRE(dll.start() == success);
        for (ULONG index = 1; index <= 16; ++index) {
            REQUIRE(dll.add(index) == success);
            REQUIRE(dll.status(index, RIS_INTERFACE_ENABLED) == success);
        }
        REQUIRE(dll->pfnStartComplete() == success);
        for (ULONG index = 1; index <= 16; ++index)
            CHECK(dll->pfnUpdateRoutes(index) == success);
        std::this_thread::sleep_for(microseconds{round * 100});
        unsigned completed = 0;
        const bool pending = dll->pfnStopProtocol() == stop_pending;
        for (;;) {
            const fetched_event got = pending ? dll.await() : dll.fetch();
            if (got.answer != success || got.kind == ROUTER_STOPPED) {
                CHECK((got.answer == success) == pending);
                break;
            }
            ++completed;
        }
        CHECK(completed == 16);
    }
}

TEST_CASE("Unloaded with events left, it is gone and forgot everything", "[unload]") {
    for (int round = 0; round < 5; ++round) {
        {
            const dll_under_test dll;
            check_is_empty(dll);
            dll.stop_with_completions(3);
            CHECK(is_loaded(dll_path()));
        }
        // a thread of the system that ran the last update may keep it for a moment
        for (int i = 0; i < 10000 && is_loaded(dll_path()); ++i)
            std::this_thread::sleep_for(milliseconds{1});
        CHECK(!is_loaded(dll_path()));
    }
}
