#pragma once
// Index -> node: a hash table that any thread can read while one thread changes it.
//
// An entry keeps its index for as long as the array of entries is in use, so that a reader who has
// found the index looks at one pointer, which is null to it unless the node is shown. Growing makes
// a new array; the old one goes when nobody searches it any more.

#include <cstddef>
#include <new>
#include <routpact/uses.hpp>

namespace routpact {

/// Finds nodes, which have a member `const ULONG index`, and are not owned. Every member function
/// but find() is called by one thread at a time.
template <class Node>
class index_map {
public:
    constexpr index_map() noexcept = default;
    index_map(const index_map&) = delete;
    index_map& operator=(const index_map&) = delete;
    ~index_map() { destroy(current()); }

    /// The node with this index, if it is shown, or null. By any thread, between
    /// uses::begin_search() and end_search().
    Node* find(ULONG index) const noexcept {
        const array* const in = array_.load(std::memory_order_acquire);
        if (!in)
            return nullptr;
        for (std::size_t at = in->home(index);; at = in->after(at)) {
            const entry& here = in->entries()[at];
            const std::uintptr_t content = here.content.load(std::memory_order_acquire);
            if (content == nothing)
                return nullptr;
            if (here.index.load(std::memory_order_relaxed) == index)
                return content & hidden ? nullptr : reinterpret_cast<Node*>(content);
        }
    }
    /// The node with this index, shown or not, or null.
    Node* find_any(ULONG index) const noexcept {
        if (!current())
            return nullptr;
        const entry& here = current()->place(index);
        return reinterpret_cast<Node*>(here.content.load(std::memory_order_relaxed) & ~hidden);
    }

    /// Adds a node whose index is not there, not shown yet; false, without effect, if there is no
    /// memory.
    [[nodiscard]] bool insert(Node* added) noexcept {
        if (!make_room())
            return false;
        entry& here = current()->place(added->index);
        if (here.content.load(std::memory_order_relaxed) == nothing)
            ++taken_;
        ++nodes_;
        put(here, added->index, address(added) | hidden);
        return true;
    }
    /// Shows a node that is there.
    void show(Node* shown) noexcept { change(shown->index, address(shown)); }
    /// Hides a node that is there. Who searches may still find it.
    void hide(Node* shown) noexcept { change(shown->index, address(shown) | hidden); }
    /// Takes out a node that is there, and hidden.
    void erase(Node* removed) noexcept {
        change(removed->index, nobody);
        --nodes_;
    }

private:
    // What an entry holds: a node's address, to which the lowest bit is added while it is hidden.
    static constexpr std::uintptr_t nothing = 0; // and no index
    static constexpr std::uintptr_t hidden = 1;
    static constexpr std::uintptr_t nobody = hidden; // an index without a node
    static_assert(alignof(Node) > hidden);

    struct entry {
        std::atomic<std::uintptr_t> content;
        std::atomic<ULONG> index;
    };
    // The entries, two to the power of `bits`, follow it.
    struct alignas(entry) array {
        unsigned bits;

        std::size_t size() const noexcept { return std::size_t{1} << bits; }
        entry* entries() noexcept { return reinterpret_cast<entry*>(this + 1); }
        const entry* entries() const noexcept { return reinterpret_cast<const entry*>(this + 1); }
        // Multiplication spreads dense and strided indexes over the high bits.
        std::size_t home(ULONG index) const noexcept {
            return index * ULONG{0x9E3779B9} >> (32 - bits);
        }
        std::size_t after(std::size_t at) const noexcept { return (at + 1) & (size() - 1); }
        // The entry that has this index, or the one that is free for it.
        entry& place(ULONG index) noexcept {
            std::size_t at = home(index);
            while (entries()[at].content.load(std::memory_order_relaxed) != nothing &&
                   entries()[at].index.load(std::memory_order_relaxed) != index)
                at = after(at);
            return entries()[at];
        }
    };
    static constexpr unsigned fewest_bits = 4;
    static constexpr unsigned most_bits = sizeof(void*) > 4 ? 31 : 26;

    static array* make(unsigned bits) noexcept {
        const std::size_t size = std::size_t{1} << bits;
        void* const memory = ::operator new(sizeof(array) + size * sizeof(entry), std::nothrow);
        if (!memory)
            return nullptr;
        array* const made = ::new (memory) array{bits};
        for (std::size_t at = 0; at < size; ++at)
            ::new (static_cast<void*>(made->entries() + at)) entry{};
        return made;
    }
    static void destroy(array* old) noexcept { ::operator delete(old); }

    array* current() const noexcept { return array_.load(std::memory_order_relaxed); }

    static std::uintptr_t address(const Node* node) noexcept {
        return reinterpret_cast<std::uintptr_t>(node);
    }
    static void put(entry& here, ULONG index, std::uintptr_t content) noexcept {
        here.index.store(index, std::memory_order_relaxed);
        here.content.store(content, std::memory_order_release);
    }
    void change(ULONG index, std::uintptr_t content) noexcept {
        current()->place(index).content.store(content, std::memory_order_release);
    }

    // At least half of the entries are free, unless there is no memory for more of them.
    [[nodiscard]] bool make_room() noexcept {
        array* const old = current();
        if (old && taken_ < old->size() / 2)
            return true;
        unsigned bits = fewest_bits;
        while (std::size_t{1} << bits < (nodes_ + 1) * 3)
            ++bits;
        array* const more = bits <= most_bits ? make(bits) : nullptr;
        if (!more)
            return old && taken_ + 1 < old->size(); // a search ends at a free one
        if (old)
            move(*old, *more);
        taken_ = nodes_;
        array_.store(more, std::memory_order_release);
        uses::settle();
        uses::await_searches();
        destroy(old);
        return true;
    }
    static void move(array& from, array& to) noexcept {
        for (std::size_t at = 0; at < from.size(); ++at) {
            const entry& each = from.entries()[at];
            const std::uintptr_t content = each.content.load(std::memory_order_relaxed);
            const ULONG index = each.index.load(std::memory_order_relaxed);
            if (content & ~hidden)
                put(to.place(index), index, content);
        }
    }

    std::atomic<array*> array_ = nullptr;
    std::size_t nodes_ = 0;
    std::size_t taken_ = 0; // entries that have an index
};

} // namespace routpact
