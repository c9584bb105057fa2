// Compares the contract with a second table, which was written independently from the reference
// pages, cell by cell as text.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <routpact/contract.hpp>
#include <string>
#include <vector>

namespace {

using cells = std::vector<std::string>;

// name|field|type|index|codes|fallback|presence|flag|availability|page|roles; without roles each
// argument is a group of its own
const char* const expected_slots[] = {
    "start_protocol|pfnStartProtocol|PSTART_PROTOCOL|0|0,1003,87|1003|required|0|always|pstart_"
    "protocol|value,value,optional_info",
    "start_complete|pfnStartComplete|PSTART_COMPLETE|0|0|0|required|0|always|pstart_complete",
    "stop_protocol|pfnStopProtocol|PSTOP_PROTOCOL|0|0,907|0|required|0|always|pstop_protocol",
    "get_global_info|pfnGetGlobalInfo|PGET_GLOBAL_INFO|0|0,1003,87,122|1003|required|0|started|"
    "pget_global_info|info_buffer",
    "set_global_info|pfnSetGlobalInfo|PSET_GLOBAL_INFO|0|0,1003,87|1003|required|0|started|pset_"
    "global_info|info",
    "query_power|pfnQueryPower|PQUERY_POWER|0||0|must_be_null|0|always|pquery_power",
    "set_power|pfnSetPower|PSET_POWER|0||0|must_be_null|0|always|pset_power",
    "add_interface|pfnAddInterface|PADD_INTERFACE|2|0,1003,87|1003|required|0|started|padd_"
    "interface|description,optional_info",
    "delete_interface|pfnDeleteInterface|PDELETE_INTERFACE|1|0,1003,87|1003|required|0|started|"
    "pdelete_interface|removed_index",
    "interface_status|pfnInterfaceStatus|PINTERFACE_STATUS|1|0,1003,87|1003|required|0|started|"
    "pinterface_status|interface_index,status_change",
    "get_interface_info|pfnGetInterfaceInfo|PGET_INTERFACE_INFO|1|0,1003,87,122|1003|required|0|"
    "started|pget_interface_info|interface_index,info_buffer",
    "set_interface_info|pfnSetInterfaceInfo|PSET_INTERFACE_INFO|1|0,1003,87|1003|required|0|"
    "started|pset_interface_info|interface_index,info",
    "get_event_message|pfnGetEventMessage|PGET_EVENT_MESSAGE|0|0,259|259|required|0|always|pget_"
    "event_message|event_buffer",
    "update_routes|pfnUpdateRoutes|PDO_UPDATE_ROUTES|1|0,1003,87|1003|optional|4|running|pdo_"
    "update_routes",
    "connect_client|pfnConnectClient|PCONNECT_CLIENT|1|0,87|87|optional|0|running|pconnect_client",
    "disconnect_client|pfnDisconnectClient|PDISCONNECT_CLIENT|1|0,87|87|optional|0|running|"
    "pdisconnect_client",
    "get_neighbors|pfnGetNeighbors|PGET_NEIGHBORS|1|0,1003,87,122|1003|optional|32|running|pget_"
    "neighbors|interface_index,neighbors_buffer",
    "get_mfe_status|pfnGetMfeStatus|PGET_MFE_STATUS|1|0,1003,87|1003|optional|32|running|pget_mfe_"
    "status|interface_index,ipv4_address,ipv4_address,mfe_status_buffer",
    "mib_create_entry|pfnMibCreateEntry|PMIB_CREATE|0|0,1003,87|1003|required|0|running|pmib_"
    "create|entry",
    "mib_delete_entry|pfnMibDeleteEntry|PMIB_DELETE|0|0,1003,87|1003|required|0|running|pmib_"
    "delete|entry",
    "mib_get_entry|pfnMibGetEntry|PMIB_GET|0|0,1003,87,122|1003|required|0|running|pmib_get|entry,"
    "entry_buffer",
    "mib_set_entry|pfnMibSetEntry|PMIB_SET|0|0,1003,87|1003|required|0|running|pmib_set|entry",
    "mib_get_first_entry|pfnMibGetFirstEntry|PMIB_GET_FIRST|0|0,1003,87,122|1003|required|0|"
    "running|pmib_get_first|entry,entry_buffer",
    "mib_get_next_entry|pfnMibGetNextEntry|PMIB_GET_NEXT|0|0,1003,87,122|1003|required|0|running|"
    "pmib_get_next|entry,entry_buffer",
    "mib_set_trap_info|pfnMibSetTrapInfo|PMIB_SET_TRAP_INFO|0|0,5,8|8|required|0|running|pmib_set_"
    "trap_info|value,entry,trap_output",
    "mib_get_trap_info|pfnMibGetTrapInfo|PMIB_GET_TRAP_INFO|0|0,5,8|8|required|0|running|pmib_get_"
    "trap_info|entry,trap_output",
    "protocol_action|pfnProtocolAction|PPROTOCOL_ACTION|0||1003|optional|0|running|mpr60_routing_"
    "characteristics|value,data",
    "get_statistics|pfnGetStatistics|PGET_PROTOCOL_STATISTICS|0||1003|optional|0|running|mpr60_"
    "routing_characteristics|value,data,value,allocation",
    "get_routing_domain_global_info|pfnGetRoutingDomainGlobalInfo|PGET_ROUTING_DOMAIN_GLOBAL_INFO|"
    "0||1003|optional|0|started|mpr60_routing_characteristics|routing_domain,info_buffer",
    "set_routing_domain_global_info|pfnSetRoutingDomainGlobalInfo|PSET_ROUTING_DOMAIN_GLOBAL_INFO|"
    "0||1003|optional|0|started|mpr60_routing_characteristics|routing_domain,info",
    "buffer_free|pfnBufferFree|PPROTOCOL_BUFFER_FREE|0||1003|optional|0|always|mpr60_routing_"
    "characteristics",
};
const char* const expected_registration = "register_protocol|RegisterProtocol|PREGISTER_PROTOCOL|0|"
                                          "0,50|50|required|0|always|pregister_protocol";

cells split(const std::string& line) {
    cells result;
    for (std::size_t begin = 0; begin < line.size();) {
        const std::size_t end = (std::min)(line.find('|', begin), line.size());
        result.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

cells to_cells(const routpact::callback& row) {
    std::string codes;
    for (unsigned i = 0; i < row.codes.count; ++i)
        codes += (i ? "," : "") + std::to_string(row.codes.values[i]);
    const char* const role_names[] = {"interface_index",
                                      "description",
                                      "removed_index",
                                      "value",
                                      "object",
                                      "info",
                                      "optional_info",
                                      "info_buffer",
                                      "entry",
                                      "entry_buffer",
                                      "status_change",
                                      "ipv4_address",
                                      "neighbors_buffer",
                                      "mfe_status_buffer",
                                      "event_buffer",
                                      "trap_output",
                                      "data",
                                      "allocation",
                                      "routing_domain"};
    const char* const periods[] = {"always", "started", "running"};
    std::string roles;
    for (unsigned i = 0; i < row.roles.count; ++i)
        roles += (i ? "," : "") + std::string{role_names[static_cast<int>(row.roles.roles[i])]};
    const char* const presences[] = {"required", "optional", "must_be_null"};
    cells result{row.name,
                 row.field,
                 row.type,
                 std::to_string(row.index_position),
                 codes,
                 std::to_string(row.fallback),
                 presences[static_cast<int>(row.presence)],
                 std::to_string(row.functionality),
                 periods[static_cast<int>(row.availability)],
                 row.page};
    if (!roles.empty())
        result.push_back(roles);
    return result;
}

// A row and the offset of its slot.
struct seen {
    const routpact::callback* row;
    std::size_t offset;
};

template <class Characteristics>
std::vector<seen> all_rows() {
    std::vector<seen> result;
    static Characteristics probe;
    for_each(routpact::callbacks<Characteristics>, [&](const auto& row) {
        const char* const slot = reinterpret_cast<const char*>(&(probe.*row.member));
        result.push_back(
            {&row, static_cast<std::size_t>(slot - reinterpret_cast<const char*>(&probe))});
    });
    return result;
}

// From the reference pages, for the rows with roles.
unsigned argument_count(const std::string& name) {
    const struct {
        const char* name;
        unsigned count;
    } counts[] = {{"add_interface", 10},
                  {"delete_interface", 1},
                  {"interface_status", 4},
                  {"get_interface_info", 6},
                  {"set_interface_info", 5},
                  {"get_neighbors", 4},
                  {"get_mfe_status", 4},
                  {"get_global_info", 5},
                  {"set_global_info", 4},
                  {"mib_create_entry", 2},
                  {"mib_delete_entry", 2},
                  {"mib_set_entry", 2},
                  {"mib_get_entry", 4},
                  {"mib_get_first_entry", 4},
                  {"mib_get_next_entry", 4},
                  {"start_protocol", 6},
                  {"get_event_message", 2},
                  {"mib_set_trap_info", 5},
                  {"mib_get_trap_info", 4},
                  {"protocol_action", 3},
                  {"get_statistics", 6},
                  {"get_routing_domain_global_info", 6},
                  {"set_routing_domain_global_info", 5}};
    for (const auto& one : counts)
        if (name == one.name)
            return one.count;
    return 0;
}

} // namespace

TEST_CASE("every cell of the contract equals that of the reference table") {
    const auto rows = all_rows<MPR60_ROUTING_CHARACTERISTICS>();
    REQUIRE(rows.size() == 31);
    REQUIRE(std::size(expected_slots) == 31);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFO(expected_slots[i]);
        CHECK(to_cells(*rows[i].row) == split(expected_slots[i]));
    }
    CHECK(to_cells(routpact::registration_contract) == split(expected_registration));
}

TEST_CASE("the comparison detects any changed cell on either side") {
    const auto rows = all_rows<MPR60_ROUTING_CHARACTERISTICS>();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const cells expected = split(expected_slots[i]);
        REQUIRE(expected.size() >= 9);
        for (std::size_t cell = 0; cell < expected.size(); ++cell) {
            cells altered = expected;
            altered[cell] += '1';
            CHECK(to_cells(*rows[i].row) != altered);
        }
        const auto alter = [&](auto change) {
            routpact::callback altered = *rows[i].row;
            change(altered);
            CHECK(to_cells(altered) != expected);
        };
        alter([](auto& row) { row.name = "altered"; });
        alter([](auto& row) { row.field = "altered"; });
        alter([](auto& row) { row.type = "altered"; });
        alter([](auto& row) { ++row.index_position; });
        alter([](auto& row) { row.codes.values[row.codes.count++] = 6; });
        alter([](auto& row) { ++row.fallback; });
        alter([](auto& row) {
            row.presence = row.presence == routpact::presence::optional
                               ? routpact::presence::required
                               : routpact::presence::optional;
        });
        alter([](auto& row) { ++row.functionality; });
        alter([](auto& row) {
            row.availability = row.availability == routpact::availability::always
                                   ? routpact::availability::running
                                   : routpact::availability::always;
        });
        alter([](auto& row) { row.page = "altered"; });
        alter(
            [](auto& row) { row.roles.roles[row.roles.count++] = routpact::detail::role::value; });
    }
}

TEST_CASE("the key of each row is the slot that it describes") {
    // The slots follow three DWORDs, aligned for pointers, in the order of the rows.
    const auto check_offsets = [](const std::vector<seen>& rows) {
        const std::size_t first = sizeof(void*) == 8 ? 16 : 12;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            INFO(rows[i].row->field);
            CHECK(rows[i].offset == first + i * sizeof(void*));
        }
    };
    check_offsets(all_rows<MPR50_ROUTING_CHARACTERISTICS>());
    check_offsets(all_rows<MPR60_ROUTING_CHARACTERISTICS>());
    CHECK(routpact::callbacks<MPR50_ROUTING_CHARACTERISTICS>.size == 26);
    CHECK(routpact::callbacks<MPR60_ROUTING_CHARACTERISTICS>.size == 31);
}

TEST_CASE("both versions of the structure have the same first 26 rows") {
    const auto old_rows = all_rows<MPR50_ROUTING_CHARACTERISTICS>();
    const auto new_rows = all_rows<MPR60_ROUTING_CHARACTERISTICS>();
    for (std::size_t i = 0; i < old_rows.size(); ++i)
        CHECK(to_cells(*old_rows[i].row) == to_cells(*new_rows[i].row));
}

TEST_CASE("a row is found by its member pointer") {
    using characteristics = MPR_ROUTING_CHARACTERISTICS;
    constexpr auto& rows = routpact::callbacks<characteristics>;
    STATIC_CHECK(
        routpact::detail::row_of<&characteristics::pfnDisconnectClient>(rows).codes.count == 2);
    STATIC_CHECK(routpact::detail::row_of<&characteristics::pfnAddInterface>(rows).index_position ==
                 2);
    CHECK(routpact::detail::row_of<&characteristics::pfnConnectClient>(rows).page ==
          std::string{"pconnect_client"});
}

TEST_CASE("fallbacks are documented codes, and every set with a fallback can succeed") {
    for (const seen& one : all_rows<MPR60_ROUTING_CHARACTERISTICS>()) {
        const routpact::callback& row = *one.row;
        INFO(row.name);
        if (row.fallback != NO_ERROR && row.codes.count != 0) {
            CHECK(row.codes.contains(row.fallback));
            CHECK(row.codes.contains(NO_ERROR));
        }
        if (row.index_position != 0)
            CHECK(row.codes.contains(ERROR_INVALID_PARAMETER));
    }
}

TEST_CASE("a code set contains exactly its codes") {
    constexpr routpact::code_set some{NO_ERROR, ERROR_ACCESS_DENIED};
    STATIC_CHECK(some.contains(NO_ERROR));
    STATIC_CHECK(some.contains(ERROR_ACCESS_DENIED));
    STATIC_CHECK(!some.contains(ERROR_INVALID_PARAMETER));
    constexpr routpact::code_set nothing{};
    STATIC_CHECK(!nothing.contains(NO_ERROR));
}

TEST_CASE("the roles of a row cover its arguments, with the index where the row says") {
    for (const seen& one : all_rows<MPR60_ROUTING_CHARACTERISTICS>()) {
        const routpact::callback& row = *one.row;
        if (row.roles.count == 0)
            continue;
        INFO(row.name);
        unsigned position = 1;
        for (unsigned i = 0; i < row.roles.count; ++i) {
            const routpact::detail::role what = row.roles.roles[i];
            if (what == routpact::detail::role::interface_index ||
                what == routpact::detail::role::removed_index)
                CHECK(position == row.index_position);
            if (what == routpact::detail::role::description) // the name comes before the index
                CHECK(position + 1 == row.index_position);
            if (receives_result(what))
                CHECK(i + 1 == row.roles.count);
            REQUIRE(width(what) > 0);
            position += width(what);
        }
        CHECK(position == 1 + argument_count(row.name));
    }
}
