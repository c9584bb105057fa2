#include "dll_file.hpp"

#include "crash.hpp"
#include "failure.hpp"
#include "file_format.hpp"
#include "text.hpp"

#include <algorithm>
#include <fstream>

dll_file::dll_file(const std::string& name) {
    if (name.empty())
        throw cannot_run{"the path of the DLL is empty"};
    std::error_code error;
    const std::filesystem::path path = std::filesystem::absolute(path_of(name), error);
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw cannot_run{"no such file: " + name};
    if (std::filesystem::is_directory(status))
        throw cannot_run{"this is a directory, not a DLL: " + name};
    path_ = text_of(path);
}

PREGISTER_PROTOCOL dll_file::load() {
    stays(); // must be known before the DLL is loaded
    const load_watch watch;
    loaded_.emplace(path_.c_str());
    if (!*loaded_) {
        reason_ = last_dll_error();
        watch.failed();
        std::ifstream file{path_of(path_), std::ios::binary};
        if (const std::string why = why_not_loadable(file); !why.empty())
            reason_ = why;
        loaded_.reset();
        return nullptr;
    }
    const PREGISTER_PROTOCOL found = loaded_->register_protocol();
    if (found)
        remember_module(reinterpret_cast<const void*>(found));
    else
        reason_ = std::string{"it does not export the plain name "} +
                  REGISTER_PROTOCOL_ENTRY_POINT_STRING;
    return found;
}

void dll_file::unload() {
    // A call that an exception has left stays open. The code of the DLL is needed until the
    // exception is caught.
    if (open_calls_ == 0)
        loaded_.reset();
}

std::optional<bool> dll_file::is_loaded() const {
    if (stays())
        return std::nullopt;
    return protocol_dll::is_loaded(path_.c_str());
}

std::string dll_file::holder() const {
    if (stays())
        return holder_since_loading(path_);
    const thread_ids now = running_threads();
    return std::includes(threads_.begin(), threads_.end(), now.begin(), now.end())
               ? holder_without_thread()
               : "a thread that it started still runs";
}

bool dll_file::stays() const {
    if (!stays_) {
        threads_ = running_threads();
        {
            const load_watch watch;
            const protocol_dll once{path_.c_str()};
            if (!once)
                watch.failed();
        }
        stays_ = protocol_dll::is_loaded(path_.c_str());
    }
    return *stays_;
}
