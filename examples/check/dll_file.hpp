#pragma once
// The DLL under test.

#include "../host/protocol_dll.hpp"

#include <optional>
#include <routpact/testing/subject.hpp>
#include <string>

/// A DLL, as the conformance rules want it.
class dll_file : public routpact::testing::module {
public:
    /// The file with this name, in UTF-8: that file, and not what the system finds by the name.
    /// Throws cannot_run if there is none.
    explicit dll_file(const std::string& name);

    PREGISTER_PROTOCOL load() override;
    void unload() override;
    std::optional<bool> is_loaded() const override;
    std::string reason() const override { return reason_; }

    /// To be told of every call of the DLL.
    void note_call(bool returned) { open_calls_ += returned ? -1 : 1; }

private:
    /// Whether it cannot be unloaded: the loader of ELF keeps files with certain symbols for ever.
    bool stays() const;

    std::string path_;
    std::optional<protocol_dll> loaded_;
    mutable std::optional<bool> stays_; ///< Known once it was loaded.
    std::string reason_;
    int open_calls_ = 0;
};
