#pragma once
// Interface index -> interface object, kept alive while it is used.

#include <cstddef>
#include <cstdint>
#include <new>
#include <routpact/at_end.hpp>
#include <routpact/index_map.hpp>
#include <routpact/rundown.hpp>
#include <type_traits>

namespace routpact {

/// What became of interface_table::insert.
enum class insert_result {
    inserted,      ///< It is there.
    index_taken,   ///< The index is present, being made, or its removal has not ended yet.
    out_of_memory, ///< Nothing was changed.
};

/// What became of interface_table::remove.
enum class remove_result {
    removed,        ///< It is gone, its object destroyed.
    unknown_index,  ///< The index is absent, still being made, or being removed already.
    would_deadlock, ///< A use that must end first waits for this very thread. Nothing was changed.
};

/// The code for AddInterface that says so. Source: padd_interface.
constexpr DWORD win32_code(insert_result result) noexcept {
    return result == insert_result::inserted      ? NO_ERROR
           : result == insert_result::index_taken ? ERROR_INVALID_PARAMETER
                                                  : ERROR_NOT_ENOUGH_MEMORY;
}

/// The code for DeleteInterface that says so. Source: pdelete_interface.
constexpr DWORD win32_code(remove_result result) noexcept {
    return result == remove_result::removed         ? NO_ERROR
           : result == remove_result::unknown_index ? ERROR_INVALID_PARAMETER
                                                    : ERROR_CAN_NOT_COMPLETE;
}

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
            if (!node_)
                return;
            if (use_.is_noted())
                use_.end();
            else
                leave_linked();
        }

        /// Whether there is an interface.
        explicit operator bool() const noexcept { return node_; }
        /// The interface; not if this tests false.
        T& operator*() const noexcept { return node_->value; }
        /// The interface; not if this tests false.
        T* operator->() const noexcept { return __builtin_addressof(node_->value); }
        /// The interface's index; not if this tests false.
        ULONG index() const noexcept { return node_->index; }

    private:
        friend interface_table;

        guard(interface_table& table, ULONG index) noexcept {
            if (use_.begin_search()) {
                node_ = table.indexes_.find(index);
                use_.end_search(node_ ? &node_->users : nullptr);
            } else {
                find_linked(table, index);
            }
        }
#ifdef __GNUC__
        [[gnu::noinline, gnu::cold]]
#endif
        void find_linked(interface_table& table, ULONG index) noexcept {
            const monitor_lock locked{rundown::guard};
            go_to(table.indexes_.find(index));
        }
#ifdef __GNUC__
        [[gnu::noinline, gnu::cold]]
#endif
        void leave_linked() noexcept {
            const monitor_lock locked{rundown::guard};
            go_to(nullptr);
        }
        // Both with the monitor locked.
        explicit guard(node* found) noexcept { go_to(found); }
        void go_to(node* next) noexcept {
            if (node_)
                node_->users.leave(use_);
            node_ = next;
            if (node_)
                node_->users.enter(use_);
        }

        node* node_ = nullptr;
        rundown::use use_;
    };

    constexpr interface_table() noexcept = default;
    interface_table(const interface_table&) = delete;
    interface_table& operator=(const interface_table&) = delete;
    ~interface_table() {
        static_assert(std::is_nothrow_destructible_v<T>,
                      "routpact::interface_table<T>: the destructor of T must not throw");
        while (node* const doomed = first_) {
            if (retire(doomed))
                doomed->value.~T();
            discard(doomed);
        }
    }

    /// Makes the interface `index` from `arguments`. Nobody can find it before its constructor
    /// returned; what the constructor throws is passed on, and the index stays absent.
    template <class... Arguments>
    insert_result insert(ULONG index, Arguments&&... arguments) {
        node* const made = new (std::nothrow) node{index};
        if (!made)
            return insert_result::out_of_memory;
        if (const insert_result claimed = claim(made); claimed != insert_result::inserted) {
            destroy(made);
            return claimed;
        }
        bool finished = false;
        const at_end check{[&] {
            if (!finished)
                discard(made);
        }};
        ::new (static_cast<void*>(__builtin_addressof(made->value)))
            T(static_cast<Arguments&&>(arguments)...);
        finished = true;

        const monitor_lock locked{rundown::guard};
        made->users.open();
        indexes_.show(made);
        ++count_;
        return insert_result::inserted;
    }

    /// The interface `index`, or a guard that tests false.
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
            found = indexes_.find(index);
            if (!found)
                return remove_result::unknown_index;
            if (!close(found))
                return remove_result::would_deadlock;
            found->users.drain();
        }
        found->value.~T();
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
                    if (!first_->users.await_change())
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
        std::uint64_t end = 0;
        for (guard here = first_open(end); here && here.node_->serial <= end; step(here))
            visit(here.index(), *here);
    }

    /// How many interfaces can be found at the moment.
    [[nodiscard]] ULONG size() noexcept {
        const monitor_lock locked{rundown::guard};
        return count_;
    }

private:
    struct node {
        explicit node(ULONG i) noexcept : index{i} {}
        ~node() {}

        const ULONG index;
        rundown users;
        std::uint64_t serial = 0; // numbers the insertions
        node* previous = nullptr; // neighbours in order of insertion
        node* next = nullptr;
        union {
            T value; // made and destroyed while nobody can find the node
        };
    };

    guard first_open(std::uint64_t& end) noexcept {
        const monitor_lock locked{rundown::guard};
        end = serials_;
        return guard{open_from(first_)};
    }
    static void step(guard& here) noexcept {
        const monitor_lock locked{rundown::guard};
        here.go_to(open_from(here.node_->next));
    }
    static node* open_from(node* n) noexcept {
        while (n && !n->users.is_open())
            n = n->next;
        return n;
    }

    // Takes the index of `made`, which nobody can find yet.
    insert_result claim(node* made) noexcept {
        const monitor_lock locked{rundown::guard};
        if (indexes_.find_any(made->index))
            return insert_result::index_taken;
        if (!indexes_.insert(made))
            return insert_result::out_of_memory;
        made->previous = last_;
        (last_ ? last_->next : first_) = made;
        last_ = made;
        made->serial = ++serials_;
        return insert_result::inserted;
    }

    // Hides `doomed` from its own destructor; whether there is a value to destroy.
    bool retire(node* doomed) noexcept {
        const monitor_lock locked{rundown::guard};
        return doomed->users.is_open() && close(doomed);
    }

    // Ends an interface that is open; false if that would deadlock.
    bool close(node* doomed) noexcept {
        if (!doomed->users.close())
            return false;
        indexes_.hide(doomed);
        --count_;
        return true;
    }

    // Gives the index of `doomed`, which holds no value, free.
    void discard(node* doomed) noexcept {
        {
            const monitor_lock locked{rundown::guard};
            indexes_.erase(doomed);
            (doomed->previous ? doomed->previous->next : first_) = doomed->next;
            (doomed->next ? doomed->next->previous : last_) = doomed->previous;
        }
        destroy(doomed);
    }

    static void destroy(node* doomed) noexcept {
        const monitor_lock locked{rundown::guard}; // its rundown wakes who waits for it
        delete doomed;
    }

    index_map<node> indexes_;
    ULONG count_ = 0; // those that can be found
    std::uint64_t serials_ = 0;
    node* first_ = nullptr;
    node* last_ = nullptr;
};

} // namespace routpact
