#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstring>
#include <optional>
#include <routpact/callbacks.hpp>
#include <vector>

namespace status_change_tests {
namespace {

using routpact::status_change;
using routpact::status_type;
using routpact::violation;

struct line {
    std::optional<status_change> change;
    std::vector<DWORD> addresses;
};

struct only_one {
    line only;
    line* find(ULONG index) { return index == 7 ? &only : nullptr; }
} lines;

routpact::report last{};
void record(const routpact::report& report) {
    last = report;
}

constexpr PINTERFACE_STATUS status =
    routpact::interface_status<lines,
                               [](line& l, const status_change& change) {
                                   l.change = change;
                                   l.addresses.clear();
                                   for (const IP_LOCAL_BINDING& address : change.ipv4_addresses())
                                       l.addresses.push_back(address.Address);
                               },
                               record>;

// A binding info followed by memory for addresses.
template <class Binding, class Address, std::size_t Count>
struct binding {
    alignas(8) unsigned char bytes[sizeof(Binding) + Count * sizeof(Address)] = {};

    explicit binding(ULONG count) {
        std::memcpy(bytes + offsetof(Binding, AddressCount), &count, sizeof count);
    }
    void set(std::size_t position, const Address& address) {
        std::memcpy(bytes + sizeof(Binding) + position * sizeof address, &address, sizeof address);
    }
};

} // namespace

TEST_CASE("each change arrives with its type and InterfaceActive") {
    for (const status_type type :
         {status_type::address_change, status_type::enabled, status_type::disabled,
          status_type::media_present, status_type::media_absent}) {
        for (const BOOL active : {0, 1, -1}) {
            lines.only = {};
            CHECK(status(7, active, static_cast<DWORD>(type), nullptr) == NO_ERROR);
            REQUIRE(lines.only.change);
            CHECK(lines.only.change->type() == type);
            CHECK(lines.only.change->active() == (active != 0));
            CHECK(!lines.only.change->ipv4_addresses());
            CHECK(lines.only.addresses.empty());
        }
    }
}

TEST_CASE("the addresses of an address change are exactly those of the binding") {
    binding<IP_ADAPTER_BINDING_INFO, IP_LOCAL_BINDING, 3> info{2};
    info.set(0, {10, 255});
    info.set(1, {11, 255});
    info.set(2, {12, 255}); // beyond the count
    CHECK(status(7, 1, RIS_INTERFACE_ADDRESS_CHANGE, info.bytes) == NO_ERROR);
    CHECK(lines.only.addresses == std::vector<DWORD>{10, 11});

    const auto addresses = lines.only.change->ipv4_addresses();
    CHECK(addresses);
    CHECK(addresses.size() == 2);
    REQUIRE(addresses.at(1));
    CHECK(addresses.at(1)->Address == 11);
    CHECK(addresses.at(2) == nullptr);
    CHECK(addresses.at(0xFFFFFFFF) == nullptr);
}

TEST_CASE("an unnumbered interface has a binding without addresses") {
    binding<IP_ADAPTER_BINDING_INFO, IP_LOCAL_BINDING, 1> info{0};
    CHECK(status(7, 1, RIS_INTERFACE_ADDRESS_CHANGE, info.bytes) == NO_ERROR);
    CHECK(lines.only.change->ipv4_addresses());
    CHECK(lines.only.change->ipv4_addresses().size() == 0);
}

TEST_CASE("IPv6 addresses have a list of their own") {
    binding<IPV6_ADAPTER_BINDING_INFO, IPV6_LOCAL_BINDING, 1> info{1};
    IPV6_LOCAL_BINDING address{};
    address.PrefixLength = 64;
    info.set(0, address);
    lines.only = {};
    const status_change change{1, RIS_INTERFACE_ADDRESS_CHANGE, info.bytes};
    REQUIRE(change.ipv6_addresses().size() == 1);
    CHECK(change.ipv6_addresses().at(0)->PrefixLength == 64);
}

TEST_CASE("only an address change has addresses") {
    binding<IP_ADAPTER_BINDING_INFO, IP_LOCAL_BINDING, 1> info{1};
    CHECK(status(7, 1, RIS_INTERFACE_ENABLED, info.bytes) == NO_ERROR);
    CHECK(!lines.only.change->ipv4_addresses());
    CHECK(lines.only.addresses.empty());
}

TEST_CASE("an undocumented type and a misaligned info get the fallback") {
    lines.only = {};
    for (const DWORD type : {DWORD{5}, DWORD{0xFFFFFFFF}}) {
        CHECK(status(7, 1, type, nullptr) == ERROR_CAN_NOT_COMPLETE);
        CHECK(last.kind == violation::undocumented_value);
        CHECK(last.argument_position == 3);
        CHECK(last.returned_code == ERROR_CAN_NOT_COMPLETE);
    }
    binding<IP_ADAPTER_BINDING_INFO, IP_LOCAL_BINDING, 1> info{0};
    CHECK(status(7, 1, RIS_INTERFACE_ADDRESS_CHANGE, info.bytes + 1) == ERROR_CAN_NOT_COMPLETE);
    CHECK(last.kind == violation::misaligned_argument);
    CHECK(last.argument_position == 4);
    CHECK(status(8, 1, RIS_INTERFACE_ENABLED, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(last.kind == violation::unknown_index);
    CHECK(!lines.only.change);
}

} // namespace status_change_tests
