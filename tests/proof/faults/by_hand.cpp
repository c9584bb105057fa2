// The single adapters of every slot with the handlers of the adapters' own tests: over the
// library's table, and over an author's table in which every function may throw.

#include "../../unit/callbacks/single.hpp"
#include "faults.hpp"
#include "subject.hpp"

#include <exception>
#include <optional>

namespace {

using faults::point;
using single::interface_type;
using lines = routpact::interface_table<interface_type>;

// A reference like std::reference_wrapper.
struct awkward_reference {
    using type = interface_type;
    interface_type& get() const {
        point();
        return *to;
    }
    interface_type* to;
};

// A table in which every function may throw, including those of its guard.
struct awkward_table {
    struct guard {
        explicit guard(ULONG index, lines& in)
            : found{in.find(index)}, reference{found ? &*found : nullptr} {}
        guard(const guard&) = delete;
        ~guard() noexcept(false) {
#ifdef __cpp_exceptions
            if (std::uncaught_exceptions() == 0) // a second exception would call std::terminate
                faults::late_point();
#endif
        }
        explicit operator bool() const {
            point();
            return static_cast<bool>(found);
        }
        const awkward_reference& operator*() const noexcept { return reference; }
        lines::guard found;
        awkward_reference reference;
    };
    guard find(ULONG index) {
        point();
        return guard{index, interfaces};
    }
    auto insert(ULONG index) { return interfaces.insert(index); }
    auto remove(ULONG index) { return interfaces.remove(index); }
    auto clear() { return interfaces.clear(); }

    lines interfaces;
};

lines plain;
awkward_table awkward;

void act() {
    point();
    delete new int;
}

// Fills in the pointers, with callbacks over `Table`.
template <auto& Table>
DWORD WINAPI registers_by_hand(PMPR_ROUTING_CHARACTERISTICS routing, PMPR_SERVICE_CHARACTERISTICS) {
    using C = single::characteristics;
    C& filled = *reinterpret_cast<C*>(routing);
    single::handlers = {.throws = act};
    for_each(routpact::callbacks<C>, [&]<class Row>(const Row&) {
        using slot = routpact::detail::slot<Row::member>;
        if constexpr (slot::contract.presence == routpact::presence::must_be_null) {
            filled.*Row::member = nullptr;
        } else if constexpr (std::is_same_v<slot, routpact::detail::slot<&C::pfnBufferFree>>) {
            filled.*Row::member = single::adapters<Table, nullptr, count_exception>::of(slot{});
        } else {
            constexpr auto handler = single::generated<Row>::handler;
            filled.*Row::member = single::adapters<Table, handler, count_exception>::of(slot{});
        }
    });
    filled.pfnAddInterface =
        routpact::add_interface<[](const routpact::interface_description& added,
                                   routpact::info_block) {
            single::act();
            return Table.insert(added.index);
        },
                                count_exception>;
    filled.pfnDeleteInterface = routpact::delete_interface<[](ULONG index) {
        single::act();
        return Table.remove(index);
    },
                                                           count_exception>;
    filled.pfnStopProtocol = routpact::stop_protocol<[] {
        Table.clear();
        single::act();
    },
                                                     count_exception>;
    filled.pfnGetEventMessage =
        routpact::get_event_message<[]() -> std::optional<routpact::router_event> {
            single::act();
            return std::nullopt;
        },
                                    count_exception>;
    return NO_ERROR;
}

} // namespace

subject by_hand() {
    return {"by hand", registers_by_hand<plain>, 22, 1, false, true, [] { renew(plain); }};
}
subject by_hand_with_a_table() {
    return {"by hand, with a table", registers_by_hand<awkward>, 23, 1, false, true,
            [] { renew(awkward); }};
}
