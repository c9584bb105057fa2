#pragma once
// Strings: paths and arguments in UTF-8, numbers, columns.

#include <filesystem>
#include <routpact/abi.hpp>
#include <string>
#include <string_view>
#include <vector>

/// Converts between a path and UTF-8.
std::filesystem::path path_of(const std::string& text);
std::string text_of(const std::filesystem::path& path);

/// Formats a number as 0x and eight digits.
std::string hexadecimal(DWORD value);

/// Formats a number of things: "1 finding", "2 findings".
std::string counted(std::size_t number, const char* what);

/// Formats seconds with three decimals.
std::string fixed(double seconds);

/// Pads a text with spaces to `width` columns.
std::string padded(std::string text, std::size_t width);

/// Whether a text matches a pattern in which * is any text and ? any character. Case does not
/// matter.
bool matches(std::string_view pattern, std::string_view text);

/// Replaces invalid UTF-8, and control characters other than tabs and line ends, by question marks.
std::string printable(std::string_view text);

/// Makes a text printable and escapes it for XML and HTML: as content, or in double quotes.
std::string escaped_markup(std::string_view text);

/// Replaces what differs from run to run by *: numbers and addresses, and the places in a module
/// that follow its name, such as my.dll+0x12. Keeps the numbers of result codes, "NO_ERROR (0)".
/// The result is a pattern that matches the text.
std::string masked(std::string_view text);
