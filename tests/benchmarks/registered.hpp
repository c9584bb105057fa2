#pragma once
// The benchmarks by subject. Each name says what varies, as key:value.

/// Callbacks over the tables of all contenders: accepted, refused, and while others change the
/// table.
void register_lookups();

/// Callbacks of a whole DLL: of the example, and of its twin by hand.
void register_dlls();

/// Adding interfaces to a new table.
void register_adding();
