// Types that overload operator&, wherever routpact needs an address.

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/callbacks.hpp>
#include <routpact/support_functions.hpp>
#include <routpact/testing/router_manager.hpp>
#include <vector>

namespace {

struct elsewhere {
    ULONG value;
    const ULONG* operator&() const {
        static const ULONG other[4] = {0x11111111, 0x22222222, 0x33333333, 0x44444444};
        return other;
    }
};
struct nowhere {
    ULONG value;
    void operator&() const = delete;
};

template <class T>
void check_results() {
    static const T kept{8};
    ULONG out = 0, size = 4;
    CHECK(routpact::get_global_info<[]() { return T{7}; }>(&out, &size, nullptr, nullptr,
                                                           nullptr) == NO_ERROR);
    CHECK(out == 7);
    ULONG question = 9;
    CHECK(routpact::mib_get_entry<[](const T& asked) { return std::optional<T>{asked}; }>(
              4, &question, &size, &out) == NO_ERROR);
    CHECK(out == 9);
    CHECK(routpact::mib_get_entry<[](T) -> const T& { return kept; }>(4, &question, &size, &out) ==
          NO_ERROR);
    CHECK(out == 8);
    CHECK(routpact::mib_get_entry<[](T asked) { return std::vector<T>{asked}; }>(
              4, &question, &size, &out) == NO_ERROR);
    CHECK(out == 9);
    PVOID entry = nullptr;
    DWORD length = 0;
    CHECK(routpact::get_statistics<[](DWORD, T asked, DWORD) { return asked; }>(
              1, &question, 4, 1, &entry, &length) == NO_ERROR);
    CHECK(*static_cast<ULONG*>(entry) == 9);
    routpact::buffer_free(entry);
}

template <class T, ULONG Id>
class protocol {
public:
    static constexpr DWORD protocol_id = Id;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(protocol&, const routpact::interface_description&, const T& info)
            : limit{info.value} {}
        ULONG limit;
        void operator&() const = delete;
    };

    protocol(routpact::router_manager& manager, const T& global)
        : manager_{manager}, global_{global} {}
    T get_global_info() const { return global_; }
    T get_interface_info(interface_type& itf) const { return {itf.limit}; }
    void connect_client(interface_type& itf, const T& client) { itf.limit = client.value; }
    ULONG mib_get_entry(const T& asked) {
        const auto found = routpact::interfaces<protocol>.find(asked.value);
        return found ? found->limit : 0;
    }
    ULONG mib_get_first_entry(const T& asked) {
        return manager_.template mib_get<T>(1, asked).value.value;
    }
    routpact::code mib_set_entry(const T& changed) { return manager_.mib_set(1, changed); }

private:
    routpact::router_manager& manager_;
    T global_;
};

template <class T, ULONG Id>
void check_protocol() {
    routpact::testing::router_manager<protocol<T, Id>> router;
    REQUIRE(router.start(T{5}) == NO_ERROR);
    REQUIRE(router.add_interface(7, L"one", T{6}) == NO_ERROR);
    CHECK((*router.template get_global_info<T>()).value == 5);
    CHECK(router.template get_global_info<T>()->value == 5);
    CHECK(router.template get_interface_info<T>(7)->value == 6);
    CHECK(router.connect_client(7, T{8}) == NO_ERROR);
    CHECK(router.template mib_get_entry<T>(T{7})->value == 8);
    static_cast<void>(router.template mib_get_first_entry<T>(T{7}));
    static_cast<void>(router.mib_set_entry(T{7}));
}

ULONG seen = 0;
DWORD WINAPI validate(DWORD, PVOID route, PVOID destination) {
    seen = *static_cast<ULONG*>(route) + *static_cast<ULONG*>(destination);
    return NO_ERROR;
}

} // namespace

TEST_CASE("the address of a result does not depend on its operator&") {
    check_results<elsewhere>();
    check_results<nowhere>();
}

TEST_CASE("the addresses of a protocol's types do not depend on their operator&") {
    check_protocol<elsewhere, 81>();
    check_protocol<nowhere, 82>();
}

TEST_CASE("the address of a validated route does not depend on its operator&") {
    routpact::support_functions functions;
    SUPPORT_FUNCTIONS table{};
    table.ValidateRoute = validate;
    functions.assign(&table, 1);
    ULONG used = 0;
    CHECK(functions.validate_route(nowhere{3}, elsewhere{4},
                                   [&](const routpact::validated<nowhere>& route) {
                                       used = route->value;
                                   }) == routpact::code::no_error);
    CHECK(used == 3);
    CHECK(seen == 7);
}
