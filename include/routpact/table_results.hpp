#pragma once
// The results of changes to an interface table, and their conversion to Win32 codes.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The result of interface_table::insert.
enum class insert_result {
    inserted,      ///< The interface is in the table.
    index_taken,   ///< The index is present, under construction, or being removed.
    out_of_memory, ///< The table is unchanged.
};

/// The result of interface_table::remove.
enum class remove_result {
    removed,        ///< The interface is destroyed.
    unknown_index,  ///< The index is absent, under construction, or already being removed.
    would_deadlock, ///< A user of it is, or waits for, the calling thread. The table is unchanged.
};

/// Returns the Win32 code for `result`. AddInterface does not document ERROR_NOT_ENOUGH_MEMORY: an
/// adapted callback returns its fallback instead. Source: padd_interface.
ROUTPACT_HIDDEN constexpr DWORD win32_code(insert_result result) noexcept {
    return result == insert_result::inserted      ? NO_ERROR
           : result == insert_result::index_taken ? ERROR_INVALID_PARAMETER
                                                  : ERROR_NOT_ENOUGH_MEMORY;
}

/// Returns the code that DeleteInterface documents for `result`. Source: pdelete_interface.
ROUTPACT_HIDDEN constexpr DWORD win32_code(remove_result result) noexcept {
    return result == remove_result::removed         ? NO_ERROR
           : result == remove_result::unknown_index ? ERROR_INVALID_PARAMETER
                                                    : ERROR_CAN_NOT_COMPLETE;
}

} // namespace routpact::inline ROUTPACT_ABI
