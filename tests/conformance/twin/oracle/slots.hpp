#pragma once
// The slots of the DLL as a table, for checks of all of them.

#include "dll_under_test.hpp"

#include <span>

namespace oracle {

/// Describes a callback with valid and invalid calls.
struct slot {
    const char* name;
    DWORD refusal;        ///< Its answer in a wrong state.
    bool needs_complete;  ///< Refused before StartComplete too.
    bool needs_interface; ///< Answers `other` without the interface, and success with it.
    DWORD other;          ///< Without an interface to need: its answer.
    DWORD (*call)(const slots& dll, ULONG index);
    DWORD (*call_wrongly)(const slots& dll, ULONG index); ///< With null pointers.

    DWORD answer() const { return needs_interface ? success : other; }
};

/// Every callback except those of the life cycle and GetEventMessage. DeleteInterface comes last.
extern const std::span<const slot> table;

const slot& slot_named(const char* name);

/// Checks that every slot refuses all arguments in the present state.
void check_all_refuse(const slots& dll, bool only_those_that_need_complete = false);

} // namespace oracle
