#pragma once
// Index -> node: a hash table of nodes that carry their own links, so that an insertion allocates
// nothing but now and then more buckets.

#include <new>
#include <routpact/abi.hpp>

namespace routpact {

/// Finds nodes by their index. A node has a member `const ULONG index`, and a `Node* collision` for
/// the map's own use. Not thread-safe; the nodes are not owned.
template <class Node>
class index_map {
public:
    constexpr index_map() noexcept = default;
    index_map(const index_map&) = delete;
    index_map& operator=(const index_map&) = delete;
    ~index_map() { delete[] buckets_; }

    /// The node with this index, or null.
    Node* find(ULONG index) const noexcept {
        Node* n = buckets_ ? bucket(index) : nullptr;
        while (n && n->index != index)
            n = n->collision;
        return n;
    }

    /// Adds a node whose index is not there; false, without effect, if there is no memory.
    [[nodiscard]] bool insert(Node* added) noexcept {
        if (!make_room())
            return false;
        put(added);
        ++count_;
        return true;
    }

    /// Takes out a node that is there.
    void erase(Node* removed) noexcept {
        Node** link = &bucket(removed->index);
        while (*link != removed)
            link = &(*link)->collision;
        *link = removed->collision;
        --count_;
    }

private:
    Node*& bucket(ULONG index) const noexcept {
        // Multiplication spreads dense and strided indexes over the high bits.
        return buckets_[index * ULONG{0x9E3779B9} >> (32 - bits_)];
    }

    void put(Node* n) noexcept {
        Node*& head = bucket(n->index);
        n->collision = head;
        head = n;
    }

    // Keeps buckets short; with no memory for more of them the old ones will do.
    bool make_room() noexcept {
        if ((buckets_ && count_ < ULONG{1} << bits_) || bits_ == 31)
            return true;
        const unsigned more_bits = buckets_ ? bits_ + 1 : 4;
        Node** const more = new (std::nothrow) Node* [ULONG{1} << more_bits] {};
        if (!more)
            return buckets_;

        Node** const old = buckets_;
        const ULONG old_size = old ? ULONG{1} << bits_ : 0;
        buckets_ = more;
        bits_ = more_bits;
        for (ULONG i = 0; i < old_size; ++i) {
            while (Node* const n = old[i]) {
                old[i] = n->collision;
                put(n);
            }
        }
        delete[] old;
        return true;
    }

    Node** buckets_ = nullptr;
    unsigned bits_ = 0; // there are two to this power buckets
    ULONG count_ = 0;
};

} // namespace routpact
