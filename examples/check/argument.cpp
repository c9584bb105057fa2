#include "argument.hpp"

#include "failure.hpp"
#include "text.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>

namespace {

/// Parses one hexadecimal digit.
std::optional<unsigned> digit(char c) {
    const std::string digits = "0123456789abcdef";
    const std::size_t found = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
    return found == std::string::npos ? std::nullopt : std::optional{static_cast<unsigned>(found)};
}

std::vector<unsigned char> bytes_written(const argument& given, std::vector<std::size_t>* offsets) {
    const std::string text = given.value.substr(4); // after hex:
    std::vector<unsigned char> parsed;
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<unsigned> high = digit(text[at]);
        const std::optional<unsigned> low =
            at + 1 < text.size() ? digit(text[at + 1]) : std::nullopt;
        if (text[at] == ' ') {
            ++at;
        } else if (offsets && text.compare(at, 5, "index") == 0) {
            offsets->push_back(parsed.size());
            parsed.resize(parsed.size() + sizeof(ULONG));
            at += 5;
        } else if (high && low) {
            parsed.push_back(static_cast<unsigned char>(*high * 16 + *low));
            at += 2;
        } else {
            throw cannot_run{given.option + ": not pairs of hexadecimal digits: \"" +
                             text.substr(at) + "\"; expected for example hex:64000000" +
                             (offsets ? " or hex:index01000000" : "")};
        }
    }
    if (parsed.empty())
        throw cannot_run{given.option + ": hex: is followed by no bytes"};
    return parsed;
}

std::vector<unsigned char> contents(const argument& given) {
    if (given.value.empty())
        throw cannot_run{given.option + ": the path is empty"};
    std::ifstream file{path_of(given.value), std::ios::binary};
    const std::vector<char> bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open())
        throw cannot_run{given.option + ": cannot open " + given.value};
    if (bytes.empty()) // a directory has no bytes either
        throw cannot_run{given.option + ": " + given.value + " has no bytes"};
    return {bytes.begin(), bytes.end()};
}

} // namespace

std::uint64_t argument::number(std::uint64_t least, std::uint64_t most) const {
    const bool hexadecimal = value.starts_with("0x") || value.starts_with("0X");
    const char* const end = value.data() + value.size();
    std::uint64_t parsed = 0;
    const auto [stop, error] =
        std::from_chars(value.data() + (hexadecimal ? 2 : 0), end, parsed, hexadecimal ? 16 : 10);
    if (error != std::errc{} || stop != end || parsed < least || parsed > most)
        throw cannot_run{option + ": not a number from " + std::to_string(least) + " to " +
                         std::to_string(most) + ": \"" + value + "\""};
    return parsed;
}

std::vector<unsigned char> argument::bytes(std::vector<std::size_t>* offsets) const {
    return value.starts_with("hex:") ? bytes_written(*this, offsets) : contents(*this);
}

routpact::conformance::sequence_choice argument::sequence() const {
    const std::size_t colon = value.find(':');
    routpact::conformance::sequence_choice chosen;
    chosen.number =
        static_cast<unsigned>(argument{option, value.substr(0, colon)}.number(1, UINT32_MAX));
    for (std::size_t at = colon; at < value.size();) {
        const std::size_t end = (std::min)(value.find(',', at + 1), value.size());
        chosen.steps.push_back(static_cast<std::size_t>(
            argument{option, value.substr(at + 1, end - at - 1)}.number(0, UINT32_MAX)));
        at = end;
    }
    return chosen;
}

report_format argument::format() const {
    if (value == "text")
        return report_format::text;
    if (value == "json")
        return report_format::json;
    if (value == "junit")
        return report_format::junit;
    if (value == "html")
        return report_format::html;
    throw cannot_run{option + ": unknown format \"" + value + "\": use text, json, junit or html"};
}
