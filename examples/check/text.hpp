#pragma once
// Strings: paths and arguments in UTF-8, numbers as people read them, columns.

#include <filesystem>
#include <routpact/abi.hpp>
#include <string>
#include <string_view>
#include <vector>

/// The path that UTF-8 text spells, and the text of a path.
std::filesystem::path path_of(const std::string& text);
std::string text_of(const std::filesystem::path& path);

/// A number as eight digits after 0x.
std::string hexadecimal(DWORD value);

/// A number of seconds, to the millisecond.
std::string fixed(double seconds);

/// The text with spaces behind it, up to `width` columns.
std::string padded(std::string text, std::size_t width);

/// Whether a pattern, in which * and ? stand for any characters and any one, fits a text; upper and
/// lower case are the same.
bool matches(std::string_view pattern, std::string_view text);

/// Valid UTF-8 without control characters other than tabs and line ends: what is not is replaced by
/// a question mark.
std::string printable(std::string_view text);
