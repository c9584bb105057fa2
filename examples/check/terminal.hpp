#pragma once
// Terminals: whether there is one, and colours.

#include <string>

/// Whether standard output, or standard error, is a terminal.
bool output_is_terminal();
bool error_is_terminal();

/// Whether a report on standard output has colours: on a terminal that shows them, unless the
/// environment has NO_COLOR. Prepares the terminal for them.
bool output_has_colours();

enum class colour { bold, red, green, yellow, grey };

/// Colours texts, or returns them as they are.
struct painter {
    bool on = false;
    std::string operator()(colour wanted, const std::string& text) const;
};
