#pragma once
// Records that a child process sends to its parent: lines of text through a pipe or a file.
//
// A line is a word and its fields, separated by tabs. Each line is written with one system call, so
// that no line is lost in a crash and lines of several threads do not mix.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// In the child: sets the destination of the lines, which the parent has passed as an argument.
void open_channel(const std::string& handle);

/// In the child: writes a line. May be called from a signal handler.
void send_line(const char* line, std::size_t size) noexcept;

/// In the child: writes a line of fields.
void send_record(std::initializer_list<std::string_view> fields);

/// In the parent: splits a line into its word and fields. Returns at least eight fields, because a
/// line may be incomplete.
std::vector<std::string> fields_of(const std::string& line);
