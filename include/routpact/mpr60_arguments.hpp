#pragma once
// The argument forms of the callbacks that MPR60 adds. No page describes them: what follows is by
// analogy with the callbacks that are documented. Source: mpr60_routing_characteristics.

#include <new>
#include <routpact/info_block.hpp>

namespace routpact {

/// Memory that the protocol hands out and pfnBufferFree frees again: any sequence or plain value,
/// in a block of its own, which may be empty. Null pointers are refused.
template <class Value>
    requires requires(const Value& value) { info::content_of(value); }
struct delivery<role::allocation, Value, types<PVOID*, PDWORD>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID* entry, PDWORD size) noexcept { return entry && size; }
    static argument_defect defect(PVOID* entry, PDWORD) noexcept {
        return {rule::argument_present, entry ? 1u : 0u};
    }
    static DWORD deliver(const Value& value, PVOID* entry, PDWORD size) {
        const info::content content = info::content_of(value);
        if (content.bytes > 0xFFFFFFFF)
            return ERROR_CAN_NOT_COMPLETE;
        const auto bytes = static_cast<std::size_t>(content.bytes);
        void* const made = ::operator new(bytes, std::nothrow);
        if (!made)
            return ERROR_NOT_ENOUGH_MEMORY;
        if (bytes)
            std::memcpy(made, content.data, bytes);
        *entry = made;
        *size = static_cast<DWORD>(bytes);
        return NO_ERROR;
    }
};

/// A routing domain as `const GUID&`: null is refused.
template <>
struct binding<role::routing_domain, const GUID&, types<GUID*>> {
    static constexpr bool accepted = true;

    static bool usable(GUID* id) noexcept { return id && pointee::aligned<GUID>(id); }
    static argument_defect defect(GUID* id) noexcept { return pointee::null_or_misaligned(id); }
    static const GUID& pass(GUID* id) noexcept { return *id; }
};
template <class Arguments>
struct suitable<role::routing_domain, Arguments> {
    using type = const GUID&;
};

/// The pfnBufferFree for everything that routpact::get_statistics hands out; null does nothing.
inline VOID WINAPI buffer_free(PVOID buffer) noexcept {
    ::operator delete(buffer);
}

} // namespace routpact
