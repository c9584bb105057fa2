// An author's class with default visibility can have members and bases of the library's types. The
// library's code is hidden. If its types were hidden as well, g++ would warn that the class is more
// visible than its members. Compiling this file is the test: warnings are errors.

#ifdef __ELF__ // modules share names there

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <routpact/conformance.hpp>
#include <routpact/routpact.hpp>
#include <routpact/testing/router_manager.hpp>
#include <vector>

#define VISIBLE __attribute__((visibility("default")))

namespace held_types { // not anonymous: members of an anonymous namespace are never visible

struct route {
    DWORD destination, mask;
};

/// An interface that stores its state.
struct line : routpact::interface_state {
    explicit line(DWORD cost = 1) : metric{cost} {}
    DWORD metric;
    const DWORD* shared = &NO_ERROR;
};

using table = routpact::interface_table<line>;

/// A protocol whose members are of all kinds.
struct protocol {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type : routpact::interface_state {
        interface_type(protocol& of, const routpact::interface_description& what)
            : owner{of}, description{what} {}
        protocol& owner;
        routpact::interface_description description;
    };

    explicit protocol(routpact::router_manager& m) : manager{m}, functions{m} {}

    void interface_status(interface_type&, routpact::status_change change) { last = change; }

    routpact::router_manager& manager;
    routpact::support_functions& functions;
    routpact::status_change last{FALSE, 0, nullptr};
    const routpact::interface_list<protocol>& all = routpact::interfaces<protocol>;
};

/// References and pointers.
struct references {
    routpact::router_manager& manager;
    table& lines;
    table::guard* kept;
    const routpact::interface_list<protocol>& interfaces;
    routpact::interface_list<protocol>::guard* found;
    const routpact::info_block& block;
    const routpact::mib_entry& entry;
    const routpact::trap_output& output;
    const routpact::callback& contract;
    const routpact::report& what;
    routpact::observer observe;
};

/// Members.
struct members {
    table lines;
    table many[2];
    routpact::support_functions functions;
    routpact::info_block block{};
    routpact::mib_entry entry{};
    routpact::trap_output output{};
    routpact::interface_description description{};
    routpact::status_change change{FALSE, 0, nullptr};
    routpact::address_list<IP_ADAPTER_BINDING_INFO> addresses{nullptr};
    routpact::address_list<IPV6_ADAPTER_BINDING_INFO> addresses6{nullptr};
    routpact::neighbors<std::vector<DWORD>> near{};
    routpact::versioned<std::vector<route>> routes{};
    routpact::counted_block<route, &route::mask, std::vector<route>> counted{};
    routpact::ipv4_address group{};
    routpact::mfe_status status{};
    routpact::router_event event{};
    routpact::answer<route> answered{};
    std::vector<routpact::validated<route>> valid;
    routpact::code code{};
    routpact::code_set codes{};
    routpact::terms terms{};
    routpact::detail::role_list roles{};
    routpact::callback contract{};
    routpact::report what{};
    routpact::detail::outcome outcome{};
    routpact::insert_result inserted{};
    routpact::remove_result removed{};
    routpact::detail::no_table none{};
    std::unique_ptr<table> owned = std::make_unique<table>();
};

/// A guard that is a member of an author's object.
struct access {
    explicit access(table& lines, ULONG index) : kept{lines.find(index)} {}
    table::guard kept;
};
struct protocol_access {
    routpact::interface_list<protocol>::guard kept = routpact::interfaces<protocol>.find(7);
};

/// Bases.
struct own_table : table {};
struct own_functions : routpact::support_functions {};
class VISIBLE failure : public routpact::error {
public:
    failure() : error{routpact::code::access_denied} {}
};
struct last_failure {
    routpact::error what{routpact::code::can_not_complete};
};

/// Types for tests.
struct fixture {
    routpact::testing::router_manager<protocol> router;
    routpact::testing::transcript log;
    routpact::testing::support_answers answers;
    const routpact::conformance::rule* rule = nullptr;
    routpact::conformance::verdict verdict;
};
struct VISIBLE own_router : routpact::testing::router_manager<protocol> {};

/// Class templates.
template <class T>
struct holder {
    routpact::router_manager* manager = nullptr;
    routpact::interface_table<T> lines;
};

} // namespace held_types

TEST_CASE("visible classes hold what the library offers") {
    held_types::members m;
    held_types::own_table own;
    held_types::holder<held_types::line> holder;
    for (held_types::table* const each : {&m.lines, &m.many[1], m.owned.get(),
                                          static_cast<held_types::table*>(&own), &holder.lines}) {
        REQUIRE(each->insert(7, DWORD{5}) == routpact::insert_result::inserted);
        {
            const held_types::access use{*each, 7};
            REQUIRE(use.kept);
            CHECK(use.kept->metric == 5);
            CHECK(each->remove(7) == routpact::remove_result::would_deadlock);
        }
        CHECK(each->remove(7) == routpact::remove_result::removed);
    }
    held_types::last_failure last;
    CHECK(last.what.code() == routpact::code::can_not_complete);
    CHECK(held_types::failure{}.code() == routpact::code::access_denied);
}

TEST_CASE("a visible fixture plays the router manager") {
    held_types::fixture f;
    REQUIRE(f.router.start() == NO_ERROR);
    REQUIRE(f.router.add_interface(7, L"x") == NO_ERROR);
    CHECK(held_types::protocol_access{}.kept);
    CHECK(f.router.stop() == NO_ERROR);
    CHECK_FALSE(held_types::protocol_access{}.kept);
}

#endif
