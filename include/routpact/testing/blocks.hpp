#pragma once
// Typed values as the bytes that the C interface carries, and back.

#include <cstring>
#include <routpact/testing/call_text.hpp>
#include <routpact/testing/misuse.hpp>
#include <routpact/testing/subject.hpp>
#include <span>
#include <type_traits>
#include <vector>

namespace routpact::testing {

/// What can be a client's address, an info block or a MIB entry.
template <class T>
concept block_value = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> &&
                      !std::is_null_pointer_v<T> && !std::is_array_v<T>;

/// What a callback answered, and what it gave: compares with a code as the code does.
template <class T>
struct reply {
    DWORD code = NO_ERROR; ///< The answer.
    T value{};             ///< Only with NO_ERROR.
    ULONG version = 0;     ///< Of an info block.

    /// Whether there is a value.
    explicit operator bool() const { return code == NO_ERROR; }
    /// The value of a NO_ERROR; misuse for others.
    const T& operator*() const {
        if (code != NO_ERROR)
            refuse("the callback answered " + code_text(code) +
                   ", so there is no value: look at `code` first");
        return value;
    }
    const T* operator->() const { return &**this; }
    friend bool operator==(const reply& r, DWORD answer) { return r.code == answer; }
};

/// A value as bytes.
template <class T>
info_bytes bytes_of(const T& value, ULONG version = 1) {
    if constexpr (std::is_same_v<T, info_bytes>) {
        return value;
    } else if constexpr (requires { std::span{value}; }) {
        const auto bytes = std::as_bytes(std::span{value});
        info_bytes made{std::vector<unsigned char>(bytes.size()), version};
        if (!bytes.empty())
            std::memcpy(made.bytes.data(), bytes.data(), bytes.size());
        return made;
    } else {
        static_assert(block_value<T>,
                      "routpact::testing: pass the block itself: a trivially copyable object, a "
                      "std::vector or std::span of such objects, or info_bytes; not its address");
        info_bytes made{std::vector<unsigned char>(sizeof value), version};
        std::memcpy(made.bytes.data(), &value, sizeof value);
        return made;
    }
}

/// Bytes as a value: a T, or a std::vector of any number of items. Misuse if they are not as long.
template <class T>
T value_of(const std::vector<unsigned char>& bytes, const char* callback) {
    const auto wrong_size = [&](std::size_t item) {
        refuse(std::string{callback} + " gave " + std::to_string(bytes.size()) +
               " bytes, but the type that the test names has " + std::to_string(item));
    };
    if constexpr (std::is_same_v<T, std::vector<unsigned char>>) {
        return bytes;
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
        static_assert(block_value<T>, "routpact::testing: name a trivially copyable type");
        if (bytes.size() != sizeof(T))
            wrong_size(sizeof(T));
        T value;
        std::memcpy(static_cast<void*>(&value), bytes.data(), sizeof value);
        return value;
    }
}

} // namespace routpact::testing
