#pragma once
// A hash table from an interface index to an object. Any thread may search it without a lock while
// one thread changes it.
//
// An entry has a key and a pointer to the object. The key is one word: the interface index, and the
// storage index for which the interface index is taken. Invariant: an entry keeps its interface
// index as long as its array is the current one, so a concurrent search stays correct. When half of
// the entries are occupied, a new array becomes the current one. The old array does not change any
// more, and is freed when no thread pins it (hazard_records.hpp).
//
// A search loads the object of an entry with acquire, and then the key. If the key has the searched
// index, the object belongs to that index, or is null because the entry was free when the search
// loaded it. A free entry's key looks like that of index 0; its null object is the right result for
// that. The search then publishes a hazard of the object, and validates: the same entry still has
// the object, and its array is still the current one.
//
// Two entries form a bucket. The overflow bit in the second one tells searches to continue in the
// next bucket. Nearly every search ends in its first bucket, whether the index is present or not,
// so the processor predicts its branches.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <new>
#include <routpact/detail/concurrency/process_exit.hpp>
#include <routpact/detail/concurrency/rundown.hpp>
#include <routpact/detail/interface_table/segmented_storage.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

#ifdef _MSC_VER
#pragma warning(push)
#pragma warning(disable : 4324) // alignas adds padding, which is intended
#endif
/// Maps interface indexes to objects and their storage indexes. Any thread may call protect() at
/// any time; the other member functions are called by one thread at a time.
class ROUTPACT_HIDDEN index_map {
    using hazard = hazard_records::hazard;

public:
    constexpr index_map() noexcept = default;
    index_map(const index_map&) = delete;
    index_map& operator=(const index_map&) = delete;
    ~index_map() {
        if (process_exit::begun())
            return;
        for (array* each = current(); each;) {
            array* const next = each == current() ? retired_ : each->next_retired;
            hazard_storage::unpin(each);
            destroy(each);
            each = next;
        }
    }

    /// An object that is not destroyed before the caller passes its hazard to rundown::leave().
    /// Both are null if the search found no object.
    struct protected_object {
        hazard_pointer* hazard = nullptr;
        void* object = nullptr;
    };
    /// Finds the object of `index`, and protects it for the calling thread. Thread-safe.
    protected_object protect(ULONG index) const noexcept {
        const hazard quick = hazard_records::quick_hazard<0>();
        const array* const in = array_.load(std::memory_order_acquire);
        if (!quick.pointer || quick.pinned->load(std::memory_order_relaxed) != in) [[unlikely]]
            return protect_slow(index);
        const location found = in->find(index);
        if (!found.object)
            return {};
        quick.publish(found.object);
        if (!is_valid(found, in)) [[unlikely]]
            return retry_protect(index, *quick.pointer, found.object);
        return {quick.pointer, found.object};
    }
    /// Returns the storage index for which `index` is taken, even while it is hidden; 0 if it is
    /// not taken.
    storage_index storage_for(ULONG index) const noexcept {
        const entry* const found = current() ? current()->find(index).in : nullptr;
        return found ? storage_of(load(found->key)) : 0;
    }

    /// Takes `index` for `storage`, without an object. Returns false, without effect, if there is
    /// no memory. Precondition: `index` is not taken.
    [[nodiscard]] bool take(ULONG index, storage_index storage) noexcept {
        if (!make_room())
            return false;
        entry& to = current()->entry_for(index);
        if (is_free(load(to.key)))
            ++occupied_;
        ++taken_;
        set(to, index, storage);
        return true;
    }
    /// Lets searches find `object`. Precondition: `index` is taken.
    void show(ULONG index, void* object) noexcept {
        current()->entry_for(index).object.store(object, std::memory_order_release);
    }
    /// Hides the object of `index` from searches. A concurrent search may still find it, but does
    /// not validate it after the next heavy fence. Precondition: `index` is taken.
    void hide(ULONG index) noexcept {
        current()->entry_for(index).object.store(nullptr, std::memory_order_relaxed);
    }
    /// Gives `index` back, and returns the storage index for which it was taken. Precondition:
    /// `index` is taken and hidden.
    storage_index give_back(ULONG index) noexcept {
        entry& from = current()->entry_for(index);
        const storage_index storage = storage_of(load(from.key));
        set(from, index, 0);
        --taken_;
        return storage;
    }

private:
    using word = std::uint64_t;
    // A key, from its lowest bit: the interface index, 32 bits; whether the entry has one; the
    // storage index; the overflow bit, which is in use in the second entry of a bucket only.
    static constexpr word occupied = word{1} << 32;
    static constexpr word overflow = word{1} << 63;
    static constexpr ULONG index_of(word key) noexcept { return static_cast<ULONG>(key); }
    static constexpr storage_index storage_of(word key) noexcept {
        return static_cast<storage_index>((key & ~overflow) >> 33);
    }
    static constexpr bool is_free(word key) noexcept { return key < occupied; }
    static_assert(highest_storage_index <= ~overflow >> 33);

    struct entry {
        std::atomic<word> key{};
        std::atomic<void*> object{};
    };
    // The entry of an index, and the object that a search loaded from it.
    struct location {
        const entry* in = nullptr;
        void* object = nullptr;
    };
    // Invariant: the second entry is free if the first one is.
    struct alignas(2 * sizeof(entry)) bucket {
        entry first{}, second{};
    };

    // The header of an array; its buckets, a power of two, follow in memory.
    struct alignas(bucket) array {
        std::uint32_t last; // the position of the last bucket
        unsigned shift;
        array* next_retired;

        std::size_t entries() const noexcept { return (std::size_t{last} + 1) * 2; }
        bucket* buckets() noexcept { return reinterpret_cast<bucket*>(this + 1); }
        const bucket* buckets() const noexcept { return reinterpret_cast<const bucket*>(this + 1); }
        // Multiplication spreads dense and strided indexes over the high bits.
        std::size_t home(ULONG index) const noexcept {
            return std::uint32_t{index * ULONG{0x9E3779B9}} >> shift;
        }
        std::size_t after(std::size_t at) const noexcept { return (at + 1) & last; }
        location find(ULONG index) const noexcept {
            for (std::size_t at = home(index);; at = after(at)) {
                const bucket& here = buckets()[at];
                void* const first = here.first.object.load(std::memory_order_acquire);
                if (index_of(load(here.first.key)) == index) [[likely]]
                    return {&here.first, first};
                void* const second = here.second.object.load(std::memory_order_acquire);
                const word key = load(here.second.key);
                if (index_of(key) == index)
                    return {&here.second, second};
                if (!(key & overflow)) [[likely]]
                    return {};
            }
        }
        // Returns the entry of `index`, or else a free entry for it. Sets the overflow bits on the
        // way, so that searches find that entry.
        entry& entry_for(ULONG index) noexcept {
            for (std::size_t at = home(index);; at = after(at)) {
                bucket& here = buckets()[at];
                for (entry* const each : {&here.first, &here.second})
                    if (is_free(load(each->key)) || index_of(load(each->key)) == index)
                        return *each;
                here.second.key.store(load(here.second.key) | overflow, std::memory_order_relaxed);
            }
        }
    };
    static constexpr unsigned fewest_bits = 3;
    static constexpr unsigned most_bits = sizeof(void*) > 4 ? 30 : 26;
    static constexpr std::align_val_t alignment{alignof(bucket)};

    // Returns null if there is no memory.
    static array* create(unsigned bits) noexcept {
        const std::size_t size = std::size_t{1} << bits;
        void* const memory =
            ::operator new(sizeof(array) + size * sizeof(bucket), alignment, std::nothrow);
        if (!memory)
            return nullptr;
        array* const created =
            ::new (memory) array{static_cast<std::uint32_t>(size - 1), 32 - bits, nullptr};
        for (std::size_t at = 0; at < size; ++at)
            ::new (static_cast<void*>(created->buckets() + at)) bucket{};
        return created;
    }
    static void destroy(array* old) noexcept { ::operator delete(old, alignment); }

    array* current() const noexcept { return array_.load(std::memory_order_relaxed); }
    static word load(const std::atomic<word>& key) noexcept {
        return key.load(std::memory_order_relaxed);
    }
    static void set(entry& to, ULONG index, storage_index storage) noexcept {
        to.key.store((load(to.key) & overflow) | word{storage} << 33 | occupied | index,
                     std::memory_order_relaxed);
    }

    // Validates a published hazard: the entry still has the object, and `in` is the current array.
    bool is_valid(const location& found, const array* in) const noexcept {
        if (found.in->object.load(std::memory_order_acquire) != found.object) [[unlikely]]
            return false; // not `&&`: g++ emits a jump for it that costs 0.5 ns
        return array_.load(std::memory_order_acquire) == in;
    }
    // protect() for a thread that has no free quick hazard, or pins another array.
    ROUTPACT_NOINLINE protected_object protect_slow(ULONG index) const noexcept {
        const hazard any = hazard_records::any_hazard();
        const array* const in = pin(any);
        const location found = in ? in->find(index) : location{};
        if (!found.object) {
            any.release();
            return {};
        }
        any.publish(found.object);
        if (!is_valid(found, in))
            return retry_protect(index, *any.pointer, found.object);
        return {any.pointer, found.object};
    }
    // Withdraws a hazard that is not valid, and searches again.
    ROUTPACT_COLD protected_object retry_protect(ULONG index, hazard_pointer& mine,
                                                 const void* published) const noexcept {
        rundown::leave(mine, published);
        return protect_slow(index);
    }
    // Pins the current array and returns it; null if the map has none yet. Repeats until the array
    // is still the current one after the pin was published.
    const array* pin(const hazard& mine) const noexcept {
        const array* in = array_.load(std::memory_order_acquire);
        for (const array* published = nullptr; in != published;
             in = array_.load(std::memory_order_acquire)) {
            published = in;
            mine.pin(published);
        }
        return in;
    }

    // Creates a new array when half of the entries are occupied. Returns false if there is no
    // memory for it and only one entry is free.
    [[nodiscard]] bool make_room() noexcept {
        array* const old = current();
        if (old && occupied_ < old->entries() / 2)
            return true;
        unsigned bits = fewest_bits;
        while (std::size_t{2} << bits < (taken_ + 1) * 3)
            ++bits;
        array* const fresh = bits <= most_bits ? create(bits) : nullptr;
        if (!fresh) // one entry has to stay free, since a search ends there
            return old && occupied_ + 1 < old->entries();
        for (std::size_t at = 0; old && at <= old->last; ++at)
            for (const entry* const each : {&old->buckets()[at].first, &old->buckets()[at].second})
                if (const word key = load(each->key); storage_of(key)) {
                    entry& copy = fresh->entry_for(index_of(key));
                    set(copy, index_of(key), storage_of(key));
                    copy.object.store(each->object.load(std::memory_order_relaxed),
                                      std::memory_order_relaxed);
                }
        occupied_ = taken_;
        array_.store(fresh, std::memory_order_release);
        retire(old);
        return true;
    }
    // Retires `old`, and frees every retired array that no thread pins. The others remain until the
    // next call.
    void retire(array* old) noexcept {
        if (!old)
            return;
        old->next_retired = retired_;
        retired_ = old;
        hazard_records::fence_before_scan();
        for (array** link = &retired_; *link;) {
            array* const each = *link;
            if (hazard_storage::is_pinned(each)) {
                link = &each->next_retired;
            } else {
                *link = each->next_retired;
                destroy(each);
            }
        }
    }

    std::atomic<array*> array_ = nullptr;
    array* retired_ = nullptr;
    std::size_t taken_ = 0;    // indexes that are taken
    std::size_t occupied_ = 0; // entries that have an index, taken or given back
};
#ifdef _MSC_VER
#pragma warning(pop)
#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
