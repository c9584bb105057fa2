#include "text.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>

std::filesystem::path path_of(const std::string& text) {
    return std::u8string{text.begin(), text.end()};
}

std::string text_of(const std::filesystem::path& path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

std::string hexadecimal(DWORD value) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08lx", static_cast<unsigned long>(value));
    return text;
}

std::string counted(std::size_t number, const char* what) {
    return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

std::string fixed(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", seconds);
    return text;
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width)
        text.resize(width, ' ');
    return text;
}

bool matches(std::string_view pattern, std::string_view text) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    std::size_t p = 0, t = 0;
    std::size_t star = std::string_view::npos, resumed = 0; // the last *, and where its text ends
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resumed = t;
        } else if (p < pattern.size() &&
                   (pattern[p] == '?' || lower(pattern[p]) == lower(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resumed;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

namespace {

/// Returns the length of the valid UTF-8 sequence at the start of a text, or 0.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    // Excludes overlong forms, surrogates and numbers above the range of Unicode.
    const unsigned second = byte(1);
    const bool outside = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                         (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return outside ? 0 : length;
}

} // namespace

std::string printable(std::string_view text) {
    std::string clean;
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        const auto first = static_cast<unsigned char>(text.front());
        const bool control = (first < 0x20 && first != '\n' && first != '\t') || first == 0x7F;
        if (first == '\r' && text.substr(1).starts_with('\n'))
            ; // part of a line end
        else if (length == 0 || control)
            clean += '?';
        else
            clean += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return clean;
}

std::string escaped_markup(std::string_view text) {
    std::string escaped;
    for (const char c : printable(text))
        switch (c) {
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '&':
            escaped += "&amp;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\n':
            escaped += "&#10;"; // a plain line end in an attribute becomes a space
            break;
        default:
            escaped += c;
        }
    return escaped;
}

std::string masked(std::string_view text) {
    const auto is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '+' ||
               c == '-';
    };
    std::string pattern;
    while (!text.empty()) {
        std::size_t length = 0;
        while (length < text.size() && is_word(text[length]))
            ++length;
        std::string_view word = text.substr(0, std::max<std::size_t>(length, 1));
        text.remove_prefix(word.size());
        const std::size_t sign = word.size() > 1 && word.front() == '-' ? 1 : 0;
        const bool number = std::isdigit(static_cast<unsigned char>(word[sign])) != 0;
        const bool of_code = pattern.ends_with(" (") && text.starts_with(")");
        const bool place = word.find("+0x") != std::string_view::npos;
        const bool line_end = word == "\n";
        if (place || line_end || (number && !of_code))
            word = "*";
        pattern += word;
    }
    return pattern;
}
