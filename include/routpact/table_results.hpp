#pragma once
// What becomes of the changes to an interface table, and the codes that say so.

#include <routpact/abi.hpp>

namespace routpact {

/// What became of interface_table::insert.
enum class insert_result {
    inserted,      ///< It is there.
    index_taken,   ///< The index is present, being made, or its removal has not ended yet.
    out_of_memory, ///< Nothing was changed.
};

/// What became of interface_table::remove.
enum class remove_result {
    removed,        ///< It is gone, its object destroyed.
    unknown_index,  ///< The index is absent, still being made, or being removed already.
    would_deadlock, ///< A use that must end first waits for this very thread. Nothing was changed.
};

/// The code for AddInterface that says so. Source: padd_interface.
constexpr DWORD win32_code(insert_result result) noexcept {
    return result == insert_result::inserted      ? NO_ERROR
           : result == insert_result::index_taken ? ERROR_INVALID_PARAMETER
                                                  : ERROR_NOT_ENOUGH_MEMORY;
}

/// The code for DeleteInterface that says so. Source: pdelete_interface.
constexpr DWORD win32_code(remove_result result) noexcept {
    return result == remove_result::removed         ? NO_ERROR
           : result == remove_result::unknown_index ? ERROR_INVALID_PARAMETER
                                                    : ERROR_CAN_NOT_COMPLETE;
}

} // namespace routpact
