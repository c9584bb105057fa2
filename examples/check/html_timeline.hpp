#pragma once
// The timeline of a transcript in the HTML report.

#include "outcome.hpp"

/// Formats the calls of a finding as a table-like grid: time goes down, each thread has a column,
/// and events have the last one. A call extends to the last call that began before its return.
std::string html_timeline(const outcome& finding);
