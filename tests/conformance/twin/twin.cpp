// The sessions protocol written by hand, without routpact. Tests compare it with examples/sessions
// in behaviour, lines, size and speed. The comment lines `callback layer` and `protocol logic`
// classify the lines after them.

// callback layer
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <routpact/abi.hpp>
#include <sessions.hpp>
#include <thread>
#include <vector>

namespace {

// protocol logic
/// The state of an interface.
struct dial_in {
    sessions::interface_config config;
    bool enabled = false;
    std::vector<DWORD> clients;

    bool add_client(DWORD address, ULONG global_limit) {
        const ULONG limit = config.client_limit != 0 ? config.client_limit : global_limit;
        if (!enabled || clients.size() >= limit)
            return false;
        clients.push_back(address);
        return true;
    }

    bool remove_client(DWORD address) {
        const auto found = std::find(clients.begin(), clients.end(), address);
        if (found == clients.end())
            return false;
        clients.erase(found);
        return true;
    }

    void change_status(DWORD status) {
        if (status == RIS_INTERFACE_ENABLED)
            enabled = true;
        if (status == RIS_INTERFACE_DISABLED) {
            enabled = false;
            clients.clear();
        }
    }

    sessions::mib_answer describe(ULONG index) const {
        return {index, enabled ? 1U : 0U, static_cast<ULONG>(clients.size()), config.client_limit};
    }
};

bool valid(const sessions::global_config& config) {
    return config.client_limit != 0;
}

/// Does nothing: sessions have no routes to learn from neighbors.
void learn_routes(ULONG) {}

// callback layer
constexpr ULONG highest_index = 0xFFFFFFFF;

struct interface_entry {
    std::mutex lock; // protects `line`; the lock of the protocol protects the other members
    dial_in line;
    unsigned users = 0; // callbacks that use the interface
    bool leaving = false;
};

struct queued_event {
    ROUTING_PROTOCOL_EVENTS kind;
    MESSAGE message;
};

/// An update whose completion was not fetched yet.
struct update {
    std::list<queued_event> completion; // allocated in advance, because it must not fail
    bool cancelled = false;
    std::thread worker;

    ~update() {
        if (worker.joinable())
            worker.join();
    }
};

enum class phase { stopped, starting, running, stopping };

/// Lock order: the lock of an interface before this one.
struct protocol_state {
    std::mutex lock;
    std::condition_variable interface_left;
    phase now = phase::stopped;
    unsigned inside = 0;  // callbacks that have not returned
    unsigned at_work = 0; // updates that have not ended
    HANDLE notification = nullptr;
    std::atomic<sessions::global_config> config;
    std::map<ULONG, interface_entry> interfaces;
    std::map<ULONG, update> updates;
    std::list<queued_event> events;
    std::list<queued_event> router_stopped; // allocated in advance, too
};
protocol_state state;

/// The caller holds the lock. The signal is set under the lock, so it never comes after the event
/// was fetched: the router manager may close the handle after the last event.
void post(std::list<queued_event>& events) noexcept {
    state.events.splice(state.events.end(), events);
    SetEvent(state.notification);
}

bool is_save(const queued_event& queued, ULONG index) {
    return queued.kind == SAVE_INTERFACE_CONFIG_INFO && queued.message.InterfaceIndex == index;
}

/// The caller holds the lock. No callback is inside and no update runs.
void clear() noexcept {
    state.interfaces.clear();
    state.events.remove_if([](const queued_event& e) { return e.kind != UPDATE_COMPLETE; });
}

/// The caller holds the lock and has just decremented a counter.
void end_stop_if_last() noexcept {
    if (state.now != phase::stopping || state.inside != 0 || state.at_work != 0)
        return;
    clear();
    post(state.router_stopped);
}

/// Counts a callback inside the protocol, and on its interface if it has one.
class visit {
public:
    explicit visit(phase earliest) {
        const std::lock_guard locked{state.lock};
        enter(earliest);
    }
    visit(phase earliest, ULONG index) {
        const std::lock_guard locked{state.lock};
        enter(earliest);
        if (admitted_)
            seek(index, index);
    }
    ~visit() {
        if (!admitted_)
            return;
        const std::lock_guard locked{state.lock};
        if (entry_ && --entry_->users == 0 && entry_->leaving)
            state.interface_left.notify_all();
        --state.inside;
        end_stop_if_last();
    }
    visit(const visit&) = delete;
    visit& operator=(const visit&) = delete;

    /// Enters the first interface of a range of indexes.
    void find(ULONG lowest, ULONG highest) {
        const std::lock_guard locked{state.lock};
        seek(lowest, highest);
    }

    bool admitted() const { return admitted_; }
    interface_entry* entry() const { return entry_; }
    ULONG index() const { return index_; }

private:
    void enter(phase earliest) {
        admitted_ = state.now == phase::running || state.now == earliest;
        state.inside += admitted_ ? 1 : 0;
    }
    void seek(ULONG lowest, ULONG highest) {
        auto at = state.interfaces.lower_bound(lowest);
        while (at != state.interfaces.end() && at->second.leaving)
            ++at;
        if (at == state.interfaces.end() || at->first > highest)
            return;
        index_ = at->first;
        entry_ = &at->second;
        ++entry_->users;
    }

    bool admitted_ = false;
    ULONG index_ = 0;
    interface_entry* entry_ = nullptr;
};

template <class Work>
DWORD in_protocol(DWORD failure, phase earliest, Work work) noexcept {
    try {
        visit here{earliest};
        return here.admitted() ? work(here) : failure;
    } catch (...) {
        return failure;
    }
}

template <class Work>
DWORD on_interface(DWORD failure, phase earliest, ULONG index, Work work) noexcept {
    try {
        const visit here{earliest, index};
        if (!here.admitted())
            return failure;
        if (!here.entry())
            return ERROR_INVALID_PARAMETER;
        const std::lock_guard locked{here.entry()->lock};
        return work(here.entry()->line);
    } catch (...) {
        return failure;
    }
}

template <class T>
bool aligned(const void* address) {
    return reinterpret_cast<std::uintptr_t>(address) % alignof(T) == 0;
}

template <class T>
std::optional<T> read_object(const void* address) {
    if (!address || !aligned<T>(address))
        return std::nullopt;
    return *static_cast<const T*>(address);
}

template <class T>
std::optional<T> read_block(const void* block, ULONG size, ULONG count) {
    return ULONGLONG{size} * count == sizeof(T) ? read_object<T>(block) : std::nullopt;
}

// Without data and size there is no block, and the defaults apply.
template <class T>
std::optional<T> read_optional_block(const void* block, ULONG size, ULONG count) {
    return !block && ULONGLONG{size} * count == 0 ? T{} : read_block<T>(block, size, count);
}

template <class T>
std::optional<T> read_entry(const void* entry, ULONG size) {
    return size >= sizeof(T) ? read_object<T>(entry) : std::nullopt;
}

template <class T>
DWORD write_object(const T& object, PVOID buffer, PULONG size) {
    if (!size)
        return ERROR_INVALID_PARAMETER;
    const ULONG capacity = buffer ? *size : 0;
    *size = sizeof(T);
    if (capacity < sizeof(T))
        return ERROR_INSUFFICIENT_BUFFER;
    std::memcpy(buffer, &object, sizeof(T));
    return NO_ERROR;
}

template <class T>
DWORD write_block(const T& block, PVOID buffer, PULONG size, PULONG version, PULONG item_size,
                  PULONG count) {
    const DWORD answer = write_object(block, buffer, size);
    if (answer != NO_ERROR)
        return answer;
    if (version)
        *version = 1;
    if (item_size)
        *item_size = sizeof(T);
    if (count)
        *count = 1;
    return NO_ERROR;
}

DWORD WINAPI start_protocol(HANDLE event, PSUPPORT_FUNCTIONS, LPVOID info, ULONG, ULONG size,
                            ULONG count) {
    try {
        const std::lock_guard locked{state.lock};
        if (state.now != phase::stopped)
            return ERROR_CAN_NOT_COMPLETE;
        const auto config = read_optional_block<sessions::global_config>(info, size, count);
        if (!config || !valid(*config))
            return ERROR_INVALID_PARAMETER;
        state.router_stopped.assign(1, {ROUTER_STOPPED, {}});
        state.events.clear();
        state.config = *config;
        state.notification = event;
        state.now = phase::starting;
        return NO_ERROR;
    } catch (...) {
        return ERROR_CAN_NOT_COMPLETE;
    }
}

DWORD WINAPI start_complete() noexcept {
    const std::lock_guard locked{state.lock};
    if (state.now == phase::starting)
        state.now = phase::running;
    return NO_ERROR;
}

DWORD WINAPI stop_protocol() noexcept {
    const std::lock_guard locked{state.lock};
    if (state.now == phase::stopped)
        return NO_ERROR;
    if (state.now == phase::stopping || state.inside != 0 || state.at_work != 0) {
        state.now = phase::stopping;
        return ERROR_PROTOCOL_STOP_PENDING;
    }
    clear();
    state.updates.clear(); // joins their threads, which have released the lock
    state.now = phase::stopped;
    return NO_ERROR;
}

DWORD WINAPI get_global_info(PVOID buffer, PULONG size, PULONG version, PULONG item_size,
                             PULONG count) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::starting, [&](visit&) {
        return write_block(state.config.load(), buffer, size, version, item_size, count);
    });
}

DWORD WINAPI set_global_info(PVOID info, ULONG, ULONG size, ULONG count) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::starting, [&](visit&) -> DWORD {
        const auto config = read_block<sessions::global_config>(info, size, count);
        if (!config || !valid(*config))
            return ERROR_INVALID_PARAMETER;
        state.config = *config;
        return NO_ERROR;
    });
}

DWORD WINAPI add_interface(LPWSTR, ULONG index, NET_INTERFACE_TYPE, DWORD, WORD, WORD, PVOID info,
                           ULONG, ULONG size, ULONG count) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::starting, [&](visit&) -> DWORD {
        const auto config = read_optional_block<sessions::interface_config>(info, size, count);
        if (!config)
            return ERROR_INVALID_PARAMETER;
        const std::lock_guard locked{state.lock};
        const auto [at, added] = state.interfaces.try_emplace(index);
        if (!added)
            return ERROR_INVALID_PARAMETER;
        at->second.line.config = *config;
        return NO_ERROR;
    });
}

DWORD WINAPI delete_interface(ULONG index) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::starting, [&](visit&) -> DWORD {
        std::unique_lock locked{state.lock};
        const auto found = state.interfaces.find(index);
        if (found == state.interfaces.end() || found->second.leaving)
            return ERROR_INVALID_PARAMETER;
        // The index stays in use until the callbacks have left.
        found->second.leaving = true;
        state.interface_left.wait(locked, [&] { return found->second.users == 0; });
        state.events.remove_if([&](const queued_event& e) { return is_save(e, index); });
        if (const auto at = state.updates.find(index); at != state.updates.end())
            at->second.cancelled = true;
        state.interfaces.erase(found);
        return NO_ERROR;
    });
}

DWORD WINAPI interface_status(ULONG index, BOOL, DWORD type, PVOID info) {
    return on_interface(
        ERROR_CAN_NOT_COMPLETE, phase::starting, index, [&](dial_in& line) -> DWORD {
            if (type > RIS_INTERFACE_MEDIA_ABSENT || !aligned<IP_ADAPTER_BINDING_INFO>(info))
                return ERROR_CAN_NOT_COMPLETE;
            line.change_status(type);
            return NO_ERROR;
        });
}

DWORD WINAPI get_interface_info(ULONG index, PVOID buffer, PULONG size, PULONG version,
                                PULONG item_size, PULONG count) {
    return on_interface(ERROR_CAN_NOT_COMPLETE, phase::starting, index, [&](dial_in& line) {
        return write_block(line.config, buffer, size, version, item_size, count);
    });
}

DWORD WINAPI set_interface_info(ULONG index, PVOID info, ULONG, ULONG size, ULONG count) {
    return on_interface(
        ERROR_CAN_NOT_COMPLETE, phase::starting, index, [&](dial_in& line) -> DWORD {
            const auto config = read_block<sessions::interface_config>(info, size, count);
            if (!config)
                return ERROR_INVALID_PARAMETER;
            line.config = *config;
            return NO_ERROR;
        });
}

DWORD WINAPI get_event_message(ROUTING_PROTOCOL_EVENTS* event, MESSAGE* message) noexcept {
    // Joins the thread of a fetched completion after the lock is released. So no thread is left
    // after ROUTER_STOPPED, the last event, when the DLL may be unloaded.
    std::map<ULONG, update>::node_type fetched;
    const std::lock_guard locked{state.lock};
    if (!event || state.events.empty())
        return ERROR_NO_MORE_ITEMS;
    const queued_event first = state.events.front();
    state.events.pop_front();
    if (first.kind == UPDATE_COMPLETE)
        fetched = state.updates.extract(first.message.UpdateCompleteMessage.InterfaceIndex);
    if (first.kind == ROUTER_STOPPED)
        state.now = phase::stopped;
    *event = first.kind;
    if (message)
        *message = first.message;
    return NO_ERROR;
}

void run_update(ULONG index) noexcept {
    learn_routes(index);
    const std::lock_guard locked{state.lock};
    update& done = state.updates.find(index)->second;
    const DWORD status =
        done.cancelled || state.now == phase::stopping ? ERROR_CAN_NOT_COMPLETE : NO_ERROR;
    done.completion.front().message.UpdateCompleteMessage = {index, RF_DEMAND_UPDATE_ROUTES,
                                                             status};
    post(done.completion);
    --state.at_work;
    end_stop_if_last();
}

DWORD WINAPI update_routes(ULONG index) {
    return on_interface(ERROR_CAN_NOT_COMPLETE, phase::running, index, [&](dial_in& line) -> DWORD {
        if (!line.enabled)
            return ERROR_CAN_NOT_COMPLETE;
        const std::lock_guard locked{state.lock};
        const auto [at, added] = state.updates.try_emplace(index);
        if (!added)
            return ERROR_CAN_NOT_COMPLETE;
        try {
            at->second.completion.push_back({UPDATE_COMPLETE, {}});
            at->second.worker = std::thread{run_update, index};
        } catch (...) {
            state.updates.erase(at);
            throw;
        }
        ++state.at_work;
        return NO_ERROR;
    });
}

DWORD WINAPI connect_client(ULONG index, PVOID address) {
    return on_interface(
        ERROR_INVALID_PARAMETER, phase::running, index, [&](dial_in& line) -> DWORD {
            const auto client = read_object<IP_LOCAL_BINDING>(address);
            const bool added =
                client && line.add_client(client->Address, state.config.load().client_limit);
            return added ? NO_ERROR : ERROR_INVALID_PARAMETER;
        });
}

DWORD WINAPI disconnect_client(ULONG index, PVOID address) {
    return on_interface(ERROR_INVALID_PARAMETER, phase::running, index,
                        [&](dial_in& line) -> DWORD {
                            const auto client = read_object<IP_LOCAL_BINDING>(address);
                            const bool removed = client && line.remove_client(client->Address);
                            return removed ? NO_ERROR : ERROR_INVALID_PARAMETER;
                        });
}

DWORD refuse_mib_entry(PVOID input) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::running, [&](visit&) -> DWORD {
        return input ? ERROR_CAN_NOT_COMPLETE : ERROR_INVALID_PARAMETER;
    });
}

DWORD WINAPI mib_create_entry(ULONG, PVOID input) {
    return refuse_mib_entry(input);
}

DWORD WINAPI mib_delete_entry(ULONG, PVOID input) {
    return refuse_mib_entry(input);
}

template <class Find>
DWORD read_mib(ULONG input_size, PVOID input, PULONG output_size, PVOID output, Find find) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::running, [&](visit& here) -> DWORD {
        const auto question = read_entry<sessions::mib_question>(input, input_size);
        if (!question || !output_size)
            return ERROR_INVALID_PARAMETER;
        find(here, question->interface_index);
        if (!here.entry())
            return ERROR_CAN_NOT_COMPLETE;
        const std::lock_guard locked{here.entry()->lock};
        return write_object(here.entry()->line.describe(here.index()), output, output_size);
    });
}

DWORD WINAPI mib_get_entry(ULONG input_size, PVOID input, PULONG output_size, PVOID output) {
    return read_mib(input_size, input, output_size, output,
                    [](visit& here, ULONG index) { here.find(index, index); });
}

DWORD WINAPI mib_get_first_entry(ULONG input_size, PVOID input, PULONG output_size, PVOID output) {
    return read_mib(input_size, input, output_size, output,
                    [](visit& here, ULONG) { here.find(0, highest_index); });
}

DWORD WINAPI mib_get_next_entry(ULONG input_size, PVOID input, PULONG output_size, PVOID output) {
    return read_mib(input_size, input, output_size, output, [](visit& here, ULONG index) {
        if (index != highest_index)
            here.find(index + 1, highest_index);
    });
}

DWORD WINAPI mib_set_entry(ULONG input_size, PVOID input) {
    return in_protocol(ERROR_CAN_NOT_COMPLETE, phase::running, [&](visit& here) -> DWORD {
        const auto change = read_entry<sessions::mib_change>(input, input_size);
        if (!change)
            return ERROR_INVALID_PARAMETER;
        const ULONG index = change->interface_index;
        here.find(index, index);
        if (!here.entry())
            return ERROR_CAN_NOT_COMPLETE;
        std::list<queued_event> save(1, {SAVE_INTERFACE_CONFIG_INFO, {}});
        save.front().message.InterfaceIndex = index;
        const std::lock_guard entry_locked{here.entry()->lock};
        here.entry()->line.config.client_limit = change->client_limit;
        const std::lock_guard locked{state.lock};
        const auto same = [&](const queued_event& e) { return is_save(e, index); };
        if (std::none_of(state.events.begin(), state.events.end(), same))
            post(save);
        return NO_ERROR;
    });
}

DWORD WINAPI mib_set_trap_info(HANDLE, ULONG, PVOID, PULONG, PVOID) {
    return ERROR_NOT_ENOUGH_MEMORY;
}

DWORD WINAPI mib_get_trap_info(ULONG, PVOID, PULONG, PVOID) {
    return ERROR_NOT_ENOUGH_MEMORY;
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service) {
    if (!routing || !service || routing->dwProtocolId != sessions::id ||
        routing->dwVersion < MS_ROUTER_VERSION ||
        (routing->fSupportedFunctionality & RF_ROUTING) == 0)
        return ERROR_NOT_SUPPORTED;
    const DWORD supported = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;
    const DWORD offered = routing->fSupportedFunctionality;

    *routing = {};
    routing->dwVersion = MS_ROUTER_VERSION;
    routing->dwProtocolId = sessions::id;
    routing->fSupportedFunctionality = offered & supported;
    routing->pfnStartProtocol = start_protocol;
    routing->pfnStartComplete = start_complete;
    routing->pfnStopProtocol = stop_protocol;
    routing->pfnGetGlobalInfo = get_global_info;
    routing->pfnSetGlobalInfo = set_global_info;
    routing->pfnAddInterface = add_interface;
    routing->pfnDeleteInterface = delete_interface;
    routing->pfnInterfaceStatus = interface_status;
    routing->pfnGetInterfaceInfo = get_interface_info;
    routing->pfnSetInterfaceInfo = set_interface_info;
    routing->pfnGetEventMessage = get_event_message;
    routing->pfnUpdateRoutes = update_routes;
    routing->pfnConnectClient = connect_client;
    routing->pfnDisconnectClient = disconnect_client;
    routing->pfnMibCreateEntry = mib_create_entry;
    routing->pfnMibDeleteEntry = mib_delete_entry;
    routing->pfnMibGetEntry = mib_get_entry;
    routing->pfnMibSetEntry = mib_set_entry;
    routing->pfnMibGetFirstEntry = mib_get_first_entry;
    routing->pfnMibGetNextEntry = mib_get_next_entry;
    routing->pfnMibSetTrapInfo = mib_set_trap_info;
    routing->pfnMibGetTrapInfo = mib_get_trap_info;
    service->mscMpr40ServiceChars.fSupportedFunctionality = 0;
    return NO_ERROR;
}
