#pragma once
// memcpy, memmove and memset under other names. g++ needs more time to parse <cstring> than to
// parse all argument and result types together, so compilers with built-in versions do not include
// it.

#include <cstddef>
#include <routpact/version.hpp>

#ifndef __GNUC__
#include <cstring>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

#ifdef __GNUC__
/// Copies `count` bytes. Precondition: the ranges do not overlap.
ROUTPACT_HIDDEN inline void copy_bytes(void* to, const void* from, std::size_t count) noexcept {
    __builtin_memcpy(to, from, count);
}
/// Copies `count` bytes; the ranges may overlap.
ROUTPACT_HIDDEN inline void move_bytes(void* to, const void* from, std::size_t count) noexcept {
    __builtin_memmove(to, from, count);
}
/// Sets `count` bytes to `value`.
ROUTPACT_HIDDEN inline void fill_bytes(void* to, unsigned char value, std::size_t count) noexcept {
    __builtin_memset(to, value, count);
}
#else
/// Copies `count` bytes. Precondition: the ranges do not overlap.
ROUTPACT_HIDDEN inline void copy_bytes(void* to, const void* from, std::size_t count) noexcept {
    std::memcpy(to, from, count);
}
/// Copies `count` bytes; the ranges may overlap.
ROUTPACT_HIDDEN inline void move_bytes(void* to, const void* from, std::size_t count) noexcept {
    std::memmove(to, from, count);
}
/// Sets `count` bytes to `value`.
ROUTPACT_HIDDEN inline void fill_bytes(void* to, unsigned char value, std::size_t count) noexcept {
    std::memset(to, value, count);
}
#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
