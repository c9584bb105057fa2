#include "records.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#ifdef _WIN32
#include <windows.h>
#else
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace {

#ifdef _WIN32
HANDLE channel;
#else
int channel;
#endif

std::string escaped(std::string_view field) {
    std::string text;
    for (const char c : field) {
        if (c == '\\' || c == '\t' || c == '\n')
            text += '\\';
        text += c == '\t' ? 't' : c == '\n' ? 'n' : c;
    }
    return text;
}

} // namespace

void open_channel(const std::string& handle) {
    const auto value = static_cast<std::intptr_t>(std::strtoll(handle.c_str(), nullptr, 10));
#ifdef _WIN32
    channel = reinterpret_cast<HANDLE>(value);
#else
    channel = static_cast<int>(value);
    fcntl(channel, F_SETFD, FD_CLOEXEC); // processes that the DLL starts must not inherit it
#endif
}

void send_line(const char* line, std::size_t size) noexcept {
#ifdef _WIN32
    DWORD written = 0;
    WriteFile(channel, line, static_cast<DWORD>(size), &written, nullptr);
#else
    if (write(channel, line, size) < 0)
        std::_Exit(1); // the parent has ended
#endif
}

void send_record(std::initializer_list<std::string_view> fields) {
    std::string line;
    for (const std::string_view field : fields)
        line += (line.empty() ? "" : "\t") + escaped(field);
    line += '\n';
    send_line(line.data(), line.size());
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool escaped = false;
    for (const char c : line) {
        if (escaped)
            fields.back() += c == 't' ? '\t' : c == 'n' ? '\n' : c;
        else if (c == '\t')
            fields.emplace_back();
        else if (c != '\\')
            fields.back() += c;
        escaped = !escaped && c == '\\';
    }
    fields.resize(std::max<std::size_t>(fields.size(), 8)); // a line may be incomplete
    return fields;
}
