// A module without visibility attributes: a table, callbacks by hand, and a protocol class that
// uses the other parts of the library. Its names are lower-case, to distinguish them from those of
// the C interface.

#include <map>
#include <routpact/routpact.hpp>
#include <span>
#include <utility>
#include <variant>
#include <vector>

struct line : routpact::interface_state {
    line() = default;
    explicit line(DWORD m) : metric{m} {}
    DWORD metric = 0;
};

routpact::interface_table<line> lines;

routpact::code on_connect(line& itf, const IP_LOCAL_BINDING&) {
    return itf.enabled() ? routpact::code::no_error : routpact::code::invalid_parameter;
}
void on_status(line& itf, routpact::status_change change) {
    itf.metric = change.active() ? 1 : 0;
}
DWORD on_info(line& itf, const routpact::info_block& block) {
    itf.metric = block.bytes();
    return NO_ERROR;
}
struct header {
    DWORD count;
};
template <class Metrics>
using metrics = routpact::counted_block<header, &header::count, Metrics>;
void on_metrics(const metrics<std::span<const DWORD>>& block) {
    for (const DWORD metric : block.entries)
        lines.insert(metric, metric);
}
metrics<std::vector<DWORD>> get_metrics() {
    return {{}, std::vector<DWORD>(lines.size())};
}
routpact::insert_result on_add(const routpact::interface_description& what,
                               const routpact::info_block&) {
    return lines.insert(what.index, what.index);
}
routpact::remove_result on_delete(ULONG index) {
    return lines.remove(index);
}
void observe(const routpact::report& what) {
    static const char* last = nullptr;
    last = routpact::describe(what.kind);
    static_cast<void>(last);
}

using qualify_pointer = DWORD(WINAPI*)(DWORD flags, ULONG index, PVOID address);
constexpr routpact::terms qualify_terms{.index_position = 2};
DWORD on_qualify(line& itf, DWORD flags, const IP_LOCAL_BINDING*) {
    itf.metric = flags;
    return NO_ERROR;
}
extern "C" qualify_pointer const qualify =
    routpact::adapt<qualify_pointer, lines, on_qualify, qualify_terms, observe>;

/// A guard in a class.
struct user {
    explicit user(ULONG index) : kept{lines.find(index)} {}
    routpact::interface_table<line>::guard kept;
};

extern "C" ULONG visit_lines() {
    ULONG sum = 0;
    lines.for_each([&](ULONG index, line& each) { sum += index + each.metric; });
    if (const user first{1}; first.kept)
        sum += first.kept.index();
    return sum + lines.size();
}
extern "C" bool clear_lines() {
    return lines.clear();
}
extern "C" void fill_pointers(PMPR_ROUTING_CHARACTERISTICS to) {
    to->pfnAddInterface = routpact::add_interface<on_add, observe>;
    to->pfnDeleteInterface = routpact::delete_interface<on_delete>;
    to->pfnInterfaceStatus = routpact::interface_status<lines, on_status>;
    to->pfnSetInterfaceInfo = routpact::set_interface_info<lines, on_info>;
    to->pfnSetGlobalInfo = routpact::set_global_info<on_metrics, observe>;
    to->pfnGetGlobalInfo = routpact::get_global_info<get_metrics>;
    to->pfnConnectClient = routpact::connect_client<lines, on_connect, observe>;
}

/// Constants that are macros on Windows are objects here, so a program may keep their addresses.
std::vector<const DWORD*> kept{&NO_ERROR, &ERROR_INVALID_PARAMETER, &RF_ROUTING, &WAIT_TIMEOUT};
extern "C" DWORD signal_and_wait() {
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    SetEvent(event);
    const DWORD answer = WaitForSingleObject(event, INFINITE);
    CloseHandle(event);
    return answer + PROTO_FROM_PROTO_ID(*kept[0]);
}

constinit routpact::report_counts counts;

struct by_key {
    static constexpr DWORD mib_id = 1;
    DWORD id, key;
};
struct all_keys {
    static constexpr DWORD mib_id = 2;
    DWORD id;
};

class whole {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    struct interface_type {
        interface_type(whole&, const routpact::interface_description& what) : index{what.index} {}
        ULONG index;
    };

    explicit whole(routpact::router_manager& m) : manager{m} {}

    void start_complete() {
        manager.post([this] { visit_all(); });
    }
    void stopping() { visit_all(); }
    void update_routes(interface_type&, routpact::autostatic_update update) {
        manager.post([update = std::move(update)] { update.complete(); });
    }
    std::vector<DWORD> mib_get_entry(const DWORD& question) {
        manager.save_global_config();
        manager.save_interface_config(question);
        return {question, manager.mib_get<DWORD>(IPRTRMGR_PID, question).value};
    }
    std::variant<DWORD, std::vector<DWORD>>
    mib_get_first_entry(const std::variant<by_key, all_keys>& question) {
        if (question.index() == 1)
            return std::vector<DWORD>{manager.native().dwVersion};
        return routpact::first_in(table).value_or(0);
    }
    std::optional<DWORD> mib_get_next_entry(DWORD key) { return routpact::next_in(table, key); }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        const auto found = routpact::interfaces<whole>.find(itf.index);
        if (!found)
            fail();
    }
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {}
    static void observe(const routpact::report& what) {
        routpact::observers<routpact::debugger_output, routpact::rras_trace<"whole">,
                            routpact::count_reports<counts>, routpact::break_on_protocol_error>(
            what);
    }

private:
    void visit_all() {
        ULONG count = routpact::interfaces<whole>.size();
        routpact::interfaces<whole>.for_each([&](ULONG, interface_type& itf) {
            count += itf.index;
            manager.demand_dial(count);
        });
    }
    void fail() {
#ifdef __cpp_exceptions
        throw routpact::error{routpact::code::invalid_parameter};
#endif
    }

    routpact::router_manager& manager;
    std::map<DWORD, DWORD> table;
};

ROUTPACT_EXPORT_PROTOCOLS(whole)
