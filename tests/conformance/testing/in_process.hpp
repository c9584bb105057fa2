#pragma once

#include <routpact/conformance/subject.hpp>

/// Provides a protocol of this program, which cannot be unloaded.
class in_process : public routpact::conformance::protocol_module {
public:
    explicit in_process(PREGISTER_PROTOCOL entry_point) : entry_point_{entry_point} {}
    PREGISTER_PROTOCOL load() override { return entry_point_; }
    void unload() override {}
    std::optional<bool> is_loaded() const override { return std::nullopt; }
    std::string reason() const override { return {}; }

private:
    PREGISTER_PROTOCOL entry_point_;
};
