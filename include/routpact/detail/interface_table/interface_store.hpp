#pragma once
// The data of an interface_table: storage for the interfaces, a list of all in order of insertion,
// and the map from their indexes. Every change happens with rundown::guard locked.

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <routpact/detail/interface_table/index_map.hpp>
#include <routpact/table_results.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The interfaces of one table.
template <class T>
class ROUTPACT_HIDDEN interface_store {
public:
    /// The rundown of an interface, and its element in the list of all. The rundown is a base and
    /// not a member, so that `index` uses its tail padding (not in Microsoft's ABI).
    struct node : rundown {
        node(T* v, ULONG i) noexcept : rundown{v}, index{i} {}
        node(const node&) = delete;
        node& operator=(const node&) = delete;
        /// Returns the interface, which is constructed and destroyed while searches do not find it.
        T& value() const noexcept { return *static_cast<T*>(object()); }

        const ULONG index;
        std::uint64_t serial = 0; // the number of the insertion, from 1
        node* previous = nullptr; // neighbours in order of insertion
        node* next = nullptr;
    };

    /// Iterates over the interfaces in order of insertion, and protects the current one.
    struct walk {
        explicit walk(interface_store& table) noexcept : hazard{hazard_records::any_hazard()} {
            const monitor_lock locked{rundown::guard};
            end = table.serials_;
            go_to(table.first_);
        }
        walk(const walk&) = delete;
        walk& operator=(const walk&) = delete;
        ~walk() {
            if (at)
                rundown::leave(*hazard.pointer, at->object());
            else
                hazard.release();
        }
        void step() noexcept {
            const auto previous = hazard;
            const void* const object = at->object();
            hazard = hazard_records::any_hazard(); // may wait, so before the lock
            {
                const monitor_lock locked{rundown::guard};
                go_to(at->next);
            }
            rundown::leave(*previous.pointer, object);
        }
        // Precondition: guard is locked, so an open interface cannot be closed before its hazard is
        // published, and needs no validation.
        void go_to(node* next) noexcept {
            next = open_from(next);
            at = next && next->serial <= end ? next : nullptr;
            if (at)
                hazard.publish(at->object());
        }

        hazard_records::hazard hazard; // of `at`
        node* at = nullptr;
        std::uint64_t end = 0; // the serial of the last interface to visit
    };

    constexpr interface_store() noexcept = default;
    interface_store(const interface_store&) = delete;
    interface_store& operator=(const interface_store&) = delete;
    /// Destroys the remaining interfaces without waiting; does nothing at process exit.
    ~interface_store() {
        if (process_exit::begun())
            return;
        while (node* const doomed = first_) {
            rundown::waiter ending;
            if (retire(doomed, ending))
                doomed->value().~T();
            discard(doomed, ending);
        }
    }

    /// Finds the interface `index`, and protects it for the calling thread.
    index_map::protected_object protect(ULONG index) const noexcept {
        return indexes_.protect(index);
    }
    /// Takes `index` and creates a node for an interface that the caller constructs next. Searches
    /// do not find it yet.
    insert_result claim(ULONG index, node*& created) noexcept {
        const monitor_lock locked{rundown::guard};
        if (indexes_.storage_for(index))
            return insert_result::index_taken;
        const storage_index storage = free_ ? free_->storage : next_;
        if (storage > highest_storage_index || !values_.reserve(storage) ||
            !nodes_.reserve(storage) || !indexes_.take(index, storage))
            return insert_result::out_of_memory;
        if (free_)
            free_ = free_->next;
        else
            next_ = values_.after(next_);
        created = ::new (static_cast<void*>(nodes_.at(storage))) node{values_.at(storage), index};
        created->previous = last_;
        (last_ ? last_->next : first_) = created;
        last_ = created;
        created->serial = ++serials_;
        return insert_result::inserted;
    }
    /// Lets searches find an interface that has been constructed.
    void reveal(node* created) noexcept {
        const monitor_lock locked{rundown::guard};
        open(created);
    }
    /// Destroys the node `doomed`, gives its index and storage back, and ends the wait `ending`.
    /// Precondition: the interface in it is destroyed, or was never constructed.
    ROUTPACT_NOINLINE void discard(node* doomed, rundown::waiter& ending) noexcept {
        const monitor_lock locked{rundown::guard};
        ending.leave();
        const storage_index storage = indexes_.give_back(doomed->index);
        (doomed->previous ? doomed->previous->next : first_) = doomed->next;
        (doomed->next ? doomed->next->previous : last_) = doomed->previous;
        doomed->~node(); // wakes the threads that wait for it
        give_back(storage);
    }

    /// Removes an interface, see interface_table::remove.
    template <class WaitsLong>
    remove_result remove(ULONG index, WaitsLong waits_long) noexcept {
        rundown::waiter ending;
        node* doomed = nullptr;
        if (const remove_result closed = close(index, doomed, ending);
            closed != remove_result::removed)
            return closed;
        doomed->drain(waits_long);
        doomed->value().~T();
        discard(doomed, ending);
        return remove_result::removed;
    }
    /// Removes all present interfaces, see interface_table::clear.
    template <class WaitsLong>
    bool clear(WaitsLong waits_long) noexcept {
        const std::uint64_t last = last_serial();
        for (;;) {
            ULONG index = 0;
            {
                const monitor_lock locked{rundown::guard};
                if (!first_ || first_->serial > last)
                    return true;
                const node* const open = open_from(first_);
                if (!open || open->serial > last) {
                    if (!first_->await_change())
                        return false;
                    continue;
                }
                index = open->index;
            }
            if (remove(index, waits_long) == remove_result::would_deadlock)
                return false;
        }
    }
    /// Removes all interfaces without users, see interface_table::try_clear.
    bool try_clear() noexcept {
        const std::uint64_t last = last_serial();
        for (std::uint64_t done = 0;;) {
            ULONG index = 0;
            {
                const monitor_lock locked{rundown::guard};
                const node* open = open_from(first_);
                while (open && open->serial <= done)
                    open = open_from(open->next);
                if (!open || open->serial > last)
                    return !first_ || first_->serial > last;
                index = open->index;
                done = open->serial;
            }
            remove_unused(index);
        }
    }
    /// Returns the index of an interface that the calling thread protects, if there is one.
    std::optional<ULONG> protected_here() const noexcept {
        std::optional<ULONG> index;
        const monitor_lock locked{rundown::guard};
        hazard_storage::is_any_protected_here([&](const void* object) {
            if (const storage_index storage = values_.index_of(object))
                index = nodes_.at(storage)->index;
            return index.has_value();
        });
        return index;
    }
    /// Returns the number of interfaces that searches can find.
    ULONG size() noexcept {
        const monitor_lock locked{rundown::guard};
        return count_;
    }

private:
    // Returns the first open interface of the list from `n` on, or null.
    static node* open_from(node* n) noexcept {
        while (n && !n->is_open())
            n = n->next;
        return n;
    }
    std::uint64_t last_serial() const noexcept {
        const monitor_lock locked{rundown::guard};
        return serials_;
    }

    // Opens an interface and lets searches find it. Precondition: guard is locked.
    void open(node* opened) noexcept {
        opened->open();
        indexes_.show(opened->index, opened->object());
        ++count_;
    }
    // Closes an open interface and hides it from searches; returns false if waiting for its users
    // would deadlock. Precondition: guard is locked.
    bool close(node* doomed, rundown::waiter& ending) noexcept {
        if (!doomed->close(ending))
            return false;
        indexes_.hide(doomed->index);
        --count_;
        return true;
    }
    remove_result close(ULONG index, node*& doomed, rundown::waiter& ending) noexcept {
        const monitor_lock locked{rundown::guard};
        const storage_index storage = indexes_.storage_for(index);
        doomed = storage ? nodes_.at(storage) : nullptr;
        if (!doomed || !doomed->is_open())
            return remove_result::unknown_index;
        return close(doomed, ending) ? remove_result::removed : remove_result::would_deadlock;
    }
    // Closes `doomed`, so that its own destructor does not find it. Returns whether it holds an
    // interface that has to be destroyed.
    bool retire(node* doomed, rundown::waiter& ending) noexcept {
        const monitor_lock locked{rundown::guard};
        return doomed->is_open() && close(doomed, ending);
    }
    void remove_unused(ULONG index) noexcept {
        rundown::waiter ending;
        node* doomed = nullptr;
        if (close(index, doomed, ending) != remove_result::removed)
            return;
        if (doomed->is_protected()) {
            const monitor_lock locked{rundown::guard};
            ending.leave();
            open(doomed);
            return;
        }
        doomed->value().~T();
        discard(doomed, ending);
    }

    // The free list, in the memory of destroyed nodes. The element that was given back last is
    // taken first, because it is likely to be in a cache.
    struct free_element {
        storage_index storage;
        free_element* next;
    };
    void give_back(storage_index storage) noexcept {
        free_ = ::new (static_cast<void*>(nodes_.at(storage))) free_element{storage, free_};
    }
    static_assert(sizeof(free_element) <= sizeof(node));

    static constexpr std::size_t cache_line = 64; // the alignment of every interface
    static constexpr std::size_t first_size =
        first_segment_size(sizeof(T) > cache_line ? sizeof(T) : cache_line);

    index_map indexes_{};
    segmented_storage<T, cache_line, first_size> values_{};
    segmented_storage<node, alignof(node), first_size> nodes_{};
    free_element* free_ = nullptr;
    storage_index next_ = first_storage_index; // never taken, like all that follow it
    ULONG count_ = 0;                          // of the open interfaces
    std::uint64_t serials_ = 0;                // the serial of the last insertion
    node* first_ = nullptr;
    node* last_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
