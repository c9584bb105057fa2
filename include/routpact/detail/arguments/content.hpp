#pragma once
// The bytes of a handler's result, and how to copy them to a buffer of the router manager.

#include <routpact/abi.hpp>
#include <routpact/detail/arguments/padding.hpp>
#include <routpact/detail/language/address_of.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A contiguous sequence of result values, such as std::vector<T>.
template <class S>
concept result_sequence = requires(const S& s) {
    s.size();
    requires plain_result<std::remove_cvref_t<decltype(*s.data())>>;
};

/// The bytes and the version of a handler's result.
struct ROUTPACT_HIDDEN content {
    const void* data; ///< The first byte, or what `write` makes the bytes from.
    ULONGLONG bytes;  ///< The number of bytes.
    /// Writes the bytes, created from what is at `data`, to a buffer that may overlap it; null:
    /// they are moved as they are.
    void (*write)(void* buffer, const void* data, std::size_t bytes) noexcept = nullptr;
    ULONG version = 1; ///< The version of an info block.

    /// Copies the bytes to `buffer`, which may overlap `data`, and clears the padding in the copy.
    void copy_to(void* buffer) const noexcept {
        const auto size = static_cast<std::size_t>(bytes);
        if (size == 0)
            return;
        if (write)
            write(buffer, data, size);
        else
            move_bytes(buffer, data, size);
    }
};

/// Returns the content of objects of type T that occupy `bytes` bytes.
template <class T>
ROUTPACT_HIDDEN content content_at(const T* data, ULONGLONG bytes) noexcept {
    if constexpr (without_padding<T>)
        return {data, bytes};
    else
        return {data, bytes, [](void* buffer, const void* from, std::size_t size) noexcept {
                    move_bytes(buffer, from, size);
                    clear_padding<T>(static_cast<unsigned char*>(buffer), size / sizeof(T));
                }};
}

/// Returns the content of one value, or of a sequence of values.
template <class T>
    requires(plain_result<T> && !result_sequence<T>)
ROUTPACT_HIDDEN content content_of(const T& value) noexcept {
    return content_at(address_of(value), sizeof(T));
}
template <result_sequence S>
ROUTPACT_HIDDEN content content_of(const S& values) {
    using element = std::remove_cvref_t<decltype(*values.data())>;
    return content_at<element>(values.data(), ULONGLONG{values.size()} * sizeof(element));
}

/// Copies `from` to a buffer of *size bytes and returns the code of the callback.
///
/// This is the protocol of all sized outputs. The capacity is read once; a null buffer has capacity
/// 0. *size becomes the size of the content. Content that does not fit is not written, and the code
/// is ERROR_INSUFFICIENT_BUFFER. The buffer may overlap the content.
ROUTPACT_NOINLINE ROUTPACT_HIDDEN inline DWORD copy_out(const content& from, PVOID buffer,
                                                        PULONG size) noexcept {
    if (from.bytes > 0xFFFFFFFF)
        return ERROR_CAN_NOT_COMPLETE;
    const ULONG room = buffer ? *size : 0;
    const bool fits = from.bytes <= room;
    if (fits)
        from.copy_to(buffer); // before *size is written, which may be part of the content
    *size = static_cast<ULONG>(from.bytes);
    return fits ? NO_ERROR : ERROR_INSUFFICIENT_BUFFER;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
