#pragma once
// Configuration files: options, one on each line.

#include <string>
#include <vector>

/// Holds a line with an option.
struct config_line {
    std::string place; ///< "FILE:LINE: ", for messages.
    std::string word;  ///< The first word.
    std::string value; ///< The rest, without outer blanks.
};

/// Reads a file, without empty lines and comments. `option` is the option that names it. Throws
/// cannot_run.
std::vector<config_line> read_config(const std::string& option, const std::string& name);

/// Returns a path that is relative to the folder of the file `name`.
std::string path_beside(const std::string& name, const std::string& path);
