#pragma once
// The benchmarks by subject. Each name contains the parameters as key:value.

/// Registers callbacks over the tables of all contenders: accepted, refused, and during changes of
/// the table.
void register_lookups();

/// Registers callbacks of a whole DLL: the example, and its hand-written twin.
void register_dlls();

/// Registers the adding of interfaces to a new table.
void register_adding();

/// Registers the removal of an interface while threads call, and calls while a removal waits.
void register_removing();
