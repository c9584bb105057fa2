#include "module_holder.hpp"

#include "handle_windows.hpp"

#include <tlhelp32.h>

namespace {

/// Whether the thread began in ntdll: the threads of the system's pool do, and stay for a while.
bool is_of_the_system(DWORD id) {
    using query_type = LONG(WINAPI*)(HANDLE, int, PVOID, ULONG, PULONG);
    constexpr int start_address = 9; // ThreadQuerySetWin32StartAddress
    const HMODULE system = GetModuleHandleW(L"ntdll.dll");
    const auto query = reinterpret_cast<query_type>(
        reinterpret_cast<void*>(GetProcAddress(system, "NtQueryInformationThread")));
    const handle thread{OpenThread(THREAD_QUERY_INFORMATION, FALSE, id)};
    void* start = nullptr;
    if (!query || !thread || query(thread.get(), start_address, &start, sizeof start, nullptr) != 0)
        return true; // it has ended meanwhile
    MEMORY_BASIC_INFORMATION place{};
    return VirtualQuery(start, &place, sizeof place) != 0 && place.AllocationBase == system;
}

} // namespace

std::string holder_since_loading(const std::string&) {
    return "its DllMain keeps a reference to it, or pins it";
}

thread_ids running_threads() {
    thread_ids found;
    const handle snapshot{CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0)};
    THREADENTRY32 entry{};
    entry.dwSize = sizeof entry;
    if (snapshot && Thread32First(snapshot.get(), &entry))
        do
            if (entry.th32OwnerProcessID == GetCurrentProcessId() &&
                !is_of_the_system(entry.th32ThreadID))
                found.insert(entry.th32ThreadID);
        while (Thread32Next(snapshot.get(), &entry));
    return found;
}

std::string holder_without_thread() {
    return "it has loaded itself and keeps that reference";
}
