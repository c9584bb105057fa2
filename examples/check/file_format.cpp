#include "file_format.hpp"

#include <array>
#include <cstddef>
#include <span>

namespace {

/// Names a system, and a processor with its number of bits.
struct target {
    std::string system, processor;
};

/// Names a processor by its number in a header.
struct machine {
    unsigned number;
    const char* processor;
};

constexpr machine pe_machines[] = {
    {0x014C, "32-bit x86"}, {0x8664, "x86-64"}, {0xAA64, "ARM64"}, {0x01C4, "32-bit ARM"}};
constexpr machine elf_machines[] = {
    {3, "32-bit x86"}, {62, "x86-64"}, {183, "ARM64"}, {40, "32-bit ARM"}, {243, "RISC-V"}};

std::string processor_of(unsigned number, std::span<const machine> known) {
    for (const machine& each : known)
        if (each.number == number)
            return each.processor;
    return "the processor with the number " + std::to_string(number);
}

const target here{
#if defined(_WIN32)
    "Windows",
#elif defined(__APPLE__)
    "macOS",
#else
    "Linux",
#endif
#if defined(__x86_64__) || defined(_M_X64)
    "x86-64",
#elif defined(__i386__) || defined(_M_IX86)
    "32-bit x86",
#elif defined(__aarch64__) || defined(_M_ARM64)
    "ARM64",
#else
    "",
#endif
};

/// Reads a number of `Size` bytes, the lowest first. Returns 0 after the end of the file.
template <std::size_t Size>
unsigned number_at(std::istream& file, unsigned position) {
    std::array<char, Size> bytes{};
    file.clear();
    file.seekg(position);
    if (!file.read(bytes.data(), Size))
        return 0;
    unsigned value = 0;
    for (std::size_t i = Size; i > 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[i - 1]);
    return value;
}

/// Returns the target of a file, without a processor if the header is incomplete, and without a
/// system if the file is no DLL.
target target_of(std::istream& file) {
    const unsigned magic = number_at<4>(file, 0);
    if ((magic & 0xFFFF) == 0x5A4D) { // "MZ"
        const unsigned header = number_at<4>(file, 0x3C);
        const bool complete = number_at<4>(file, header) == 0x4550; // "PE", 0, 0
        return {"Windows",
                complete ? processor_of(number_at<2>(file, header + 4), pe_machines) : ""};
    }
    if (magic == 0x464C457F) { // 0x7F, "ELF"
        const unsigned number = number_at<2>(file, 18);
        return {"Linux", number ? processor_of(number, elf_machines) : ""};
    }
    if (magic == 0xFEEDFACF || magic == 0xBEBAFECA) // one processor, several
        return {"macOS", here.system == "macOS" ? here.processor : "its processors"};
    return {};
}

} // namespace

std::string why_not_loadable(std::istream& file) {
    const target found = target_of(file);
    if (found.system.empty())
        return "it is not a DLL: it has neither a PE header (Windows) nor an ELF header (Linux)";
    if (found.processor.empty())
        return "it is damaged: its header for " + found.system + " is incomplete";
    const bool same_system = found.system == here.system;
    if (here.processor.empty() || (same_system && found.processor == here.processor))
        return "";
    const auto named = [&](const target& each) {
        return each.processor + (same_system ? "" : " on " + each.system);
    };
    return "it is built for " + named(found) + ", routpact-check for " + named(here) +
           ": use a routpact-check that is built like the DLL";
}
