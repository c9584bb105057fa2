#include "text_file.hpp"

#include "failure.hpp"
#include "text.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <system_error>

namespace fs = std::filesystem;

namespace {

std::string in_quotes(const std::string& name) {
    return name.empty() ? "\"\"" : name;
}

std::string without_outer_blanks(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    const std::size_t last = text.find_last_not_of(" \t\r");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

text_line line_of(unsigned number, const std::string& text) {
    std::size_t comment = text.find('#');
    while (comment != std::string::npos && comment != 0 && text[comment - 1] != ' ' &&
           text[comment - 1] != '\t')
        comment = text.find('#', comment + 1);
    return {number, without_outer_blanks(text.substr(0, comment)),
            comment == std::string::npos ? "" : without_outer_blanks(text.substr(comment))};
}

/// A new file beside the one that it replaces. The destructor removes it if it was not put there.
class replacement {
public:
    replacement(std::string option, const std::string& name)
        : option_{std::move(option)}, name_{name}, target_{path_of(name)} {
        std::error_code failed;
        if (const fs::path real = fs::canonical(target_, failed); !failed)
            target_ = real; // replaces the file that a symbolic link leads to, not the link
        const fs::file_status old = fs::status(target_, failed);
        if (fs::is_directory(old))
            fail("it is a directory");
        if (fs::exists(old) && !fs::is_regular_file(old)) { // a device or a pipe
            file_.open(target_, std::ios::binary);
        } else {
            temporary_ = target_;
            *temporary_ += path_of(".new-" + std::to_string(std::random_device{}()));
            file_.open(*temporary_, std::ios::binary);
            if (file_ && fs::exists(old))
                fs::permissions(*temporary_, old.permissions(), failed);
        }
        if (!file_ || name.empty())
            fail("");
    }
    replacement(const replacement&) = delete;
    replacement& operator=(const replacement&) = delete;
    ~replacement() {
        file_.close();
        std::error_code ignored;
        if (temporary_)
            fs::remove(*temporary_, ignored);
    }

    void write(std::string_view text) {
        file_.write(text.data(), static_cast<std::streamsize>(text.size()));
        file_.close();
        if (!file_)
            fail("");
        std::error_code failed;
        if (temporary_)
            fs::rename(*temporary_, target_, failed);
        if (failed)
            fail(failed.message());
        temporary_.reset();
    }

private:
    [[noreturn]] void fail(const std::string& reason) const {
        throw cannot_run{option_ + ": cannot write " + in_quotes(name_) +
                         (reason.empty() ? "" : ": " + reason)};
    }

    std::string option_, name_;
    fs::path target_;
    std::optional<fs::path> temporary_;
    std::ofstream file_;
};

} // namespace

std::vector<text_line> read_lines(const std::string& option, const std::string& name) {
    std::ifstream file{path_of(name), std::ios::binary};
    if (name.empty() || !file || fs::is_directory(path_of(name)))
        throw cannot_run{option + ": cannot open " + in_quotes(name)};
    std::vector<text_line> lines;
    unsigned number = 0;
    for (std::string text; std::getline(file, text);) {
        if (++number == 1 && text.starts_with("\xEF\xBB\xBF")) // the mark of UTF-8
            text.erase(0, 3);
        lines.push_back(line_of(number, text));
    }
    return lines;
}

void require_writable(const std::string& option, const std::string& name) {
    const replacement tried{option, name};
}

void replace_file(const std::string& option, const std::string& name, std::string_view text) {
    replacement{option, name}.write(text);
}
