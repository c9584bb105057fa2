#pragma once
// A table of the interfaces of a protocol by index. No interface is destroyed while a thread uses
// it.
//
// A callback finds an interface without a lock: it searches the index map (index_map.hpp), and
// publishes a hazard of the interface (hazard_records.hpp). Every change of the table happens with
// rundown::guard locked. No thread waits with this monitor locked.

#include <cstddef>
#include <new>
#include <optional>
#include <routpact/detail/interface_table/interface_store.hpp>
#include <routpact/detail/language/scope_exit.hpp>
#include <routpact/table_results.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes" // members have hidden visibility, the class does not
#endif

/// Holds the interfaces of a protocol by their index: any 32-bit number, 0 and 0xFFFFFFFF included.
///
/// Thread-safe: any number of threads may call the member functions at the same time. The
/// constructor is constexpr, so a table at namespace scope is ready before any code of the DLL
/// runs. The destructor destroys the remaining interfaces. It runs under the loader lock while the
/// DLL is unloaded, and does not wait. Precondition: no thread uses an interface any more, so call
/// clear() when the protocol stops. At process exit, the destructor does nothing.
template <class T>
class interface_table {
    using store = detail::interface_store<T>;

public:
    /// Protects one interface: the interface is not destroyed before the guard. Converts to false
    /// if find() found no interface. A guard belongs to one scope of one thread, so it can be
    /// neither copied nor moved.
    class guard {
    public:
        guard(const guard&) = delete;
        guard& operator=(const guard&) = delete;
        static void* operator new(std::size_t) = delete;
        ROUTPACT_HIDDEN ~guard() {
            if (found_.object)
                detail::rundown::leave(*found_.hazard, found_.object);
        }

        /// Returns whether find() found an interface.
        ROUTPACT_HIDDEN explicit operator bool() const noexcept { return found_.object; }
        /// Returns the interface. Precondition: the guard converts to true.
        ROUTPACT_HIDDEN T& operator*() const noexcept { return *static_cast<T*>(found_.object); }
        /// Returns the address of the interface. Precondition: the guard converts to true.
        ROUTPACT_HIDDEN T* operator->() const noexcept { return static_cast<T*>(found_.object); }
        /// Returns the index of the interface. Precondition: the guard converts to true.
        ROUTPACT_HIDDEN ULONG index() const noexcept { return index_; }

    private:
        friend interface_table;

        ROUTPACT_HIDDEN guard(interface_table& searched, ULONG index) noexcept
            : found_{searched.store_.protect(index)}, index_{index} {}

        detail::index_map::protected_object found_;
        ULONG index_;
    };

    constexpr interface_table() noexcept = default;
    interface_table(const interface_table&) = delete;
    interface_table& operator=(const interface_table&) = delete;
    ROUTPACT_HIDDEN ~interface_table() {
        static_assert(std::is_nothrow_destructible_v<T>,
                      "routpact::interface_table<T>: ~T() can throw; the destructor of T must not "
                      "throw; declare it noexcept");
    }

    /// Constructs the interface `index` from `arguments`. Searches find it after its constructor
    /// has returned. If the constructor throws, the exception propagates and the table is
    /// unchanged.
    template <class... Arguments, class = detail::this_module>
    ROUTPACT_HIDDEN insert_result insert(ULONG index, Arguments&&... arguments) {
        detail::process_exit::prepare();
        detail::asymmetric_fence::is_available(); // may take the loader lock now, but not later
        typename store::node* created = nullptr;
        if (const insert_result claimed = store_.claim(index, created);
            claimed != insert_result::inserted)
            return claimed;
        detail::scope_exit undo{[&] {
            detail::rundown::waiter none;
            store_.discard(created, none);
        }};
        ::new (created->object()) T(static_cast<Arguments&&>(arguments)...);
        undo.release();

        store_.reveal(created);
        return insert_result::inserted;
    }

    /// Finds the interface `index`. Returns a guard that converts to false if there is none. Takes
    /// no lock, and writes to no memory that other threads write to, except in the first call of a
    /// thread, which takes a hazard record.
    [[nodiscard]] ROUTPACT_HIDDEN guard find(ULONG index) noexcept { return guard{*this, index}; }

    /// Removes the interface `index`: hides it from searches, waits until no thread uses it, and
    /// destroys it. After the call, the index can be inserted again. Waits only for users of this
    /// interface. Calls `waits_long()` once, without a lock, if the wait takes longer than 2000
    /// milliseconds.
    ///
    /// Returns would_deadlock, without effect, if the calling thread uses the interface, for
    /// example in a callback on it, or if threads would wait for each other in a cycle, also
    /// through other tables of this module. A cycle through another module is not detected: its
    /// threads wait forever, and only the call of `waits_long` indicates it.
    template <class WaitsLong, class = detail::this_module>
    [[nodiscard]] ROUTPACT_HIDDEN remove_result remove(ULONG index, WaitsLong waits_long) noexcept {
        return store_.remove(index, waits_long);
    }
    /// Removes the interface `index` as above, without `waits_long`.
    [[nodiscard]] ROUTPACT_HIDDEN remove_result remove(ULONG index) noexcept {
        return remove(index, [] {});
    }

    /// Removes every interface that is in the table at the time of the call, as remove() does. Also
    /// waits for interfaces that other threads construct or remove.
    ///
    /// Returns false if that would deadlock; then some interfaces remain.
    template <class WaitsLong, class = detail::this_module>
    ROUTPACT_HIDDEN bool clear(WaitsLong waits_long) noexcept {
        return store_.clear(waits_long);
    }
    /// Removes every interface as above, without `waits_long`.
    ROUTPACT_HIDDEN bool clear() noexcept {
        return clear([] {});
    }
    /// Removes every interface that no thread uses, without waiting. A concurrent find() may miss
    /// an interface that is in use, because it is hidden for a moment. Returns whether the table is
    /// empty afterwards, apart from interfaces inserted during the call.
    ROUTPACT_HIDDEN bool try_clear() noexcept { return store_.try_clear(); }

    /// Calls `visit(ULONG index, T& interface)` for every interface in order of insertion, and
    /// protects the interface during the call.
    ///
    /// Does not visit interfaces that are inserted or removed before their turn. `visit` may call
    /// the table, but cannot remove the interface that it is visiting.
    template <class Visitor, class = detail::this_module>
    ROUTPACT_HIDDEN void for_each(Visitor visit) {
        for (typename store::walk here{store_}; here.at; here.step())
            visit(here.at->index, here.at->value());
    }

    /// Returns the index of an interface that the calling thread uses, by a guard or in a callback
    /// or visit, if there is one. A thread that does should not wait for the router manager.
    [[nodiscard]] ROUTPACT_HIDDEN std::optional<ULONG> used_by_this_thread() const noexcept {
        return store_.protected_here();
    }
    /// Returns the number of interfaces that find() can find.
    [[nodiscard]] ROUTPACT_HIDDEN ULONG size() noexcept { return store_.size(); }

private:
    store store_{};
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI
