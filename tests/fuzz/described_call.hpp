#pragma once
// A call as the model sees it: what its pointers and sizes say, and what it has to answer.

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
    bool aligned;        ///< It is a multiple of what a T needs.
    std::uint64_t bytes; ///< The length; for an info block the size of one times the count.
    T content;           ///< What stands there, if the length is that of a T, or more.

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

/// What a query must answer. With NO_ERROR the content is written, and its length to the size; with
/// ERROR_INSUFFICIENT_BUFFER the length alone; else nothing at all.
template <class T>
struct reply {
    DWORD code;
    T content = {};
};

} // namespace model
