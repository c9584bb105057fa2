// translate_exception(): exception types of other libraries become documented codes.

#ifdef __cpp_exceptions

#include "stop/router.hpp"

#include <mutex>
#include <routpact/adapt.hpp>
#include <stdexcept>
#include <string_view>

namespace translate_exception_tests {
namespace {

using routpact::code;
using routpact::router_manager;

constexpr long e_access_denied = static_cast<long>(0x80070005);
constexpr long e_invalid_argument = static_cast<long>(0x80070057);
constexpr long e_not_found = static_cast<long>(0x80070490);

// Like winrt::hresult_error: no std::exception.
struct hresult_error {
    long value;
};

code code_of_hresult() {
    try {
        throw;
    } catch (const hresult_error& e) {
        return code{static_cast<DWORD>(e.value) & 0xFFFF};
    }
}

// Throws what the test wishes at each place where code of the author runs.
struct moody {
    static constexpr DWORD protocol_id = 131;
    static constexpr DWORD functionality = RF_ROUTING;
    enum class place { nowhere, constructor, start_complete, work, timer, stopping };
    static inline std::atomic<place> fails_in = place::nowhere;
    static inline std::mutex lock;
    static inline std::vector<routpact::report> reports;

    struct interface_type {};

    explicit moody(router_manager& m) : manager{m} { fail_in(place::constructor); }
    static void fail_in(place here) {
        if (fails_in == here)
            throw hresult_error{e_access_denied};
    }
    void start_complete() {
        fail_in(place::start_complete);
        if (fails_in == place::work)
            stop_tests::expect(manager.post([] { fail_in(place::work); }));
        if (fails_in == place::timer)
            due = manager.post_after(std::chrono::seconds{0}, [] { fail_in(place::timer); });
    }
    void stopping() { fail_in(place::stopping); }
    void set_global_info(const routpact::info_block& block) {
        switch (block.version()) {
        case 1:
            throw hresult_error{e_invalid_argument};
        case 2:
            throw hresult_error{e_not_found};
        default:
            throw std::runtime_error{"no HRESULT"};
        }
    }

    static code translate_exception() { return code_of_hresult(); }
    static void observe(const routpact::report& r) {
        const std::lock_guard locked{lock};
        reports.push_back(r);
    }

    router_manager& manager;
    routpact::timer due;
};

using stop_tests::router;

// Starts and stops the protocol. Returns the only report that it made.
routpact::report only_report(moody::place fails_in) {
    moody::fails_in = fails_in;
    moody::reports.clear();
    router<moody> manager;
    if (fails_in == moody::place::constructor) {
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
    } else {
        manager.run();
        if (fails_in == moody::place::timer) // a stop cancels timers
            stop_tests::wait_for([] {
                const std::lock_guard locked{moody::lock};
                return !moody::reports.empty();
            });
        manager.stop();
    }
    REQUIRE(moody::reports.size() == 1);
    return moody::reports[0];
}

struct line {};

// A table of the author's own whose handlers may throw such exceptions.
struct lines {
    line only;
    line* find(ULONG) { return &only; }
    static code translate_exception() { return code_of_hresult(); }
};
lines table;

void fail(line&, const IP_LOCAL_BINDING&) {
    throw hresult_error{e_access_denied};
}
constexpr routpact::terms terms{.codes = {NO_ERROR, ERROR_ACCESS_DENIED, ERROR_INVALID_PARAMETER}};

} // namespace

TEST_CASE("translate_exception() is asked wherever code of the author runs") {
    for (const moody::place each :
         {moody::place::constructor, moody::place::start_complete, moody::place::work,
          moody::place::timer, moody::place::stopping}) {
        const routpact::report report = only_report(each);
        CHECK(report.kind == routpact::violation::exception_thrown);
        CHECK(report.handler_code == ERROR_ACCESS_DENIED);
        CHECK(report.blamed == routpact::blame::protocol);
    }
}

TEST_CASE("a handler answers with the translated code if its page documents that") {
    moody::fails_in = moody::place::nowhere;
    moody::reports.clear();
    router<moody> manager;
    manager.run();
    DWORD block = 0;
    const auto set = [&](ULONG version) {
        return manager->pfnSetGlobalInfo(&block, version, sizeof block, 1);
    };
    CHECK(set(1) == ERROR_INVALID_PARAMETER);
    CHECK(set(2) == ERROR_CAN_NOT_COMPLETE); // not documented
    CHECK(set(3) == ERROR_CAN_NOT_COMPLETE);
    REQUIRE(moody::reports.size() == 3);
    CHECK(moody::reports[0].handler_code == ERROR_INVALID_PARAMETER);
    CHECK(std::string_view{moody::reports[0].detail} == "translated by translate_exception()");
    CHECK(moody::reports[1].handler_code == 1168);     // ERROR_NOT_FOUND
    CHECK(moody::reports[2].handler_code == NO_ERROR); // thrown again, because it has no code
    manager.stop();
}

TEST_CASE("a table of one's own may translate exceptions, too") {
    IP_LOCAL_BINDING client{1, 2};
    CHECK(routpact::adapt<PCONNECT_CLIENT, table, fail, terms>(7, &client) == ERROR_ACCESS_DENIED);
}

} // namespace translate_exception_tests

#endif
