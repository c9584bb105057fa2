#include "protocol_dll.hpp"

#if defined(_WIN32)

namespace {

/// Returns the full path of a file, with backslashes, as the loader's search for the DLLs beside it
/// requires.
std::wstring full_path(const char* path) {
    std::wstring wide(
        static_cast<std::size_t>(MultiByteToWideChar(CP_UTF8, 0, path, -1, nullptr, 0)), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide.data(), static_cast<int>(wide.size()));
    std::wstring full(GetFullPathNameW(wide.c_str(), 0, nullptr, nullptr), L'\0');
    full.resize(
        GetFullPathNameW(wide.c_str(), static_cast<DWORD>(full.size()), full.data(), nullptr));
    return full;
}

/// Returns what an error code of the loader leaves open.
const char* hint(DWORD code) {
    switch (code) {
    case ERROR_MOD_NOT_FOUND:
        return " A DLL that this one needs may be missing: put it beside this one, or into the "
               "PATH. objdump -p or dumpbin /dependents lists what this one needs.";
    case ERROR_PROC_NOT_FOUND:
        return " A DLL that this one needs lacks a function: it may be another version.";
    case ERROR_DLL_INIT_FAILED:
        return " Its DllMain returned FALSE.";
    default:
        return "";
    }
}

} // namespace

// Searches the DLLs that this one needs beside it, not beside the program.
protocol_dll::protocol_dll(const char* path)
    : handle_{LoadLibraryExW(full_path(path).c_str(), nullptr, LOAD_WITH_ALTERED_SEARCH_PATH)} {}

protocol_dll::~protocol_dll() {
    if (handle_)
        FreeLibrary(static_cast<HMODULE>(handle_));
}

PREGISTER_PROTOCOL protocol_dll::register_protocol() const {
    // Cast through void*: a direct cast between function types causes a warning.
    return reinterpret_cast<PREGISTER_PROTOCOL>(reinterpret_cast<void*>(
        GetProcAddress(static_cast<HMODULE>(handle_), REGISTER_PROTOCOL_ENTRY_POINT_STRING)));
}

bool protocol_dll::is_loaded(const char* path) {
    return GetModuleHandleW(full_path(path).c_str()) != nullptr;
}

std::string last_dll_error() {
    const DWORD code = GetLastError();
    char text[256];
    DWORD length = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                                  nullptr, code, 0, text, sizeof text, nullptr);
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        --length;
    return "Windows error " + std::to_string(code) + ": " + std::string{text, length} + hint(code);
}

#else
#include <dlfcn.h>

namespace {

/// Loads a file, like dlopen. That is declared to throw nothing, so an exception of an initialiser
/// of the file could not pass through a direct call.
void* open_throwing(const char* path) {
    void* (*volatile const open)(const char*, int) = dlopen;
    return open(path, RTLD_NOW | RTLD_LOCAL);
}

} // namespace

protocol_dll::protocol_dll(const char* path) : handle_{open_throwing(path)} {}

protocol_dll::~protocol_dll() {
    if (handle_)
        dlclose(handle_);
}

PREGISTER_PROTOCOL protocol_dll::register_protocol() const {
    return reinterpret_cast<PREGISTER_PROTOCOL>(
        dlsym(handle_, REGISTER_PROTOCOL_ENTRY_POINT_STRING));
}

bool protocol_dll::is_loaded(const char* path) {
    void* const found = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    if (found)
        dlclose(found);
    return found;
}

std::string last_dll_error() {
    const char* const error = dlerror(); // NOLINT(concurrency-mt-unsafe): one thread here
    std::string text = error ? error : "no error";
    if (text.find("cannot open shared object file") != std::string::npos)
        text +=
            ". If it is a library that the DLL needs: link the DLL with -Wl,-rpath,'$ORIGIN' for "
            "those beside it, or name its folder in LD_LIBRARY_PATH";
    return text;
}

#endif
