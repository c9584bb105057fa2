#pragma once
// A handle of Windows.

#include <windows.h>

/// Owns a handle.
class handle {
public:
    explicit handle(HANDLE owned) : owned_{owned} {}
    handle(const handle&) = delete;
    handle& operator=(const handle&) = delete;
    ~handle() {
        if (*this)
            CloseHandle(owned_);
    }
    explicit operator bool() const { return owned_ && owned_ != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return owned_; }

private:
    HANDLE owned_;
};
