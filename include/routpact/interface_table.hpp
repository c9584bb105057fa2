#pragma once
// Interface index -> interface object, kept alive while it is used.

#include <new>
#include <routpact/rundown.hpp>
#include <type_traits>

namespace routpact {

/// What became of interface_table::insert.
enum class insert_result {
    inserted,
    index_taken,   ///< The index is present, or its removal has not ended yet.
    out_of_memory, ///< Nothing was changed.
};

/// What became of interface_table::remove.
enum class remove_result {
    removed,
    unknown_index,  ///< The index is absent, or another thread is removing it already.
    would_deadlock, ///< A use that must end first waits for this very thread. Nothing was changed.
};

/// The interfaces of a protocol by their index: any 32-bit number, 0 and 0xFFFFFFFF included.
///
/// Every member function may be called by any number of threads at once. The constructor is
/// constexpr, so a table at namespace scope is ready before any code of the DLL runs. The
/// destructor destroys what is left; it does not wait, so nothing may be in use any more.
template <class T>
class interface_table {
    static_assert(std::is_nothrow_destructible_v<T>,
                  "routpact::interface_table<T>: the destructor of T must not throw");
    struct node;

public:
    /// Access to one interface, which is not destroyed before the guard is. Tests false if there
    /// was no such interface. It lives in one scope: it can be neither copied nor moved.
    class guard {
    public:
        guard(const guard&) = delete;
        guard& operator=(const guard&) = delete;
        ~guard() {
            if (!node_)
                return;
            const monitor_lock locked{table_.domain_.guard};
            go_to(nullptr);
        }

        explicit operator bool() const noexcept { return node_; }
        T& operator*() const noexcept { return node_->value; }
        T* operator->() const noexcept { return &node_->value; }

        /// The interface's index.
        ULONG index() const noexcept { return node_->index; }

    private:
        friend interface_table;

        // Both with the monitor locked.
        guard(interface_table& table, node* found) noexcept : table_{table} { go_to(found); }
        void go_to(node* next) noexcept {
            if (node_)
                node_->users.leave(use_, table_.domain_);
            node_ = next;
            if (node_)
                node_->users.enter(use_);
        }

        interface_table& table_;
        node* node_ = nullptr;
        rundown::use use_;
    };

    constexpr interface_table() noexcept = default;
    interface_table(const interface_table&) = delete;
    interface_table& operator=(const interface_table&) = delete;
    ~interface_table() {
        while (node* const doomed = first_) {
            doomed->value.~T();
            discard(doomed);
        }
        delete[] buckets_;
    }

    /// Makes the interface `index` from `arguments`. Nobody can find it before its constructor
    /// returned; what the constructor throws is passed on, and the index stays absent.
    template <class... Arguments>
    insert_result insert(ULONG index, Arguments&&... arguments) {
        node* const made = new (std::nothrow) node{index};
        if (!made)
            return insert_result::out_of_memory;
        if (const insert_result claimed = claim(made); claimed != insert_result::inserted) {
            delete made;
            return claimed;
        }
        discard_on_exit unfinished{*this, made};
        ::new (static_cast<void*>(&made->value)) T(static_cast<Arguments&&>(arguments)...);
        unfinished.failed = nullptr;

        const monitor_lock locked{domain_.guard};
        made->complete = true;
        ++count_;
        return insert_result::inserted;
    }

    /// The interface `index`, or a guard that tests false.
    [[nodiscard]] guard find(ULONG index) noexcept {
        const monitor_lock locked{domain_.guard};
        node* const found = lookup(index);
        return {*this, found && found->available() ? found : nullptr};
    }

    /// Ends the interface `index`: nobody can find it any more, and when the last use has ended it
    /// is destroyed. Returns after that; then the index can be inserted again.
    ///
    /// Refuses with would_deadlock when called from inside a use of the same interface, such as
    /// a callback, or when threads would wait for each other in a circle.
    remove_result remove(ULONG index) noexcept {
        node* found = nullptr;
        {
            const monitor_lock locked{domain_.guard};
            found = lookup(index);
            if (!found || !found->available())
                return remove_result::unknown_index;
            if (!found->users.drain(domain_))
                return remove_result::would_deadlock;
            --count_;
        }
        found->value.~T();
        discard(found);
        return remove_result::removed;
    }

    /// Ends every interface, as remove does; false if one of them refused with would_deadlock.
    bool clear() noexcept {
        for (;;) {
            ULONG index = 0;
            {
                const monitor_lock locked{domain_.guard};
                const node* const n = available_from(first_);
                if (!n)
                    return true;
                index = n->index;
            }
            if (remove(index) == remove_result::would_deadlock)
                return false;
        }
    }

    /// Calls `visit(ULONG index, T& interface)` for every interface, each kept alive meanwhile.
    ///
    /// The order is that of insertion. Interfaces inserted or removed meanwhile may be missed.
    /// `visit` may call the table, but cannot remove the interface it is visiting.
    template <class Visitor>
    void for_each(Visitor visit) {
        for (guard here = first_available(); here; step(here))
            visit(here.index(), *here);
    }

    /// How many interfaces there are at the moment.
    [[nodiscard]] ULONG size() noexcept {
        const monitor_lock locked{domain_.guard};
        return count_;
    }

private:
    struct node {
        explicit node(ULONG i) noexcept : index{i} {}
        ~node() {}

        bool available() const noexcept { return complete && !users.draining(); }

        const ULONG index;
        bool complete = false; // the constructor of `value` has returned
        rundown users;
        node* collision = nullptr; // the next in the same bucket
        node* previous = nullptr;  // neighbours in order of insertion
        node* next = nullptr;
        union {
            T value; // made and destroyed while nobody can find the node
        };
    };

    // A scope guard rather than a catch block, for builds without exceptions.
    struct discard_on_exit {
        interface_table& table;
        node* failed;
        ~discard_on_exit() {
            if (failed)
                table.discard(failed);
        }
    };

    guard first_available() noexcept {
        const monitor_lock locked{domain_.guard};
        return {*this, available_from(first_)};
    }
    void step(guard& here) noexcept {
        const monitor_lock locked{domain_.guard};
        here.go_to(available_from(here.node_->next));
    }
    static node* available_from(node* n) noexcept {
        while (n && !n->available())
            n = n->next;
        return n;
    }

    node*& bucket(ULONG index) noexcept {
        // Multiplication spreads dense and strided indexes over the high bits.
        return buckets_[static_cast<ULONG>(index * 0x9E3779B9u) >> (32 - bucket_bits_)];
    }

    node* lookup(ULONG index) noexcept {
        node* n = buckets_ ? bucket(index) : nullptr;
        while (n && n->index != index)
            n = n->collision;
        return n;
    }

    // Takes the index of `made`, which nobody can find yet.
    insert_result claim(node* made) noexcept {
        const monitor_lock locked{domain_.guard};
        if (lookup(made->index))
            return insert_result::index_taken;
        if (!make_room())
            return insert_result::out_of_memory;
        node*& head = bucket(made->index);
        made->collision = head;
        head = made;
        made->previous = last_;
        (last_ ? last_->next : first_) = made;
        last_ = made;
        ++nodes_;
        return insert_result::inserted;
    }

    // Gives the index of `doomed`, which holds no value, free.
    void discard(node* doomed) noexcept {
        {
            const monitor_lock locked{domain_.guard};
            node** link = &bucket(doomed->index);
            while (*link != doomed)
                link = &(*link)->collision;
            *link = doomed->collision;
            (doomed->previous ? doomed->previous->next : first_) = doomed->next;
            (doomed->next ? doomed->next->previous : last_) = doomed->previous;
            --nodes_;
        }
        delete doomed;
    }

    // Keeps buckets short; with no memory for more of them the old ones will do.
    bool make_room() noexcept {
        if ((buckets_ && nodes_ < ULONG{1} << bucket_bits_) || bucket_bits_ == 31)
            return true;
        const unsigned bits = buckets_ ? bucket_bits_ + 1 : 4;
        node** const more = new (std::nothrow) node* [ULONG{1} << bits] {};
        if (!more)
            return buckets_;
        delete[] buckets_;
        buckets_ = more;
        bucket_bits_ = bits;
        for (node* n = first_; n; n = n->next) {
            node*& head = bucket(n->index);
            n->collision = head;
            head = n;
        }
        return true;
    }

    rundown::domain domain_;
    node** buckets_ = nullptr;
    unsigned bucket_bits_ = 0;
    ULONG nodes_ = 0; // all, also those being made or ended
    ULONG count_ = 0; // those that are complete and not yet ended
    node* first_ = nullptr;
    node* last_ = nullptr;
};

} // namespace routpact
