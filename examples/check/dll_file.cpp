#include "dll_file.hpp"

#include "failure.hpp"
#include "text.hpp"

dll_file::dll_file(const std::string& name) {
    if (name.empty())
        throw cannot_run{"the path of the DLL is empty"};
    std::error_code error;
    const std::filesystem::path path = std::filesystem::absolute(path_of(name), error);
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw cannot_run{"no such file: " + name};
    if (std::filesystem::is_directory(status))
        throw cannot_run{"this is a directory: " + name};
    path_ = text_of(path);
}

PREGISTER_PROTOCOL dll_file::load() {
    stays(); // to be found out before it is loaded for good
    loaded_.emplace(path_.c_str());
    if (!*loaded_) {
        reason_ = last_dll_error();
        loaded_.reset();
        return nullptr;
    }
    const PREGISTER_PROTOCOL found = loaded_->register_protocol();
    if (!found)
        reason_ = std::string{"it exports no plain "} + REGISTER_PROTOCOL_ENTRY_POINT_STRING;
    return found;
}

void dll_file::unload() {
    // A call that is left by an exception never returns; until that is caught it needs its code.
    if (open_calls_ == 0)
        loaded_.reset();
}

std::optional<bool> dll_file::is_loaded() const {
    if (stays())
        return std::nullopt;
    return protocol_dll::is_loaded(path_.c_str());
}

bool dll_file::stays() const {
    if (!stays_) {
        {
            const protocol_dll once{path_.c_str()};
        }
        stays_ = protocol_dll::is_loaded(path_.c_str());
    }
    return *stays_;
}
