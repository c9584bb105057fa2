#pragma once
// The DLL under test.

#include "../host/protocol_dll.hpp"
#include "module_holder.hpp"

#include <optional>
#include <routpact/conformance/subject.hpp>
#include <string>

/// Loads the DLL under test from its file.
class dll_file : public routpact::conformance::protocol_module {
public:
    /// Finds the file with this path, in UTF-8. The search path of the system is not used. Throws
    /// cannot_run if there is no such file.
    explicit dll_file(const std::string& name);

    PREGISTER_PROTOCOL load() override;
    void unload() override;
    std::optional<bool> is_loaded() const override;
    std::string holder() const override;
    std::string reason() const override { return reason_; }

    /// Counts the open calls: must be called before and after every call of the DLL.
    void note_call(bool returned) { open_calls_ += returned ? -1 : 1; }

private:
    /// Whether the DLL cannot be unloaded: the ELF loader never unloads files with certain symbols.
    bool stays() const;

    std::string path_;
    std::optional<protocol_dll> loaded_;
    // Set when it is loaded for the first time:
    mutable std::optional<bool> stays_;
    mutable thread_ids threads_; ///< Those that ran before.
    std::string reason_;
    int open_calls_ = 0;
};
