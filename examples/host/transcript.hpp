#pragma once
// The host's output: each call with the returned code and the contract's requirement.

#include <cstdio>
#include <routpact/contract.hpp>
#include <routpact/result.hpp>
#include <string>

/// Formats a number as 0x and eight hexadecimal digits.
inline std::string hexadecimal(DWORD value) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08lx", static_cast<unsigned long>(value));
    return text;
}

/// Prints calls and counts those that break the contract.
class transcript {
public:
    /// Prints a call. It keeps the contract if the returned code is documented and one of
    /// `demanded`, and `outputs` is true.
    void call(const routpact::callback& contract, const std::string& arguments, DWORD answer,
              const routpact::code_set& demanded, const std::string& why, bool outputs) {
        std::string name = routpact::code_name(answer);
        name += " (" + std::to_string(answer) + ")";
        const bool kept = outputs && allows(demanded, answer) && allows(contract.codes, answer);
        ++calls_;
        print(contract, "(" + arguments + ")", name, kept, why);
    }

    /// Prints an observation other than a returned code. It counts as a call if it breaks the
    /// contract.
    void note(const routpact::callback& contract, const char* what, bool kept, const char* why) {
        calls_ += kept ? 0 : 1;
        print(contract, "", what, kept, why);
    }

    /// Prints the result. Returns the exit code of the program.
    int finish() const {
        if (contradictions_ == 0)
            std::printf("The DLL kept the contract in all %d calls.\n", calls_);
        else
            std::printf("The DLL broke the contract in %d of %d calls.\n", contradictions_, calls_);
        return contradictions_ == 0 ? 0 : 1;
    }

private:
    // An empty set allows every code: the pages document none.
    static bool allows(const routpact::code_set& codes, DWORD answer) {
        return codes.count == 0 || codes.contains(answer);
    }

    void print(const routpact::callback& contract, const std::string& arguments,
               const std::string& result, bool kept, const std::string& why) {
        contradictions_ += kept ? 0 : 1;
        std::printf("  %-52s %s\n", (contract.field + arguments).c_str(), result.c_str());
        std::printf("      %s %s [%s]\n",
                    kept ? "contract:" : "CONTRADICTS THE CONTRACT:", why.c_str(), contract.page);
    }

    int calls_ = 0;
    int contradictions_ = 0;
};
