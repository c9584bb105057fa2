#pragma once
// The bytes of a counted_block: where its parts lie, how to read it, and how to write it.

#include <routpact/arguments/counted_block.hpp>
#include <routpact/detail/arguments/content.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Whether T is a counted_block.
template <class T>
ROUTPACT_HIDDEN inline constexpr bool is_counted = false;
template <class Header, auto Count, class Entries, auto Array>
ROUTPACT_HIDDEN inline constexpr bool is_counted<counted_block<Header, Count, Entries, Array>> =
    true;

/// The layout of a counted_block `Block`.
template <class Block>
struct ROUTPACT_HIDDEN counted_layout;
template <class Header, auto Count, class Entries, auto Array>
struct ROUTPACT_HIDDEN counted_layout<counted_block<Header, Count, Entries, Array>> {
    using block = counted_block<Header, Count, Entries, Array>; ///< The block.
    using entry = element_of<Entries>;                          ///< The type of an entry.

    /// Returns the offset of the first entry, a multiple of its alignment.
    static std::size_t first() noexcept {
        if constexpr (has_array) {
            const storage any;
            return static_cast<std::size_t>(
                reinterpret_cast<const unsigned char*>(address_of(any.value.*Array)) - any.bytes);
        } else {
            return (sizeof(Header) + alignof(entry) - 1) / alignof(entry) * alignof(entry);
        }
    }

    /// Whether the entries that the header counts fit into `bytes` bytes at `data`, which need not
    /// be aligned, and are as many as every view of type Entries has.
    static bool fits(const void* data, ULONGLONG bytes) noexcept {
        if (!data || bytes > 0xFFFFFFFF || bytes < shortest())
            return false;
        const ULONGLONG count = header_at(data, static_cast<std::size_t>(bytes)).*Count;
        if constexpr (view<Entries>)
            if (info::extent<Entries>() != info::any_number && count != info::extent<Entries>())
                return false;
        return count == 0 || (bytes >= first() && count <= (bytes - first()) / sizeof(entry));
    }
    /// Returns a view of the aligned block of `bytes` bytes at `data`, which fits.
    static block at(const void* data, std::size_t bytes) {
        const Header header = header_at(data, bytes);
        const std::size_t count = count_in(header);
        const void* const entries =
            count == 0 ? nullptr : static_cast<const unsigned char*>(data) + first();
        return {header, Entries{static_cast<const entry*>(entries), count}};
    }
    /// Returns the header of a block that fits. Its array, if any, is zero where the block ends.
    static Header header_at(const void* data, std::size_t bytes) noexcept {
        storage copied;
        const std::size_t there = bytes < sizeof(Header) ? bytes : sizeof(Header);
        copy_bytes(copied.bytes, data, there);
        fill_bytes(copied.bytes + there, 0, sizeof(Header) - there);
        return copied.value;
    }

    /// Returns the number of entries in a block that fits.
    static std::size_t count_in(const Header& header) noexcept {
        return static_cast<std::size_t>(header.*Count);
    }

    /// Returns the length of a block with `count` entries; larger than any ULONG if there is no
    /// such block.
    static ULONGLONG length(ULONGLONG count) noexcept {
        if (count > 0xFFFFFFFF / sizeof(entry) || count != static_cast<count_type>(count))
            return ~ULONGLONG{0};
        const ULONGLONG end = first() + count * sizeof(entry);
        return end < sizeof(Header) ? sizeof(Header) : end;
    }
    /// Writes the block at `value`, of `bytes` bytes, to `buffer`, which may overlap the entries.
    static void write(void* buffer, const void* value, std::size_t bytes) noexcept {
        const block& from = *static_cast<const block*>(value);
        auto* const to = static_cast<unsigned char*>(buffer);
        const std::size_t count = from.entries.size();
        const std::size_t end = first() + count * sizeof(entry);
        content_at<entry>(from.entries.data(), count * sizeof(entry)).copy_to(to + first());
        fill_bytes(to + end, 0, bytes - end);

        Header header = from.header; // after the entries, which it may overlap
        header.*Count = static_cast<count_type>(count);
        storage copied;
        content_at(address_of(header), sizeof header).copy_to(copied.bytes);
        const std::size_t head = has_array ? first() : sizeof header;
        copy_bytes(to, copied.bytes, head);
        fill_bytes(to + head, 0, first() - head);
    }

private:
    static constexpr bool has_array = !std::is_null_pointer_v<decltype(Array)>;
    using count_type = std::remove_reference_t<decltype(static_cast<Header*>(nullptr)->*Count)>;

    union storage { // Header need not have a default constructor
        Header value;
        unsigned char bytes[sizeof(Header)];
        storage() noexcept {}
    };

    /// Returns the length of the shortest block: the array may be absent.
    static std::size_t shortest() noexcept { return has_array ? first() : sizeof(Header); }
};

/// Returns the content of a block with a header and entries. Its count is that of the entries.
template <class Header, auto Count, result_sequence Entries, auto Array>
    requires plain_result<Header>
ROUTPACT_HIDDEN content content_of(const counted_block<Header, Count, Entries, Array>& value) {
    using layout = counted_layout<counted_block<Header, Count, Entries, Array>>;
    return {address_of(value), layout::length(value.entries.size()), layout::write};
}

} // namespace routpact::inline ROUTPACT_ABI::detail
