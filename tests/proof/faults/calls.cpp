#include "calls.hpp"

#include <cstdlib>
#include <cstring>
#include <routpact/detail/testing/protocol_calls.hpp>
#include <type_traits>
#include <vector>

namespace {

using routpact::detail::role;
using routpact::detail::slot;

template <auto Member>
DWORD call(const characteristics& c, call_arguments& a) {
    return routpact::detail::slot_call<Member>::invoke(c.*Member, a).value_or(NO_ERROR);
}

template <class Row>
slot_of_contract description_of() {
    constexpr auto member = Row::member;
    using it = slot<member>;
    constexpr bool starts = std::is_same_v<it, slot<&characteristics::pfnStartProtocol>>;
    constexpr bool completes = std::is_same_v<it, slot<&characteristics::pfnStartComplete>>;
    constexpr bool early =
        completes || it::contract.availability == routpact::availability::started;
    constexpr role outputs[] = {role::info_buffer, role::entry_buffer, role::neighbors_buffer,
                                role::mfe_status_buffer};
    bool reads_state = false;
    for (const role each : outputs)
        reads_state = reads_state || it::contract.roles.contains(each);
    return {it::contract,        [](const characteristics& c) { return c.*member != nullptr; },
            call<member>,        starts ? stage::stopped : early ? stage::starting : stage::running,
            starts || completes, std::is_same_v<it, slot<&characteristics::pfnStopProtocol>>,
            reads_state};
}

} // namespace

std::span<const slot_of_contract> slots_of_contract() {
    static const std::vector<slot_of_contract> all = [] {
        std::vector<slot_of_contract> slots;
        routpact::detail::for_each(routpact::callbacks<characteristics>, [&]<class Row>(
                                                                             const Row&) {
            if constexpr (slot<Row::member>::contract.presence != routpact::presence::must_be_null)
                slots.push_back(description_of<Row>());
        });
        return slots;
    }();
    return all;
}

const slot_of_contract& slot_named(const char* name) {
    for (const slot_of_contract& each : slots_of_contract())
        if (std::strcmp(each.contract.name, name) == 0)
            return each;
    std::abort();
}

prepared_call::prepared_call(const subject& target, const slot_of_contract& slot, ULONG index) {
    std::memset(output_, 0xEE, sizeof output_);
    arguments_.index = index;
    arguments_.name = L"line";
    arguments_.number = 1;
    const bool entry = slot.has(role::entry) || slot.has(role::entry_then_size);
    arguments_.input = entry ? entry_ : info_;
    arguments_.input_size = entry ? sizeof entry_ : target.info_size;
    arguments_.client = slot.contract.index_position != 0 ? &client_ : nullptr;
    arguments_.output = output_;
    arguments_.output_size = sizeof output_;
    arguments_.output_byte = 0xEE;
}

ULONGLONG prepared_call::written() const {
    ULONGLONG number = 14695981039346656037u; // FNV-1a
    const auto add = [&](const auto& value) {
        unsigned char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        for (const unsigned char each : bytes)
            number = (number ^ each) * 1099511628211u;
    };
    add(output_);
    add(arguments_.output_size);
    add(arguments_.output_version);
    add(arguments_.output_item_size);
    add(arguments_.output_count);
    add(arguments_.output_byte);
    add(arguments_.allocated != nullptr);
    add(arguments_.event);
    add(arguments_.message.InterfaceIndex);
    return number;
}
