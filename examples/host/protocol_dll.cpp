#include "protocol_dll.hpp"

#if defined(_WIN32)
#include <cstdio>
#include <vector>

protocol_dll::protocol_dll(const char* path) : handle_{nullptr} {
    const int length = MultiByteToWideChar(CP_UTF8, 0, path, -1, nullptr, 0);
    std::vector<wchar_t> wide(static_cast<std::size_t>(length) + 1);
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide.data(), length);
    handle_ = LoadLibraryW(wide.data());
}

protocol_dll::~protocol_dll() {
    if (handle_)
        FreeLibrary(static_cast<HMODULE>(handle_));
}

PREGISTER_PROTOCOL protocol_dll::register_protocol() const {
    // By way of void*: a cast between function types draws a warning.
    return reinterpret_cast<PREGISTER_PROTOCOL>(reinterpret_cast<void*>(
        GetProcAddress(static_cast<HMODULE>(handle_), REGISTER_PROTOCOL_ENTRY_POINT_STRING)));
}

const char* last_dll_error() {
    static char text[32];
    std::snprintf(text, sizeof text, "Windows error %lu", GetLastError());
    return text;
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

const char* last_dll_error() {
    const char* const error = dlerror(); // NOLINT(concurrency-mt-unsafe): one thread here
    return error ? error : "no error";
}

#endif
