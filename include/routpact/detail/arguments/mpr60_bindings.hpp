#pragma once
// Bindings and deliveries of the callbacks that MPR60 adds. No page describes their arguments: the
// rules here follow those of similar documented callbacks. Source: mpr60_routing_characteristics.

#include <new>
#include <routpact/detail/arguments/info_block_bindings.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Delivers a value or a sequence in memory that the delivery allocates and pfnBufferFree releases.
/// The memory may be empty. Null and misaligned pointers are refused. Padding is delivered as
/// zeros.
template <detail::deliverable Value>
struct ROUTPACT_HIDDEN delivery<role::allocation, Value, type_list<PVOID*, PDWORD>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID* entry, PDWORD size) noexcept {
        return entry && size && pointee::all_aligned(entry, size);
    }
    static argument_defect defect(PVOID* entry, PDWORD size) noexcept {
        const void* const first = static_cast<const void*>(entry);
        return !first || !pointee::aligned<PVOID>(first) ? pointee::null_or_misaligned(first)
                                                         : pointee::null_or_misaligned(size, 1);
    }
    static DWORD deliver(const Value& value, PVOID* entry, PDWORD size) {
        const detail::content content = detail::content_of(value);
        if (content.bytes > 0xFFFFFFFF)
            return ERROR_CAN_NOT_COMPLETE;
        void* const copy = ::operator new(static_cast<std::size_t>(content.bytes), std::nothrow);
        if (!copy)
            return ERROR_NOT_ENOUGH_MEMORY;
        content.copy_to(copy);
        *entry = copy;
        *size = static_cast<DWORD>(content.bytes);
        return NO_ERROR;
    }
};

/// Converts a routing domain to `const GUID&`. Null and misaligned pointers are refused.
template <>
struct ROUTPACT_HIDDEN binding<role::routing_domain, const GUID&, type_list<GUID*>> {
    static constexpr bool accepted = true;

    static bool usable(GUID* id) noexcept { return id && pointee::aligned<GUID>(id); }
    static argument_defect defect(GUID* id) noexcept { return pointee::null_or_misaligned(id); }
    static const GUID& pass(GUID* id) noexcept { return *id; }
};
template <class Arguments>
struct suitable<role::routing_domain, Arguments> {
    using type = const GUID&;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
