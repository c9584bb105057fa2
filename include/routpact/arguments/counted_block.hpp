#pragma once
// Blocks that consist of a header and of as many entries as the header counts.

#include <routpact/abi.hpp>
#include <routpact/detail/arguments/counted_form.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Combines a header and as many entries as it counts into one block. They lie as in
/// `struct { Header header; Entry entries[]; }`.
///
/// `Count` is the member of the header that counts the entries, such as &Header::count: any
/// unsigned integer. If Header ends with the first entry, `Entry entries[1]`, then `Array` is that
/// member, &Header::entries.
///
/// As a parameter of a handler or of a constructor, with a view such as std::span<const Entry> as
/// `Entries`: `header` is a copy, and `entries` refers to memory of the router manager, valid
/// during the callback. A block is refused (blame: caller) if it is shorter than the header, if its
/// count is larger than the number of entries that fit, or if its entries are misaligned. Bytes
/// after the last entry are ignored: C structures end with padding, and one that ends with the
/// first entry is often as long when it counts none.
///
/// As a result, with a sequence such as std::vector<Entry> as `Entries`: the library sets the
/// count. All bytes outside of members are zero. The block is at least as long as a Header. A
/// number of entries that the count cannot hold is not delivered (blame: protocol).
template <class Header, auto Count, class Entries, auto Array = nullptr>
struct counted_block {
    Header header;   ///< The header. In a result, its count is ignored.
    Entries entries; ///< The entries.

    static_assert(detail::counted_form<Header, Count, Entries, Array>::is_right());
};

} // namespace routpact::inline ROUTPACT_ABI
