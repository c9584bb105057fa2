#pragma once
// The options on the command line.

#include <cstdint>
#include <optional>
#include <routpact/conformance/subject.hpp>
#include <string>
#include <vector>

enum class report_format { text, json, junit, html };

/// Holds the options.
struct options {
    std::vector<std::string> dlls; ///< The paths as given, in UTF-8.
    std::string dll;               ///< The one of them that is checked.
    DWORD protocol_id = 0;
    bool search_ids = false;       ///< No id is given: the DLL is asked for its protocols.
    std::vector<std::string> only; ///< Patterns of rule ids; empty: every rule.
    std::vector<std::string> skip; ///< Patterns of rule ids.
    routpact::testing::info_bytes global_info;    ///< No bytes: not given.
    routpact::testing::info_bytes interface_info; ///< No bytes: not given.
    std::vector<unsigned char> mib_question;      ///< Empty: not given.
    std::optional<DWORD> functionality;           ///< The flags offered to the protocol.
    std::uint64_t seed = 0;
    NET_INTERFACE_TYPE interface_type = PERMANENT;
    std::vector<std::size_t> index_offsets; ///< Where `mib_question` holds an interface's index.
    unsigned random = 5;                    ///< Seconds of random sequences; 0: none.
    unsigned timeout = 10;                  ///< Seconds to wait for the protocol.
    unsigned update_ms = 0;                 ///< In a child process: how long an update takes.
    unsigned jobs = 0; ///< Rules checked in parallel; 0: depends on the processors.
    report_format format = report_format::text;
    std::optional<std::string> output;         ///< The file for the report; empty: standard output.
    std::optional<std::string> baseline;       ///< The file with the accepted findings.
    std::optional<std::string> write_baseline; ///< The file to write them to.
    bool strict = false;
    bool in_process = false;
    bool list_rules = false;
    bool list_protocols = false;
    bool help = false;
    bool version = false;

    /// The options that change what a trial does, for child processes and for who repeats a trial:
    /// those of the command line and of configuration files, without DLLs, --seed and --in-process.
    std::vector<std::string> of_trial;

    std::optional<routpact::conformance::sequence_choice> play; ///< In a child process.
    std::string child;   ///< In a child process: the ids of the rules to try, or another task.
    std::string channel; ///< In a child process: the handle that its records go to.
};

/// Parses the arguments of the program, in UTF-8 and without its name. Throws cannot_run.
options parse_options(const std::vector<std::string>& arguments);

/// Returns the options for one of the DLLs.
options options_for(const options& all, const std::string& dll);

/// Returns the text of `--help`.
std::string usage();
