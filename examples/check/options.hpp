#pragma once
// The command line.

#include <cstdint>
#include <optional>
#include <routpact/testing/subject.hpp>
#include <string>
#include <vector>

enum class report_format { text, json, junit };

/// What is to be done, and how.
struct options {
    std::string dll; ///< As given, in UTF-8.
    DWORD protocol_id = 0;
    std::vector<std::string> only;                ///< Patterns of rule ids; empty: every rule.
    std::vector<std::string> skip;                ///< Patterns of rule ids.
    routpact::testing::info_bytes global_info;    ///< Without bytes: none is given.
    routpact::testing::info_bytes interface_info; ///< The same.
    std::vector<unsigned char> mib_question;      ///< The same.
    std::optional<DWORD> functionality;           ///< The flags that the protocol is offered.
    std::uint64_t seed = 0;
    unsigned timeout = 10; ///< Seconds for one rule.
    unsigned jobs = 0;     ///< Rules checked at a time; 0: as many as suits the machine.
    report_format format = report_format::text;
    std::optional<std::string> output; ///< The file for the report; none: standard output.
    bool strict = false;
    bool in_process = false;
    bool list_rules = false;
    bool help = false;

    std::string child;   ///< In a child process: the id of the rule to try.
    std::string channel; ///< In a child process: where its records go.
};

/// Understands the program's arguments, in UTF-8 and without its name; throws cannot_run.
options parse_options(const std::vector<std::string>& arguments);

/// What `--help` prints.
std::string usage();
