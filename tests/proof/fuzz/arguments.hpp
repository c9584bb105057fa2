#pragma once
// The memory behind the pointers of a call: input blocks and output buffers.

#include "guarded.hpp"
#include "input.hpp"
#include "model.hpp"

#include <algorithm>
#include <optional>

/// The largest length of a block, more than the size of any T here. If a call claims more, the
/// block has this length.
inline constexpr std::size_t longest_block = 64;

/// An input: a T, a part of one, or other bytes.
template <class T>
class input_block {
public:
    /// Makes an input of the length that the call claims; no more than that can be read.
    input_block(input& from, std::uint64_t bytes, const T& content)
        : pointer_{from.any_pointer()},
          bytes_{bytes},
          memory_{static_cast<std::size_t>(std::min<std::uint64_t>(bytes, longest_block)),
                  pointer_.offset} {
        memory_.put(content);
        content_ = content;
    }

    PVOID data() { return pointer_.there ? memory_.data() : nullptr; }
    model::given<T> given() const {
        return {pointer_.there, pointer_.is_aligned(alignof(T)), bytes_, content_};
    }
    /// Checks that the input is unchanged.
    void check(const char* call) { memory_.check(call, "the input"); }

private:
    input::pointer pointer_;
    std::uint64_t bytes_;
    guarded memory_;
    T content_;
};

/// A ULONG that a callback may write; the pointer may be null.
class number_cell {
public:
    number_cell(bool there, ULONG value) : there_{there}, memory_{sizeof(ULONG)} {
        memory_.put(value);
    }

    bool there() const { return there_; }
    ULONG* pointer() { return there_ ? memory_.as<ULONG>() : nullptr; }
    void expect(ULONG value) {
        if (there_)
            memory_.expect(value);
    }
    void check(const char* call, const char* argument) { memory_.check(call, argument); }

private:
    bool there_;
    guarded memory_;
};

/// Room for a T: a buffer of exactly the capacity, and the size.
template <class T>
class output_buffer {
public:
    explicit output_buffer(input& from)
        : pointer_{from.any_pointer()},
          capacity_{from.any_size(sizeof(T))},
          size_{!from.oddly(), capacity_},
          memory_{std::min<std::size_t>(capacity_, longest_block), pointer_.offset} {}

    PVOID data() { return pointer_.there ? memory_.data() : nullptr; }
    ULONG* size() { return size_.pointer(); }
    model::room room() const { return {size_.there(), pointer_.there, capacity_}; }

    /// Reports a violation unless exactly the outputs of this reply were written.
    void check(const char* call, const model::reply<T>& reply) {
        if (reply.code == model::success || reply.code == model::too_small)
            size_.expect(sizeof(T));
        if (reply.code == model::success)
            memory_.expect(reply.content);
        size_.check(call, "the size");
        memory_.check(call, "the buffer");
    }

private:
    input::pointer pointer_;
    ULONG capacity_;
    number_cell size_;
    guarded memory_;
};
