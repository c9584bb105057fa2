#pragma once
// Index -> handle: a hash table that any thread can read while one thread changes it.
//
// An entry is one word: an index, a handle, and whether it is hidden. It keeps its index as long as
// the array of entries is in use, so that searches stay right while it changes. Growing makes a new
// array; the old one goes when nobody searches it any more.

#include <cstddef>
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

    /// The handle of this index, unless it is hidden. By any thread, between uses::begin_search()
    /// and end_search().
    slab_handle find(ULONG index) const noexcept {
        const array* const in = array_.load(std::memory_order_acquire);
        if (!in)
            return 0;
        for (std::size_t at = in->home(index);; at = in->after(at)) {
            const word here = in->entries()[at].load(std::memory_order_acquire);
            if (index_of(here) == index) // or free, for index 0
                return here & hidden ? 0 : handle_of(here);
            if (is_free(here))
                return 0;
        }
    }
    /// The handle of this index, hidden or not.
    slab_handle find_any(ULONG index) const noexcept {
        return current() ? handle_of(load(current()->place(index))) : 0;
    }

    /// Adds an index that leads nowhere yet, hidden; false, without effect, if there is no memory.
    [[nodiscard]] bool insert(ULONG index, slab_handle added) noexcept {
        if (!make_room())
            return false;
        entry& here = current()->place(index);
        if (is_free(load(here)))
            ++taken_;
        ++handles_;
        store(here, index, added, hidden);
        return true;
    }
    /// Shows an index that is there.
    void show(ULONG index) noexcept { change(index, find_any(index), 0); }
    /// Hides an index that is there. Who searches already may still find it.
    void hide(ULONG index) noexcept { change(index, find_any(index), hidden); }
    /// Takes out an index that is there, and hidden.
    void erase(ULONG index) noexcept {
        change(index, 0, hidden);
        --handles_;
    }

private:
    using word = std::uint64_t;
    using entry = std::atomic<word>;
    static constexpr word hidden = 1;

    static constexpr ULONG index_of(word content) noexcept {
        return static_cast<ULONG>(content >> 32);
    }
    static constexpr slab_handle handle_of(word content) noexcept {
        return static_cast<slab_handle>(content) >> 1;
    }
    // Whether the entry never had an index: not even a handle 0 that is hidden.
    static constexpr bool is_free(word content) noexcept {
        return static_cast<slab_handle>(content) == 0;
    }

    // The entries, a power of two, follow it.
    struct alignas(entry) array {
        std::uint32_t last; // the position of the last one
        unsigned shift;

        std::size_t size() const noexcept { return std::size_t{last} + 1; }
        entry* entries() noexcept { return reinterpret_cast<entry*>(this + 1); }
        const entry* entries() const noexcept { return reinterpret_cast<const entry*>(this + 1); }
        // Multiplication spreads dense and strided indexes over the high bits.
        std::size_t home(ULONG index) const noexcept {
            return static_cast<std::uint32_t>(index * ULONG{0x9E3779B9}) >> shift;
        }
        std::size_t after(std::size_t at) const noexcept { return (at + 1) & last; }
        // The entry that has this index, or the one that is free for it.
        entry& place(ULONG index) noexcept {
            std::size_t at = home(index);
            while (!is_free(load(entries()[at])) && index_of(load(entries()[at])) != index)
                at = after(at);
            return entries()[at];
        }
    };
    static constexpr unsigned fewest_bits = 4;
    static constexpr unsigned most_bits = sizeof(void*) > 4 ? 31 : 27;

    static array* make(unsigned bits) noexcept {
        const std::size_t size = std::size_t{1} << bits;
        void* const memory = ::operator new(sizeof(array) + size * sizeof(entry), std::nothrow);
        if (!memory)
            return nullptr;
        array* const made = ::new (memory) array{static_cast<std::uint32_t>(size - 1), 32 - bits};
        for (std::size_t at = 0; at < size; ++at)
            ::new (static_cast<void*>(made->entries() + at)) entry{0};
        return made;
    }
    static void destroy(array* old) noexcept { ::operator delete(old); }

    array* current() const noexcept { return array_.load(std::memory_order_relaxed); }
    static word load(const entry& from) noexcept { return from.load(std::memory_order_relaxed); }
    static void store(entry& to, ULONG index, slab_handle leads_to, word bit) noexcept {
        to.store(word{index} << 32 | word{leads_to} << 1 | bit, std::memory_order_release);
    }
    void change(ULONG index, slab_handle leads_to, word bit) noexcept {
        store(current()->place(index), index, leads_to, bit);
    }

    // At least half of the entries are free, unless there is no memory for more of them.
    [[nodiscard]] bool make_room() noexcept {
        array* const old = current();
        if (old && taken_ < old->size() / 2)
            return true;
        unsigned bits = fewest_bits;
        while (std::size_t{1} << bits < (handles_ + 1) * 3)
            ++bits;
        array* const more = bits <= most_bits ? make(bits) : nullptr;
        if (!more)
            return old && taken_ + 1 < old->size(); // a search ends at a free one
        for (std::size_t at = 0; old && at < old->size(); ++at)
            if (const word each = load(old->entries()[at]); handle_of(each) != 0)
                more->place(index_of(each)).store(each, std::memory_order_relaxed);
        taken_ = handles_;
        array_.store(more, std::memory_order_release);
        uses::settle();
        uses::await_searches();
        destroy(old);
        return true;
    }

    std::atomic<array*> array_ = nullptr;
    std::size_t handles_ = 0;
    std::size_t taken_ = 0; // entries that have an index
};

} // namespace routpact
