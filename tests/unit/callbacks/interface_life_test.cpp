// AddInterface, DeleteInterface and UpdateRoutes of a DLL that keeps its interfaces in an
// interface_table.

#include "observed.hpp"

#include <catch2/catch_test_macros.hpp>
#include <new>
#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>
#include <stdexcept>
#include <string>

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
struct line {
    line(LPCWSTR n, NET_INTERFACE_TYPE t, ULONG l) : name{n}, type{t}, limit{l} {}
    std::wstring name;
    NET_INTERFACE_TYPE type;
    ULONG limit;
};
constinit routpact::interface_table<line> lines;

routpact::insert_result on_add(const routpact::interface_description& d, const config* configured) {
    return lines.insert(d.index, d.name, d.type, configured ? configured->limit : 0);
}
constexpr PADD_INTERFACE add_interface = routpact::add_interface<on_add, record>;
constexpr PDELETE_INTERFACE delete_interface =
    routpact::delete_interface<[](ULONG index) { return lines.remove(index); }, record>;

DWORD add(ULONG index, config* info = nullptr, ULONG size = 0, ULONG count = 0) {
    wchar_t name[] = L"Internal";
    return add_interface(name, index, DEMAND_DIAL, 1, 2, 3, info, 1, size, count);
}

// Each test has its own table.
struct emptied {
    emptied() { lines.clear(); }
    ~emptied() { lines.clear(); }
};

} // namespace

TEST_CASE("add_interface passes the description and the block") {
    const emptied table;
    config info{5, 1};
    CHECK(add(7, &info, sizeof info, 1) == NO_ERROR);
    {
        const auto found = lines.find(7);
        REQUIRE(found);
        CHECK(found->name == L"Internal");
        CHECK(found->type == DEMAND_DIAL);
        CHECK(found->limit == 5);
    }
    CHECK(add(0xFFFFFFFF) == NO_ERROR);
    CHECK(lines.find(0xFFFFFFFF)->limit == 0);
    CHECK(add_interface(nullptr, 0, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR);
    CHECK(lines.find(0)->name.empty());
    CHECK(silent());
}

TEST_CASE("add_interface refuses an index that exists") {
    const emptied table;
    CHECK(add(7) == NO_ERROR);
    CHECK(add(7) == ERROR_INVALID_PARAMETER);
    CHECK(lines.size() == 1);
    CHECK(silent());
}

TEST_CASE("add_interface refuses a block of another length") {
    const emptied table;
    config info[2]{};
    for (const ULONG size : {ULONG{0}, ULONG{sizeof(config) - 1}, ULONG{sizeof info}}) {
        CHECK(add(7, info, size, 1) == ERROR_INVALID_PARAMETER);
        CHECK(observed::reports.back().interface_index == 7);
        CHECK(refused("add_interface", violation::wrong_argument_size, 9));
    }
    CHECK(add(7, info, sizeof(config), 0x20000001) == ERROR_INVALID_PARAMETER); // 8 modulo 2^32
    CHECK(refused("add_interface", violation::wrong_argument_size, 9));
    constexpr PADD_INTERFACE needs =
        routpact::add_interface<[](const routpact::interface_description&, config) {}, record>;
    CHECK(needs(nullptr, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == ERROR_INVALID_PARAMETER);
    CHECK(refused("add_interface", violation::null_argument, 7));
    CHECK(lines.size() == 0);
}

TEST_CASE("add_interface returns only documented codes") {
    using routpact::interface_description;
    const auto answer = [](PADD_INTERFACE callback) {
        return callback(nullptr, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
    };
    CHECK(answer(routpact::add_interface<[](interface_description, const config*) {
              return code::can_not_complete;
          },
                                         record>) == ERROR_CAN_NOT_COMPLETE);
    CHECK(silent());
    CHECK(answer(routpact::add_interface<[](interface_description, const config*) {
              return routpact::insert_result::out_of_memory;
          },
                                         record>) == ERROR_CAN_NOT_COMPLETE);
    CHECK(repaired("add_interface", violation::undocumented_code, ERROR_NOT_ENOUGH_MEMORY,
                   ERROR_CAN_NOT_COMPLETE));
#ifdef __cpp_exceptions
    CHECK(answer(routpact::add_interface<[](interface_description, const config*) {
              throw std::runtime_error{"no line"};
          },
                                         record>) == ERROR_CAN_NOT_COMPLETE);
    CHECK(repaired("add_interface", violation::exception_thrown, NO_ERROR, ERROR_CAN_NOT_COMPLETE));
    CHECK(answer(routpact::add_interface<[](interface_description, const config*) {
              throw routpact::error{code::invalid_parameter};
          },
                                         record>) == ERROR_INVALID_PARAMETER);
    CHECK(repaired("add_interface", violation::exception_thrown, ERROR_INVALID_PARAMETER,
                   ERROR_INVALID_PARAMETER));
#endif
}

TEST_CASE("delete_interface removes an interface once") {
    const emptied table;
    CHECK(add(7) == NO_ERROR);
    CHECK(delete_interface(8) == ERROR_INVALID_PARAMETER);
    CHECK(delete_interface(7) == NO_ERROR);
    CHECK(lines.size() == 0);
    CHECK(delete_interface(7) == ERROR_INVALID_PARAMETER);
    CHECK(add(7) == NO_ERROR);
    CHECK(silent());
}

TEST_CASE("delete_interface cannot remove an interface that its thread uses") {
    const emptied table;
    CHECK(add(7) == NO_ERROR);
    {
        const auto used = lines.find(7);
        CHECK(delete_interface(7) == ERROR_CAN_NOT_COMPLETE);
    }
    CHECK(delete_interface(7) == NO_ERROR);
    CHECK(silent());
}

TEST_CASE("delete_interface returns only documented codes") {
    constexpr PDELETE_INTERFACE other =
        routpact::delete_interface<[](ULONG) { return DWORD{ERROR_ACCESS_DENIED}; }, record>;
    CHECK(other(7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(observed::reports.back().interface_index == 7);
    CHECK(repaired("delete_interface", violation::undocumented_code, ERROR_ACCESS_DENIED,
                   ERROR_CAN_NOT_COMPLETE));
#ifdef __cpp_exceptions
    constexpr PDELETE_INTERFACE failing =
        routpact::delete_interface<[](ULONG) { throw std::bad_alloc{}; }, record>;
    CHECK(failing(7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(repaired("delete_interface", violation::exception_thrown, ERROR_NOT_ENOUGH_MEMORY,
                   ERROR_CAN_NOT_COMPLETE));
#endif
}

TEST_CASE("update_routes calls its handler with the interface") {
    const emptied table;
    constexpr PDO_UPDATE_ROUTES update = routpact::update_routes<
        lines, [](line& l) { return ++l.limit < 3 ? code::no_error : code::can_not_complete; },
        record>;
    CHECK(add(7) == NO_ERROR);
    CHECK(update(8) == ERROR_INVALID_PARAMETER);
    CHECK(observed::reports.back().interface_index == 8);
    CHECK(refused("update_routes", violation::unknown_index, 1));
    CHECK(update(7) == NO_ERROR);
    CHECK(update(7) == NO_ERROR);
    CHECK(update(7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(lines.find(7)->limit == 3);
    CHECK(silent());
    CHECK(delete_interface(7) == NO_ERROR);
    CHECK(update(7) == ERROR_INVALID_PARAMETER);
    CHECK(refused("update_routes", violation::unknown_index, 1));
}

TEST_CASE("update_routes returns only documented codes") {
    const emptied table;
    CHECK(add(7) == NO_ERROR);
    CHECK(routpact::update_routes<lines, [](line&) {}, record>(7) == NO_ERROR);
    CHECK(
        routpact::update_routes<lines, [](const line&) { return code::invalid_parameter; }, record>(
            7) == ERROR_INVALID_PARAMETER);
    CHECK(silent());
    CHECK(routpact::update_routes<lines, [](line&) { return DWORD{ERROR_UPDATE_IN_PROGRESS}; },
                                  record>(7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(repaired("update_routes", violation::undocumented_code, ERROR_UPDATE_IN_PROGRESS,
                   ERROR_CAN_NOT_COMPLETE));
#ifdef __cpp_exceptions
    CHECK(routpact::update_routes<lines, [](line&) { throw std::runtime_error{"no answer"}; },
                                  record>(7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(repaired("update_routes", violation::exception_thrown, NO_ERROR, ERROR_CAN_NOT_COMPLETE));
    CHECK(delete_interface(7) == NO_ERROR); // no thread uses it now
    CHECK(silent());
#endif
}
