// The entry point of a DLL.
#include "startup.hpp"

#include <windows.h>

extern "C" BOOL WINAPI _DllMainCRTStartup(HINSTANCE, DWORD reason, LPVOID) {
    if (reason == DLL_PROCESS_ATTACH)
        begin_module();
    else if (reason == DLL_PROCESS_DETACH)
        end_module();
    return TRUE;
}
