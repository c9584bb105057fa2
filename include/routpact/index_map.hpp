#pragma once
// Index -> interface: a hash table that any thread can read while one thread changes it.
//
// An entry has a key, which is one word: an index, and the handle for which it is taken, if it is.
// Beside it stands where the index leads. An entry keeps its index as long as the array of entries
// is in use, so that searches stay right while it changes. Growing makes a new array; the old one
// goes when nobody searches it any more.
//
// A search reads first where an entry leads, then its key. If the key has the index, what was read
// before is where that index led; or it was read while the entry was still free, and is null. The
// key of a free entry looks like that of the index 0, for which null is right.
//
// Two entries make a bucket; the second also tells whether an index had to go on to the next bucket
// because both were in use. Nearly every search ends in its first bucket: one for an index that is
// absent is as quick as any other, since the processor guesses its branches right.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <new>
#include <routpact/slabs.hpp>
#include <routpact/uses.hpp>

namespace routpact {

/// Finds objects and their handles by indexes. Every member function but find() is called by one
/// thread at a time.
class index_map {
public:
    constexpr index_map() noexcept = default;
    index_map(const index_map&) = delete;
    index_map& operator=(const index_map&) = delete;
    ~index_map() { destroy(current()); }

    /// Where this index leads, or null. By any thread, between uses::begin_search() and
    /// end_search().
    void* find(ULONG index) const noexcept {
        const array* const in = array_.load(std::memory_order_acquire);
        return in ? in->find(index).leads_to : nullptr;
    }
    /// The handle for which this index is taken, even if it leads nowhere; 0 if it is not taken.
    slab_handle taken_for(ULONG index) const noexcept {
        return current() ? handle_of(current()->find(index).key) : 0;
    }

    /// Takes an index that is not taken, which leads nowhere yet; false, without effect, if there
    /// is no memory.
    [[nodiscard]] bool take(ULONG index, slab_handle handle) noexcept {
        if (!make_room())
            return false;
        entry& its = current()->place(index);
        if (is_free(load(its.key)))
            ++used_;
        ++taken_;
        set(its, index, handle);
        return true;
    }
    /// Has an index that is taken lead to this object.
    void show(ULONG index, void* object) noexcept {
        current()->place(index).leads_to.store(object, std::memory_order_release);
    }
    /// Has an index that is taken lead nowhere. Who searches already may still find where it led.
    void hide(ULONG index) noexcept {
        current()->place(index).leads_to.store(nullptr, std::memory_order_relaxed);
    }
    /// Gives an index back that is taken and leads nowhere; the handle for which it was taken.
    slab_handle give_back(ULONG index) noexcept {
        entry& its = current()->place(index);
        const slab_handle handle = handle_of(load(its.key));
        set(its, index, 0);
        --taken_;
        return handle;
    }

private:
    using word = std::uint64_t;
    // From the lowest bit of a key: the index; whether the entry has one, or is free; the handle;
    // in the second entry of a bucket, whether others went on from here.
    static constexpr word used = word{1} << 32;
    static constexpr word passed = word{1} << 63;
    static constexpr ULONG index_of(word key) noexcept { return static_cast<ULONG>(key); }
    static constexpr slab_handle handle_of(word key) noexcept {
        return static_cast<slab_handle>((key & ~passed) >> 33);
    }
    static constexpr bool is_free(word key) noexcept { return key < used; }
    static_assert(slab::highest_handle <= ~passed >> 33);

    struct content {
        word key;
        void* leads_to;
    };
    struct entry {
        std::atomic<word> key;
        std::atomic<void*> leads_to;

        content read() const noexcept {
            void* const first = leads_to.load(std::memory_order_acquire);
            return {load(key), first};
        }
    };
    // The second is free unless the first has an index.
    struct alignas(2 * sizeof(entry)) bucket {
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
        // What is in the entry that has this index, or in none.
        content find(ULONG index) const noexcept {
            for (std::size_t at = home(index);; at = after(at)) {
                const bucket& here = buckets()[at];
                const content first = here.first.read();
                if (index_of(first.key) == index) [[likely]]
                    return first;
                const content second = here.second.read();
                if (index_of(second.key) == index)
                    return second;
                if (!(second.key & passed)) [[likely]]
                    return {};
            }
        }
        // The entry that has this index, or a free one for it, which searches go on to from now on.
        entry& place(ULONG index) noexcept {
            for (std::size_t at = home(index);; at = after(at)) {
                bucket& here = buckets()[at];
                for (entry* const each : {&here.first, &here.second})
                    if (is_free(load(each->key)) || index_of(load(each->key)) == index)
                        return *each;
                here.second.key.store(load(here.second.key) | passed, std::memory_order_relaxed);
            }
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
    static word load(const std::atomic<word>& key) noexcept {
        return key.load(std::memory_order_relaxed);
    }
    static void set(entry& its, ULONG index, slab_handle handle) noexcept {
        its.key.store((load(its.key) & passed) | word{handle} << 33 | used | index,
                      std::memory_order_relaxed);
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
        if (!more) // nobody passes a free entry: there searches end
            return old && used_ + 1 < old->entries();
        for (std::size_t at = 0; old && at <= old->last; ++at)
            for (const entry* const each : {&old->buckets()[at].first, &old->buckets()[at].second})
                if (const word key = load(each->key); handle_of(key)) {
                    entry& moved = more->place(index_of(key));
                    set(moved, index_of(key), handle_of(key));
                    moved.leads_to.store(each->leads_to.load(std::memory_order_relaxed),
                                         std::memory_order_relaxed);
                }
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
