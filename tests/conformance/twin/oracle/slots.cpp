#include "slots.hpp"

#include "arguments.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <sessions.hpp>

namespace oracle {

namespace {

constexpr slot all[] = {
    {"GetGlobalInfo", failure, false, false, success,
     [](const slots& dll, ULONG) {
         sessions::global_config config{};
         ULONG size = sizeof config;
         return dll.pfnGetGlobalInfo(&config, &size, nullptr, nullptr, nullptr);
     },
     [](const slots& dll, ULONG) {
         return dll.pfnGetGlobalInfo(nullptr, nullptr, nullptr, nullptr, nullptr);
     }},
    {"SetGlobalInfo", failure, false, false, success,
     [](const slots& dll, ULONG) {
         sessions::global_config config = global_of(100);
         return dll.pfnSetGlobalInfo(&config, 1, sizeof config, 1);
     },
     [](const slots& dll, ULONG) { return dll.pfnSetGlobalInfo(nullptr, 1, 4, 1); }},
    {"AddInterface", failure, false, false, success,
     [](const slots& dll, ULONG index) {
         wchar_t name[] = L"Internal";
         sessions::interface_config config{};
         return dll.pfnAddInterface(name, index + 100, DEMAND_DIAL, 1, 2, 3, &config, 1,
                                    sizeof config, 1);
     },
     [](const slots& dll, ULONG index) {
         sessions::interface_config config{};
         return dll.pfnAddInterface(nullptr, index + 100, PERMANENT, 0, 0, 0, &config, 1, 0, 1);
     }},
    {"InterfaceStatus", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) {
         return dll.pfnInterfaceStatus(index, TRUE, RIS_INTERFACE_ENABLED, nullptr);
     },
     [](const slots& dll, ULONG index) { return dll.pfnInterfaceStatus(index, TRUE, 5, nullptr); }},
    {"GetInterfaceInfo", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) {
         sessions::interface_config config{};
         ULONG size = sizeof config;
         return dll.pfnGetInterfaceInfo(index, &config, &size, nullptr, nullptr, nullptr);
     },
     [](const slots& dll, ULONG index) {
         return dll.pfnGetInterfaceInfo(index, nullptr, nullptr, nullptr, nullptr, nullptr);
     }},
    {"SetInterfaceInfo", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) {
         sessions::interface_config config{};
         return dll.pfnSetInterfaceInfo(index, &config, 1, sizeof config, 1);
     },
     [](const slots& dll, ULONG index) {
         return dll.pfnSetInterfaceInfo(index, nullptr, 1, 4, 1);
     }},
    {"UpdateRoutes", failure, true, true, bad_argument,
     [](const slots& dll, ULONG index) { return dll.pfnUpdateRoutes(index); }, nullptr},
    {"ConnectClient", bad_argument, true, true, bad_argument,
     [](const slots& dll, ULONG index) {
         IP_LOCAL_BINDING client{client_address, 0xFFFFFFFF};
         return dll.pfnConnectClient(index, &client);
     },
     [](const slots& dll, ULONG index) { return dll.pfnConnectClient(index, nullptr); }},
    {"DisconnectClient", bad_argument, true, true, bad_argument,
     [](const slots& dll, ULONG index) {
         IP_LOCAL_BINDING client{client_address, 0xFFFFFFFF};
         return dll.pfnDisconnectClient(index, &client);
     },
     [](const slots& dll, ULONG index) { return dll.pfnDisconnectClient(index, nullptr); }},
    {"MibCreateEntry", failure, true, false, failure,
     [](const slots& dll, ULONG index) { return dll.pfnMibCreateEntry(sizeof index, &index); },
     [](const slots& dll, ULONG) { return dll.pfnMibCreateEntry(0, nullptr); }},
    {"MibDeleteEntry", failure, true, false, failure,
     [](const slots& dll, ULONG index) { return dll.pfnMibDeleteEntry(sizeof index, &index); },
     [](const slots& dll, ULONG) { return dll.pfnMibDeleteEntry(0, nullptr); }},
    {"MibGetEntry", failure, true, true, failure,
     [](const slots& dll, ULONG index) {
         sessions::mib_answer answer{};
         ULONG size = sizeof answer;
         return dll.pfnMibGetEntry(sizeof index, &index, &size, &answer);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetEntry(4, nullptr, nullptr, nullptr); }},
    {"MibGetFirstEntry", failure, true, false, success,
     [](const slots& dll, ULONG index) {
         sessions::mib_answer answer{};
         ULONG size = sizeof answer;
         return dll.pfnMibGetFirstEntry(sizeof index, &index, &size, &answer);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetFirstEntry(4, nullptr, nullptr, nullptr); }},
    {"MibGetNextEntry", failure, true, false, success,
     [](const slots& dll, ULONG index) {
         ULONG before = index == 0 ? 0 : index - 1;
         sessions::mib_answer answer{};
         ULONG size = sizeof answer;
         return dll.pfnMibGetNextEntry(sizeof before, &before, &size, &answer);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetNextEntry(4, nullptr, nullptr, nullptr); }},
    {"MibSetEntry", failure, true, true, failure,
     [](const slots& dll, ULONG index) {
         sessions::mib_change change{index, 50};
         return dll.pfnMibSetEntry(sizeof change, &change);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibSetEntry(8, nullptr); }},
    {"MibSetTrapInfo", no_memory, false, false, no_memory,
     [](const slots& dll, ULONG index) {
         ULONG size = sizeof index;
         return dll.pfnMibSetTrapInfo(nullptr, sizeof index, &index, &size, &index);
     },
     [](const slots& dll, ULONG) {
         return dll.pfnMibSetTrapInfo(nullptr, 0, nullptr, nullptr, nullptr);
     }},
    {"MibGetTrapInfo", no_memory, false, false, no_memory,
     [](const slots& dll, ULONG index) {
         ULONG size = sizeof index;
         return dll.pfnMibGetTrapInfo(sizeof index, &index, &size, &index);
     },
     [](const slots& dll, ULONG) { return dll.pfnMibGetTrapInfo(0, nullptr, nullptr, nullptr); }},
    // last, because it deletes the interface
    {"DeleteInterface", failure, false, true, bad_argument,
     [](const slots& dll, ULONG index) { return dll.pfnDeleteInterface(index); }, nullptr},
};

} // namespace

const std::span<const slot> table{all};

const slot& slot_named(const char* name) {
    for (const slot& s : table)
        if (std::strcmp(s.name, name) == 0)
            return s;
    return table[0];
}

void check_all_refuse(const slots& dll, bool only_those_that_need_complete) {
    for (const slot& s : table) {
        if (only_those_that_need_complete && !s.needs_complete)
            continue;
        for (const ULONG index : {ULONG{1}, ULONG{77}}) {
            INFO(s.name << " on " << index);
            CHECK(s.call(dll, index) == s.refusal);
            if (s.call_wrongly)
                CHECK(s.call_wrongly(dll, index) == s.refusal);
        }
    }
}

} // namespace oracle
