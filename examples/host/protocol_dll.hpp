#pragma once
// A dynamically loaded protocol DLL.

#include <routpact/abi.hpp>
#include <string>

/// A loaded protocol DLL; unloaded at the end of its life.
class protocol_dll {
public:
    /// Loads `path`, in UTF-8; `last_dll_error()` says why if that fails.
    explicit protocol_dll(const char* path);
    ~protocol_dll();
    protocol_dll(const protocol_dll&) = delete;
    protocol_dll& operator=(const protocol_dll&) = delete;

    explicit operator bool() const { return handle_; }

    /// The exported RegisterProtocol, looked up by its plain name; null if there is none.
    PREGISTER_PROTOCOL register_protocol() const;

    /// Whether the process has this file loaded, on whosever behalf; `path` is the whole path.
    static bool is_loaded(const char* path);

private:
    void* handle_;
};

/// Why the last load or lookup failed.
std::string last_dll_error();
