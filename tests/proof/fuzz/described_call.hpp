#pragma once
// A call, described for the model: its pointers and sizes, and the expected answer.

#include <cstdint>
#include <routpact/abi.hpp>

namespace model {

inline constexpr DWORD success = NO_ERROR;
inline constexpr DWORD bad_argument = ERROR_INVALID_PARAMETER;
inline constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;
inline constexpr DWORD too_small = ERROR_INSUFFICIENT_BUFFER;
inline constexpr DWORD no_memory = ERROR_NOT_ENOUGH_MEMORY;
inline constexpr DWORD nothing_more = ERROR_NO_MORE_ITEMS;
inline constexpr DWORD stop_pending = ERROR_PROTOCOL_STOP_PENDING;
inline constexpr DWORD not_supported = ERROR_NOT_SUPPORTED;

/// An input as a call describes it: a pointer and a length.
template <class T>
struct given {
    bool there;          ///< The pointer is not null.
    bool aligned;        ///< The pointer is aligned for a T.
    std::uint64_t bytes; ///< The length; for an info block the size of one times the count.
    T content;           ///< The content of the input, if its length is at least that of a T.

    bool is_absent() const { return !there && bytes == 0; }
    bool is_info_block() const { return there && aligned && bytes == sizeof(T); }
    bool is_mib_entry() const { return there && aligned && bytes >= sizeof(T); }
    bool is_address() const { return there && aligned; }
};

/// Room for an output as a call describes it.
struct room {
    bool size_there;   ///< The pointer to the size is not null.
    bool buffer_there; ///< The pointer to the buffer is not null.
    ULONG capacity;    ///< The size on entry.
};

/// The answer that a query must return. With NO_ERROR the callback writes the content and its
/// length; with ERROR_INSUFFICIENT_BUFFER only the length; with any other code nothing.
template <class T>
struct reply {
    DWORD code;
    T content = {};
};

} // namespace model
