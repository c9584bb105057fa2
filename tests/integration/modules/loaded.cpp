// A program that loads two modules, uses them and unloads them:
//
//   loaded global|local table|protocol FIRST SECOND
//
// With "global", each sees the other's symbols (RTLD_GLOBAL).
//
// Exit code: 0 if each module kept objects in use alive and was unloaded; otherwise 1, or a crash.

#include "module_checks.hpp"

#include <cstring>
#include <dlfcn.h>

namespace {

template <class Function>
Function find(void* module, const char* name) {
    void* const found = dlsym(module, name);
    require(found, name, dlerror());
    return reinterpret_cast<Function>(found);
}

bool is_loaded(const char* path) {
    void* const found = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    if (found)
        dlclose(found);
    return found != nullptr;
}

// Drives a protocol like a router manager.
class session {
public:
    session(const char* path, void* module, DWORD id) : path_{path} {
        MPR_SERVICE_CHARACTERISTICS service{};
        dll_.dwVersion = MS_ROUTER_VERSION;
        dll_.dwProtocolId = id;
        dll_.fSupportedFunctionality = RF_ROUTING;
        check(find<PREGISTER_PROTOCOL>(module, "RegisterProtocol")(&dll_, &service),
              "the protocol registers");
    }
    void start() {
        wchar_t name[] = L"line";
        check(dll_.pfnStartProtocol(event_, nullptr, nullptr, 0, 0, 0), "the protocol starts");
        check(dll_.pfnAddInterface(name, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0),
              "an interface is added");
        check(dll_.pfnStartComplete(), "the start completes");
    }
    void try_delete() {
        try_end_while_used(
            path_, [&](use how) { check(dll_.pfnConnectClient(7, &how), "a client connects"); },
            [&] { check(dll_.pfnDeleteInterface(7), "an interface is deleted"); });
    }
    // Stops the protocol while a callback, or posted work, uses it. Other posted work leaves the
    // protocol in the meantime.
    void try_stop(PMIB_SET MPR_ROUTING_CHARACTERISTICS::* begin) {
        try_end_while_used(
            path_,
            [&](use how) {
                check((dll_.*begin)(sizeof how, &how), "the use begins");
                comes(*how.was_alive);
            },
            [&] {
                std::atomic<bool> begun{false}, end{false}, was_alive{false};
                use how{&begun, &end, &was_alive};
                check(dll_.pfnMibCreateEntry(sizeof how, &how), "work is posted");
                require(comes(begun), "work begins", path_);
                require(dll_.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING,
                        "the stop is pending", path_);
                end = true;
                await_stop();
                require(was_alive, "the protocol is alive while its work uses it", path_);
            });
    }
    ~session() { CloseHandle(event_); }
    session(const session&) = delete;
    session& operator=(const session&) = delete;

private:
    void check(DWORD code, const char* what) const { require(code == NO_ERROR, what, path_); }
    void await_stop() {
        ROUTING_PROTOCOL_EVENTS type = UPDATE_COMPLETE;
        while (dll_.pfnGetEventMessage(&type, nullptr) != NO_ERROR)
            require(WaitForSingleObject(event_, 20000) == WAIT_OBJECT_0, "the event is signalled",
                    path_);
        require(type == ROUTER_STOPPED, "the event is ROUTER_STOPPED", path_);
    }

    const char* path_;
    HANDLE event_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    MPR_ROUTING_CHARACTERISTICS dll_{};
};

void try_protocol(const char* path, void* module, DWORD id) {
    session s{path, module, id};
    s.start();
    s.try_delete();
    s.try_stop(&MPR_ROUTING_CHARACTERISTICS::pfnMibSetEntry);
    s.start();
    s.try_stop(&MPR_ROUTING_CHARACTERISTICS::pfnMibCreateEntry);
}

} // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::fputs("usage: loaded global|local table|protocol FIRST SECOND\n", stderr);
        return 2;
    }
    const bool global = std::strcmp(arguments[1], "global") == 0;
    const bool table = std::strcmp(arguments[2], "table") == 0;
    const DWORD ids[] = {first_id, second_id};
    const char* const paths[] = {arguments[3], arguments[4]};
    void* modules[2] = {};
    for (unsigned n = 0; n < 2; ++n) {
        modules[n] = dlopen(paths[n], RTLD_NOW | (global ? RTLD_GLOBAL : RTLD_LOCAL));
        require(modules[n], "the module can be loaded", paths[n]);
    }
    const auto try_one = [&](unsigned n) {
        if (table)
            try_table(paths[n], *find<const table_module* (*)()>(modules[n], "get_module")());
        else
            try_protocol(paths[n], modules[n], ids[n]);
    };
    try_one(0);
    try_one(1);
    std::thread first{[&] { try_one(0); }}; // at the same time
    std::thread second{[&] { try_one(1); }};
    first.join();
    second.join();
    for (unsigned n = 0; n < 2; ++n) {
        require(dlclose(modules[n]) == 0, "the module can be unloaded", paths[n]);
        if (!global) // with "global" the other module may use this one's copies of std templates
            require(!is_loaded(paths[n]), "the module is unloaded", paths[n]);
    }
    for (const char* path : paths)
        require(!is_loaded(path), "both modules are unloaded in the end", path);
    return 0;
}
