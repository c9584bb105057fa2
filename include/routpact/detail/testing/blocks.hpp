#pragma once
// Conversion between typed values and the bytes that the C interface carries.

#include <cstring>
#include <optional>
#include <routpact/detail/arguments/info_block_bindings.hpp>
#include <routpact/detail/language/address_of.hpp>
#include <routpact/detail/testing/call_arguments.hpp>
#include <routpact/testing/info_bytes.hpp>
#include <routpact/testing/usage_error.hpp>
#include <span>
#include <string>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A type that can be a client's address, an info block or a MIB entry.
template <class T>
concept block_value = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> &&
                      !std::is_null_pointer_v<T> && !std::is_array_v<T>;

/// Copies a value into bytes.
template <class T>
testing::info_bytes to_bytes(const T& value, ULONG version = 1) {
    if constexpr (std::is_same_v<T, testing::info_bytes>) {
        return value;
    } else if constexpr (is_counted<T>) {
        static_assert(deliverable<T>,
                      "routpact::testing: the header or an entry of the block has padding that "
                      "cannot be cleared: give the padding a name, or pass info_bytes");
        const content source = content_of(value);
        if (source.bytes > 0xFFFFFFFF)
            throw_usage_error("a block with " + std::to_string(value.entries.size()) +
                              " entries: the count in its header, or the length of a block, cannot "
                              "be so large: pass fewer, or info_bytes with a count of your own");
        testing::info_bytes block{
            std::vector<unsigned char>(static_cast<std::size_t>(source.bytes)), version};
        source.copy_to(block.bytes.data());
        return block;
    } else if constexpr (requires { std::span{value}; }) {
        const auto source = std::as_bytes(std::span{value});
        testing::info_bytes block{std::vector<unsigned char>(source.size()), version};
        if (!source.empty())
            std::memcpy(block.bytes.data(), source.data(), source.size());
        return block;
    } else {
        static_assert(block_value<T>,
                      "routpact::testing: the argument is not an info block or MIB entry: pass the "
                      "block itself, not its address: a trivially copyable object, a std::vector "
                      "or std::span of such objects, a counted_block, or info_bytes");
        testing::info_bytes block{std::vector<unsigned char>(sizeof value), version};
        std::memcpy(block.bytes.data(), address_of(value), sizeof value);
        return block;
    }
}

/// Makes `block` the input of a call. The call keeps a pointer to its bytes.
ROUTPACT_HIDDEN inline void set_input(call_arguments& a,
                                      const std::optional<testing::info_bytes>& block) {
    a.input_count = block ? 1 : 0;
    a.input_version = block ? block->version : 0;
    if (!block)
        return;
    // An empty block differs from no block: its pointer is not null.
    static unsigned char empty = 0;
    a.input = block->bytes.empty() ? &empty : const_cast<unsigned char*>(block->bytes.data());
    a.input_size = static_cast<ULONG>(block->bytes.size());
}

/// Copies the bytes of a block with a header and entries. Throws usage_error if the entries are not
/// as many as the header counts; `callback` is the source of the bytes.
template <class Block>
Block counted_from_bytes(const std::vector<unsigned char>& bytes, const char* callback) {
    static_assert(
        requires(Block& block) { block.entries.resize(1); },
        "routpact::testing: the test cannot keep a view of the entries: name a "
        "counted_block of a std::vector of entries");
    using layout = counted_layout<Block>;
    if (!layout::fits(bytes.data(), bytes.size()))
        throw_usage_error(std::string{callback} + " returned " + std::to_string(bytes.size()) +
                          " bytes, but the header and the entries that it counts need more: name "
                          "the counted_block that the protocol's handler returns");
    Block block{layout::header_at(bytes.data(), bytes.size()), {}};
    block.entries.resize(layout::count_in(block.header));
    if (!block.entries.empty())
        std::memcpy(block.entries.data(), bytes.data() + layout::first(),
                    block.entries.size() * sizeof(typename layout::entry));
    return block;
}

/// Copies bytes into a T, or into a std::vector of as many items as there are. Throws usage_error
/// if the sizes differ; `callback` is the source of the bytes.
template <class T>
T from_bytes(const std::vector<unsigned char>& bytes, const char* callback) {
    const auto wrong_size = [&](std::size_t item) {
        throw_usage_error(std::string{callback} + " returned " + std::to_string(bytes.size()) +
                          " bytes, but the type that the test names has " + std::to_string(item) +
                          ": name the type that the protocol's handler returns");
    };
    if constexpr (std::is_same_v<T, std::vector<unsigned char>>) {
        return bytes;
    } else if constexpr (is_counted<T>) {
        return counted_from_bytes<T>(bytes, callback);
    } else if constexpr (requires(T& t) { t.resize(1); }) {
        using item = typename T::value_type;
        static_assert(block_value<item>);
        if (bytes.size() % sizeof(item) != 0)
            wrong_size(sizeof(item));
        T items(bytes.size() / sizeof(item));
        if (!bytes.empty())
            std::memcpy(items.data(), bytes.data(), bytes.size());
        return items;
    } else {
        static_assert(block_value<T>,
                      "routpact::testing: the type of the result is not trivially copyable: name "
                      "the type of the block, or a std::vector of its items");
        if (bytes.size() != sizeof(T))
            wrong_size(sizeof(T));
        T value;
        std::memcpy(static_cast<void*>(address_of(value)), bytes.data(), sizeof value);
        return value;
    }
}

} // namespace routpact::inline ROUTPACT_ABI::detail
