#pragma once
// What a child process tells its parent, as it happens: lines of text through a pipe or a file.
//
// A line is a word and its fields, with tabs between them. Each is written with one call of the
// operating system, so that nothing is lost when the process dies, and lines of several threads do
// not mix.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// In the child: where lines go from now on, as the parent's arguments say.
void open_channel(const std::string& handle);

/// In the child: writes a line. Usable while crashing, unlike most of the library.
void send_line(const char* line, std::size_t size) noexcept;

/// In the child: writes a line of fields.
void send_record(std::initializer_list<std::string_view> fields);

/// In the parent: one line's word and fields, at least eight of them: a line may be cut off.
std::vector<std::string> fields_of(const std::string& line);
