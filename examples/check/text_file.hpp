#pragma once
// Text files: the ones that a user writes, and the ones that this program makes.

#include <string>
#include <string_view>
#include <vector>

/// Holds a line of a file without its line end, comment and outer blanks.
struct text_line {
    unsigned number = 0; ///< From 1.
    std::string text;
    std::string
        comment; ///< The text from # on; a # starts a comment at the start or after a blank.
};

/// Reads a file in UTF-8. `option` is the option that names it, for the message. Throws cannot_run.
std::vector<text_line> read_lines(const std::string& option, const std::string& name);

/// Throws cannot_run if replace_file cannot write this file. Leaves an existing file alone.
void require_writable(const std::string& option, const std::string& name);

/// Writes a file. An existing file is replaced when the new one is complete, or remains as it is.
/// Throws cannot_run.
void replace_file(const std::string& option, const std::string& name, std::string_view text);
