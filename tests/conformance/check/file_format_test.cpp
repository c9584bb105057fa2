#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <file_format.hpp>
#include <sstream>

namespace file_format_tests {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

std::string reason(const std::string& content) {
    std::istringstream file{content};
    return why_not_loadable(file);
}

std::string pe(unsigned machine) {
    return "MZ" + std::string(58, '\0') + std::string{"\x40\0\0\0PE\0\0", 8} +
           static_cast<char>(machine & 0xFF) + static_cast<char>(machine >> 8);
}
std::string elf(char machine) {
    return "\x7f"
           "ELF" +
           std::string(14, '\x02') + machine + '\0';
}

#ifdef _WIN32
constexpr const char* elf_place = " on Linux, routpact-check for ";
constexpr const char* pe_place = ", routpact-check for ";
#else
constexpr const char* elf_place = ", routpact-check for ";
constexpr const char* pe_place = " on Windows, routpact-check for ";
#endif

} // namespace

TEST_CASE("The header of a file for another processor or system gives the reason", "[check]") {
    CHECK_THAT(reason(pe(0x01C4)),
               StartsWith(std::string{"it is built for 32-bit ARM"} + pe_place));
    CHECK_THAT(reason(elf(40)), StartsWith(std::string{"it is built for 32-bit ARM"} + elf_place));
    CHECK_THAT(reason(pe(0x5064)),
               StartsWith("it is built for the processor with the number 20580"));
    CHECK_THAT(reason("\xcf\xfa\xed\xfe 64-bit"),
               ContainsSubstring("on macOS, routpact-check for"));
}

TEST_CASE("The header of a file for this program gives no reason", "[check]") {
#if defined(__x86_64__) && defined(_WIN32)
    CHECK(reason(pe(0x8664)).empty());
#elif defined(__i386__) && defined(_WIN32)
    CHECK(reason(pe(0x014C)).empty());
#elif defined(__x86_64__)
    CHECK(reason(elf(62)).empty());
#endif
}

TEST_CASE("A file that is no DLL or has lost its header is recognised", "[check]") {
    CHECK_THAT(reason(""), StartsWith("it is not a DLL"));
    CHECK_THAT(reason("four"), StartsWith("it is not a DLL"));
    CHECK_THAT(reason("MZ"), StartsWith("it is not a DLL")); // two bytes are no header
    CHECK_THAT(reason("MZ, and more"), StartsWith("it is damaged"));
    CHECK_THAT(reason(pe(0).substr(0, 66)), StartsWith("it is damaged"));
    CHECK_THAT(reason("\x7f"
                      "ELF"),
               StartsWith("it is damaged"));
}

} // namespace file_format_tests
