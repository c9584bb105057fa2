#pragma once
// A dynamically loaded protocol DLL.

#include <routpact/abi.hpp>
#include <string>

/// Loads a protocol DLL and unloads it in the destructor.
class protocol_dll {
public:
    /// Loads the file `path`, in UTF-8. After a failure the object is false, and
    /// `last_dll_error()` returns the reason.
    explicit protocol_dll(const char* path);
    ~protocol_dll();
    protocol_dll(const protocol_dll&) = delete;
    protocol_dll& operator=(const protocol_dll&) = delete;

    explicit operator bool() const { return handle_; }

    /// Looks up the exported RegisterProtocol by its plain name. Returns null if there is none.
    PREGISTER_PROTOCOL register_protocol() const;

    /// Returns whether any part of the process has loaded this file. `path` is the full path.
    static bool is_loaded(const char* path);

private:
    void* handle_;
};

/// Returns the reason of the last failed load or lookup.
std::string last_dll_error();
