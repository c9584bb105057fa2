#pragma once
// A folder for the files of one test.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <text.hpp>

/// Makes an empty folder, with a name that is not ASCII, and removes it in the end.
class temporary_folder {
public:
    temporary_folder()
        : path_{std::filesystem::temp_directory_path() /
                path_of("routpact-\xc3\xa4-" + std::to_string(std::random_device{}()))} {
        std::filesystem::create_directory(path_);
    }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }
    /// Returns the name of a file in the folder, in UTF-8.
    std::string name(const std::string& file) const { return text_of(path_ / path_of(file)); }
    /// Writes a file. Returns its name.
    std::string write(const std::string& file, const std::string& text) const {
        std::ofstream{path_ / path_of(file), std::ios::binary} << text;
        return name(file);
    }
    /// Returns the content of a file.
    std::string read(const std::string& file) const {
        std::ifstream opened{path_ / path_of(file), std::ios::binary};
        return {std::istreambuf_iterator<char>{opened}, {}};
    }
    /// Returns the number of files.
    std::ptrdiff_t size() const {
        return std::distance(std::filesystem::directory_iterator{path_}, {});
    }

private:
    std::filesystem::path path_;
};
