#pragma once
// A dynamically loaded protocol DLL.

#include <routpact/abi.hpp>

/// A loaded protocol DLL; unloaded at the end of its life.
class protocol_dll {
public:
    /// Loads `path`, in UTF-8; `error()` says why if that fails.
    explicit protocol_dll(const char* path);
    ~protocol_dll();
    protocol_dll(const protocol_dll&) = delete;
    protocol_dll& operator=(const protocol_dll&) = delete;

    explicit operator bool() const { return handle_; }

    /// The exported RegisterProtocol, looked up by its plain name; null if there is none.
    PREGISTER_PROTOCOL register_protocol() const;

private:
    void* handle_;
};

/// Why the last load or lookup failed.
const char* last_dll_error();
