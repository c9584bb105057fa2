#pragma once
// The order in which timers are due: a pairing heap of intrusive nodes (Fredman, Sedgewick, Sleator
// and Tarjan 1986). Inserting a node needs no memory, so it cannot fail: a periodic timer goes back
// into the heap after each call.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A member of a timer_heap.
struct ROUTPACT_HIDDEN timer_node {
    long long due = 0;            ///< When it is due, in nanoseconds.
    unsigned long long order = 0; ///< Decides between nodes that are due at the same time.

private:
    friend class timer_heap;
    bool precedes(const timer_node& other) const noexcept {
        return due != other.due ? due < other.due : order < other.order;
    }

    timer_node* child_ = nullptr;
    timer_node* next_ = nullptr;     // the next sibling
    timer_node* previous_ = nullptr; // the previous sibling; for the first child, the parent
};

/// Finds the node that is due first. Inserts in constant time and removes any node in logarithmic
/// amortized time. Not thread-safe.
class ROUTPACT_HIDDEN timer_heap {
public:
    constexpr timer_heap() noexcept = default;
    timer_heap(const timer_heap&) = delete;
    timer_heap& operator=(const timer_heap&) = delete;

    /// Returns the node that is due first, or null.
    timer_node* first() const noexcept { return root_; }
    /// Inserts a node, which must be in no heap. Its `due` and `order` must not change in the heap.
    void insert(timer_node& added) noexcept {
        added.child_ = added.next_ = added.previous_ = nullptr;
        root_ = merge(root_, &added);
    }
    /// Removes a node, which must be in this heap.
    void remove(timer_node& removed) noexcept {
        timer_node* const below = merge_siblings(removed.child_);
        if (&removed == root_) {
            root_ = below;
            return;
        }
        timer_node*& link = removed.previous_->child_ == &removed ? removed.previous_->child_
                                                                  : removed.previous_->next_;
        link = removed.next_;
        if (removed.next_)
            removed.next_->previous_ = removed.previous_;
        root_ = merge(root_, below);
    }

private:
    // Merges two heaps, either of which may be null. Their roots have no siblings.
    static timer_node* merge(timer_node* a, timer_node* b) noexcept {
        if (!a || !b)
            return a ? a : b;
        if (b->precedes(*a)) {
            timer_node* const later = a;
            a = b;
            b = later;
        }
        b->previous_ = a;
        b->next_ = a->child_;
        if (a->child_)
            a->child_->previous_ = b;
        a->child_ = b;
        return a;
    }
    // Merges a list of siblings: in pairs from the left, then all from the right.
    static timer_node* merge_siblings(timer_node* siblings) noexcept {
        timer_node* pairs = nullptr;
        while (siblings) {
            timer_node* const a = detach(siblings);
            timer_node* const b = siblings ? detach(siblings) : nullptr;
            timer_node* const pair = merge(a, b);
            pair->next_ = pairs;
            pairs = pair;
        }
        timer_node* merged = nullptr;
        while (pairs)
            merged = merge(merged, detach(pairs));
        return merged;
    }
    // Takes the first node of a list.
    static timer_node* detach(timer_node*& list) noexcept {
        timer_node* const taken = list;
        list = taken->next_;
        taken->next_ = taken->previous_ = nullptr;
        return taken;
    }

    timer_node* root_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
