#pragma once
// A protocol DLL as a protocol_module.

#include "protocol_dll.hpp"

#include <optional>
#include <routpact/conformance/subject.hpp>
#include <string>

#ifndef _WIN32
#include <dlfcn.h>
#endif

/// Loads a DLL by its path.
class loaded_module : public routpact::conformance::protocol_module {
public:
    explicit loaded_module(std::string path) : path_{std::move(path)} {}

    PREGISTER_PROTOCOL load() override {
        dll_.emplace(path_.c_str());
        return *dll_ ? dll_->register_protocol() : nullptr;
    }
    void unload() override { dll_.reset(); }
    std::optional<bool> is_loaded() const override {
#ifdef _WIN32
        const std::string name = path_.substr(path_.find_last_of("/\\") + 1);
        return GetModuleHandleA(name.c_str()) != nullptr;
#else
        void* const handle = dlopen(path_.c_str(), RTLD_NOW | RTLD_NOLOAD);
        if (handle)
            dlclose(handle);
        return handle != nullptr;
#endif
    }
    std::string reason() const override { return last_dll_error(); }

private:
    std::string path_;
    std::optional<protocol_dll> dll_;
};
