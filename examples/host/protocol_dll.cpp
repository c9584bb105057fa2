#include "protocol_dll.hpp"

#if defined(_WIN32)
#include <vector>

namespace {

std::vector<wchar_t> widened(const char* path) {
    const int length = MultiByteToWideChar(CP_UTF8, 0, path, -1, nullptr, 0);
    std::vector<wchar_t> wide(static_cast<std::size_t>(length) + 1);
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide.data(), length);
    return wide;
}

} // namespace

protocol_dll::protocol_dll(const char* path) : handle_{LoadLibraryW(widened(path).data())} {}

protocol_dll::~protocol_dll() {
    if (handle_)
        FreeLibrary(static_cast<HMODULE>(handle_));
}

PREGISTER_PROTOCOL protocol_dll::register_protocol() const {
    // By way of void*: a cast between function types draws a warning.
    return reinterpret_cast<PREGISTER_PROTOCOL>(reinterpret_cast<void*>(
        GetProcAddress(static_cast<HMODULE>(handle_), REGISTER_PROTOCOL_ENTRY_POINT_STRING)));
}

bool protocol_dll::is_loaded(const char* path) {
    return GetModuleHandleW(widened(path).data()) != nullptr;
}

std::string last_dll_error() {
    const DWORD code = GetLastError();
    char text[256];
    DWORD length = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                                  nullptr, code, 0, text, sizeof text, nullptr);
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        --length;
    return "Windows error " + std::to_string(code) + ": " + std::string{text, length};
}

#else
#include <dlfcn.h>

protocol_dll::protocol_dll(const char* path) : handle_{dlopen(path, RTLD_NOW | RTLD_LOCAL)} {}

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
    return error ? error : "no error";
}

#endif
