#pragma once
// The search for the protocols of a DLL, which has no list of them: RegisterProtocol is asked for
// one id after the other, in a child process.

#include "dll_file.hpp"
#include "options.hpp"

#include <string>
#include <vector>

/// Holds the ids that a DLL registers.
struct found_protocols {
    std::vector<DWORD> ids;
    std::string note; ///< What was found, for the user.
};

/// Searches the protocols of the DLL, for at most `options::timeout` seconds. An id for which
/// RegisterProtocol crashes, hangs or throws is among the ids that are returned, and ends the
/// search. Throws cannot_run if no id is found.
found_protocols find_protocols(const options& wanted);

/// The value of `options::child` for the search. A number may follow: the search then starts at
/// that position, is short, and sends each id before it asks for it.
inline constexpr const char* search_task = "IDS";

/// In a child process: searches, and sends what it finds.
void search_protocols(dll_file& dll, const options& wanted);

/// Returns the id to ask for at this position: each id has one position. First are the ids with a
/// documented vendor, then those of other vendors with a number below 256, then the rest.
DWORD id_at(std::uint64_t position);

/// The position after the last id with a documented vendor.
inline constexpr std::uint64_t documented_ids = std::uint64_t{3} * 4 * 0x10000;
/// The position after the last id with a number below 256.
inline constexpr std::uint64_t likely_ids = documented_ids + std::uint64_t{0x4000 - 3} * 4 * 256;
inline constexpr std::uint64_t all_ids = std::uint64_t{1} << 32;
