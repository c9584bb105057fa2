#pragma once
// Index -> handle: a hash table that any thread can read while one thread changes it.
//
// An entry is one word: an index, the handle it leads to, and whether the index is taken. It keeps
// its index as long as the array of entries is in use, so that searches stay right while it
// changes. Growing makes a new array; the old one goes when nobody searches it any more.
//
// Two entries make a bucket, and only the second is asked whether a search ends here. Nearly every
// search ends in its first bucket: one for an index that is absent is as quick as any other, since
// the processor guesses its only branch right.

#include <cstddef>
#include <initializer_list>
#include <new>
#include <routpact/slabs.hpp>
#include <routpact/uses.hpp>

namespace routpact {

/// Finds handles by indexes; 0 stands for none. Every member function but find() is called by one
/// thread at a time.
class index_map {
public:
    constexpr index_map() noexcept = default;
    index_map(const index_map&) = delete;
    index_map& operator=(const index_map&) = delete;
    ~index_map() { destroy(current()); }

    /// The handle that this index leads to. By any thread, between uses::begin_search() and
    /// end_search().
    slab_handle find(ULONG index) const noexcept {
        const array* const in = array_.load(std::memory_order_acquire);
        if (!in)
            return 0;
        for (std::size_t at = in->home(index);; at = in->after(at)) {
            const bucket& here = in->buckets()[at];
            const word first = here.first.load(std::memory_order_acquire);
            if (index_of(first) == index) // or free, for index 0
                return handle_of(first);
            const word second = here.second.load(std::memory_order_acquire);
            if (index_of(second) == index || is_free(second))
                return handle_of(second);
        }
    }
    /// Whether this index is taken, even if it leads nowhere.
    bool is_taken(ULONG index) const noexcept {
        return current() && load(current()->place(index)) & taken;
    }

    /// Takes an index that is not taken, which leads nowhere yet; false, without effect, if there
    /// is no memory.
    [[nodiscard]] bool take(ULONG index) noexcept {
        if (!make_room())
            return false;
        if (is_free(load(current()->place(index))))
            ++used_;
        ++taken_;
        change(index, 0, true);
        return true;
    }
    /// Has an index that is taken lead to this handle.
    void show(ULONG index, slab_handle leads_to) noexcept { change(index, leads_to, true); }
    /// Has an index that is taken lead nowhere. Who searches already may still find what it led to.
    void hide(ULONG index) noexcept { change(index, 0, true); }
    /// Gives an index back that is taken and leads nowhere.
    void give_back(ULONG index) noexcept {
        change(index, 0, false);
        --taken_;
    }

private:
    using word = std::uint64_t;
    using entry = std::atomic<word>;
    // From the lowest bit: the index; whether it is one, or the entry is free; whether the index is
    // taken; the handle.
    static constexpr word used = word{1} << 32;
    static constexpr word taken = word{1} << 33;
    static constexpr ULONG index_of(word content) noexcept { return static_cast<ULONG>(content); }
    static constexpr slab_handle handle_of(word content) noexcept {
        return static_cast<slab_handle>(content >> 34);
    }
    static constexpr bool is_free(word content) noexcept { return content < used; }
    static_assert(slab::highest_handle <= ~word{0} >> 34);

    // The second is free unless the first has an index.
    struct alignas(2 * sizeof(word)) bucket {
        entry first, second;
    };

    // The buckets, a power of two, follow it.
    struct alignas(bucket) array {
        std::uint32_t last; // the position of the last one
        unsigned shift;

        std::size_t entries() const noexcept { return (std::size_t{last} + 1) * 2; }
        bucket* buckets() noexcept { return reinterpret_cast<bucket*>(this + 1); }
        const bucket* buckets() const noexcept { return reinterpret_cast<const bucket*>(this + 1); }
        // Multiplication spreads dense and strided indexes over the high bits.
        std::size_t home(ULONG index) const noexcept {
            return static_cast<std::uint32_t>(index * ULONG{0x9E3779B9}) >> shift;
        }
        std::size_t after(std::size_t at) const noexcept { return (at + 1) & last; }
        // The entry that has this index, or the one that is free for it.
        entry& place(ULONG index) noexcept {
            for (std::size_t at = home(index);; at = after(at))
                for (entry* const each : {&buckets()[at].first, &buckets()[at].second})
                    if (is_free(load(*each)) || index_of(load(*each)) == index)
                        return *each;
        }
    };
    static constexpr unsigned fewest_bits = 3;
    static constexpr unsigned most_bits = sizeof(void*) > 4 ? 30 : 26;

    static constexpr std::align_val_t alignment{alignof(bucket)};

    static array* make(unsigned bits) noexcept {
        const std::size_t size = std::size_t{1} << bits;
        void* const memory =
            ::operator new(sizeof(array) + size * sizeof(bucket), alignment, std::nothrow);
        if (!memory)
            return nullptr;
        array* const made = ::new (memory) array{static_cast<std::uint32_t>(size - 1), 32 - bits};
        for (std::size_t at = 0; at < size; ++at)
            ::new (static_cast<void*>(made->buckets() + at)) bucket{};
        return made;
    }
    static void destroy(array* old) noexcept { ::operator delete(old, alignment); }

    array* current() const noexcept { return array_.load(std::memory_order_relaxed); }
    static word load(const entry& from) noexcept { return from.load(std::memory_order_relaxed); }
    void change(ULONG index, slab_handle leads_to, bool is_taken) noexcept {
        current()->place(index).store(word{leads_to} << 34 | (is_taken ? taken : 0) | used | index,
                                      std::memory_order_release);
    }

    // At least half of the entries are free, unless there is no memory for more of them.
    [[nodiscard]] bool make_room() noexcept {
        array* const old = current();
        if (old && used_ < old->entries() / 2)
            return true;
        unsigned bits = fewest_bits;
        while (std::size_t{2} << bits < (taken_ + 1) * 3)
            ++bits;
        array* const more = bits <= most_bits ? make(bits) : nullptr;
        if (!more)
            return old && used_ + 1 < old->entries(); // a search ends at a free one
        for (std::size_t at = 0; old && at <= old->last; ++at)
            for (const entry* const each : {&old->buckets()[at].first, &old->buckets()[at].second})
                if (const word content = load(*each); content & taken)
                    more->place(index_of(content)).store(content, std::memory_order_relaxed);
        used_ = taken_;
        array_.store(more, std::memory_order_release);
        uses::settle();
        uses::await_searches();
        destroy(old);
        return true;
    }

    std::atomic<array*> array_ = nullptr;
    std::size_t taken_ = 0; // indexes
    std::size_t used_ = 0;  // entries
};

} // namespace routpact
