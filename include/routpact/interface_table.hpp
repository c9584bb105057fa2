#pragma once
// Interface index -> interface object, kept alive while it is used.
//
// A callback finds the interface without a lock: an index leads to it (index_map.hpp), and what a
// thread uses stands in a record of its own (uses.hpp). All else, above all what ends an interface,
// goes on under the lock of all rundowns.

#include <cstddef>
#include <cstdint>
#include <new>
#include <routpact/at_end.hpp>
#include <routpact/index_map.hpp>
#include <routpact/rundown.hpp>
#include <routpact/slabs.hpp>
#include <routpact/table_results.hpp>
#include <type_traits>

namespace routpact {

/// The interfaces of a protocol by their index: any 32-bit number, 0 and 0xFFFFFFFF included.
///
/// Every member function may be called by any number of threads at once. The constructor is
/// constexpr, so a table at namespace scope is ready before any code of the DLL runs. The
/// destructor destroys what is left, for a DLL that is unloaded under the loader lock; it waits for
/// nobody, so nothing may be in use any more: call clear() when the protocol stops.
template <class T>
class interface_table {
    struct node;

public:
    /// Access to one interface, which is not destroyed before the guard is. Tests false if there
    /// was no such interface. It lives in one scope of one thread: it can be neither copied nor
    /// moved.
    class guard {
    public:
        guard(const guard&) = delete;
        guard& operator=(const guard&) = delete;
        static void* operator new(std::size_t) = delete;
        ~guard() {
            if (value_ && uses::end(*noted_))
                rundown::tell_waiters();
        }

        /// Whether there is an interface.
        explicit operator bool() const noexcept { return value_; }
        /// The interface; not if this tests false.
        T& operator*() const noexcept { return *value_; }
        /// The interface; not if this tests false.
        T* operator->() const noexcept { return value_; }
        /// The interface's index; not if this tests false.
        ULONG index() const noexcept { return index_; }

    private:
        friend interface_table;

        guard(interface_table& searched, ULONG index) noexcept
            : noted_{&uses::begin_search()},
              value_{static_cast<T*>(searched.indexes_.find(index))},
              index_{index} {
            uses::end_search(*noted_, value_);
        }
        uses::place* noted_;
        T* value_;
        ULONG index_;
    };

    constexpr interface_table() noexcept = default;
    interface_table(const interface_table&) = delete;
    interface_table& operator=(const interface_table&) = delete;
    ~interface_table() {
        static_assert(std::is_nothrow_destructible_v<T>,
                      "routpact::interface_table<T>: the destructor of T must not throw");
        while (node* const doomed = first_) {
            if (retire(doomed))
                doomed->value().~T();
            discard(doomed);
        }
    }

    /// Makes the interface `index` from `arguments`. Nobody can find it before its constructor
    /// returned; what the constructor throws is passed on, and the index stays absent.
    template <class... Arguments>
    insert_result insert(ULONG index, Arguments&&... arguments) {
        node* made = nullptr;
        if (const insert_result claimed = claim(index, made); claimed != insert_result::inserted)
            return claimed;
        bool finished = false;
        const at_end check{[&] {
            if (!finished)
                discard(made);
        }};
        ::new (made->object()) T(static_cast<Arguments&&>(arguments)...);
        finished = true;

        const monitor_lock locked{rundown::guard};
        made->open();
        indexes_.show(index, made->object());
        ++count_;
        return insert_result::inserted;
    }

    /// The interface `index`, or a guard that tests false. Takes no lock, and writes nothing that
    /// other threads write.
    [[nodiscard]] guard find(ULONG index) noexcept { return guard{*this, index}; }

    /// Ends the interface `index`: nobody can find it any more, and when the last use has ended it
    /// is destroyed. Returns after that; then the index can be inserted again.
    ///
    /// Refuses with would_deadlock when called from inside a use of the same interface, such as
    /// a callback, or when threads would wait for each other in a circle, also through other
    /// tables.
    [[nodiscard]] remove_result remove(ULONG index) noexcept {
        node* found = nullptr;
        {
            const monitor_lock locked{rundown::guard};
            const slab_handle handle = indexes_.taken_for(index);
            found = handle ? nodes_.at(handle) : nullptr;
            if (!found || !found->is_open())
                return remove_result::unknown_index;
            if (!close(found))
                return remove_result::would_deadlock;
            found->drain();
        }
        found->value().~T();
        discard(found);
        return remove_result::removed;
    }

    /// Ends every interface, as remove does, and waits for those that other threads are making or
    /// removing: after it the table is empty but for what other threads inserted since.
    ///
    /// False if that would deadlock; some interfaces are left then.
    bool clear() noexcept {
        for (;;) {
            ULONG index = 0;
            {
                const monitor_lock locked{rundown::guard};
                if (!first_)
                    return true;
                const node* const open = open_from(first_);
                if (!open) {
                    if (!first_->await_change())
                        return false;
                    continue;
                }
                index = open->index;
            }
            if (remove(index) == remove_result::would_deadlock)
                return false;
        }
    }

    /// Calls `visit(ULONG index, T& interface)` for every interface, each kept alive meanwhile.
    ///
    /// The order is that of insertion. Interfaces inserted or removed meanwhile are not visited.
    /// `visit` may call the table, but cannot remove the interface it is visiting.
    template <class Visitor>
    void for_each(Visitor visit) {
        for (walk here{*this}; here.at; here.step())
            visit(here.at->index, here.at->value());
    }

    /// How many interfaces can be found at the moment.
    [[nodiscard]] ULONG size() noexcept {
        const monitor_lock locked{rundown::guard};
        return count_;
    }

private:
    // Protects an interface, and is in the list of all. A base rather than a member, so that the
    // index fits into its last bytes (not with Microsoft's ABI).
    struct node : rundown {
        node(T* v, ULONG i) noexcept : rundown{v}, index{i} {}
        // Made and destroyed while nobody can find it.
        T& value() const noexcept { return *static_cast<T*>(object()); }

        const ULONG index;
        std::uint64_t serial = 0; // numbers the insertions
        node* previous = nullptr; // neighbours in order of insertion
        node* next = nullptr;
    };

    // Goes from one interface to the next, and uses the one where it stands.
    struct walk {
        explicit walk(interface_table& table) noexcept {
            const monitor_lock locked{rundown::guard};
            end = table.serials_;
            go_to(table.first_);
        }
        walk(const walk&) = delete;
        walk& operator=(const walk&) = delete;
        ~walk() {
            if (at)
                leave(*noted);
        }
        void step() noexcept {
            uses::place& before = *noted;
            {
                const monitor_lock locked{rundown::guard};
                go_to(at->next);
            }
            leave(before);
        }
        void go_to(node* next) noexcept {
            next = open_from(next);
            at = next && next->serial <= end ? next : nullptr;
            if (at)
                noted = &uses::begin(at->object());
        }
        static void leave(uses::place& left) noexcept {
            if (uses::end(left))
                rundown::tell_waiters();
        }

        node* at = nullptr;
        uses::place* noted = nullptr;
        std::uint64_t end = 0; // what is inserted later is not visited
    };

    static node* open_from(node* n) noexcept {
        while (n && !n->is_open())
            n = n->next;
        return n;
    }

    // Takes an index; nobody can find it yet.
    insert_result claim(ULONG index, node*& made) noexcept {
        const monitor_lock locked{rundown::guard};
        if (indexes_.taken_for(index))
            return insert_result::index_taken;
        const slab_handle handle = free_ ? free_->handle : next_;
        if (handle > slab::highest_handle || !values_.reach(handle) || !nodes_.reach(handle) ||
            !indexes_.take(index, handle))
            return insert_result::out_of_memory;
        if (free_)
            free_ = free_->next;
        else
            next_ = slab::after(next_);
        made = ::new (static_cast<void*>(nodes_.at(handle))) node{values_.at(handle), index};
        made->previous = last_;
        (last_ ? last_->next : first_) = made;
        last_ = made;
        made->serial = ++serials_;
        return insert_result::inserted;
    }

    // Hides `doomed` from its own destructor; whether there is a value to destroy.
    bool retire(node* doomed) noexcept {
        const monitor_lock locked{rundown::guard};
        return doomed->is_open() && close(doomed);
    }

    // Ends an interface that is open; false if that would deadlock.
    bool close(node* doomed) noexcept {
        if (!doomed->close())
            return false;
        indexes_.hide(doomed->index);
        --count_;
        return true;
    }

    // Gives the index of `doomed`, which holds no value, free.
    void discard(node* doomed) noexcept {
        const monitor_lock locked{rundown::guard};
        const slab_handle handle = indexes_.give_back(doomed->index);
        (doomed->previous ? doomed->previous->next : first_) = doomed->next;
        (doomed->next ? doomed->next->previous : last_) = doomed->previous;
        doomed->~node(); // wakes who waits for it
        give_back(handle);
    }

    // What was given back is taken again first, the last one above all: it is warm.
    struct free_handle {
        slab_handle handle;
        free_handle* next;
    };
    void give_back(slab_handle handle) noexcept {
        free_ = ::new (static_cast<void*>(nodes_.at(handle))) free_handle{handle, free_};
    }
    static_assert(sizeof(free_handle) <= sizeof(node));

    static constexpr std::size_t cache_line = 64; // every interface begins one

    index_map indexes_;
    slabs<T, cache_line> values_;
    slabs<node> nodes_;
    free_handle* free_ = nullptr;           // where there were nodes
    slab_handle next_ = slab::first_handle; // none from here on was ever taken
    ULONG count_ = 0;                       // those that can be found
    std::uint64_t serials_ = 0;
    node* first_ = nullptr;
    node* last_ = nullptr;
};

} // namespace routpact
