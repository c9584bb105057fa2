#pragma once
// What the header of a file says about the system and the processor that it is built for.

#include <istream>
#include <string>

/// Returns the reason why this program cannot load the file, from the header of the file: "it is
/// built for 32-bit x86, routpact-check for x86-64". Returns "" if the header names no reason.
std::string why_not_loadable(std::istream& file);
