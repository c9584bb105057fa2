#pragma once
// std::model_atomic, which replaces std::atomic through prelude.hpp.

#include "hooks.hpp"
#include <cstring>
#include <type_traits>

// Always inlined, so that the checker does not take its own accesses for plain accesses of the
// program.
#define MODEL_INLINE [[gnu::always_inline]] inline

namespace std {

template <class T>
class model_atomic {
    static_assert(sizeof(T) <= sizeof(model::word) && std::is_trivially_copyable_v<T>);
    static constexpr bool counts = std::is_integral_v<T> && !std::is_same_v<T, bool>;
    using order = std::memory_order;

public:
    using value_type = T;
    static constexpr bool is_always_lock_free = true;

    constexpr model_atomic() noexcept : model_atomic{T{}} {}
    constexpr model_atomic(T initial) noexcept : initial_{initial} {
        if (!std::is_constant_evaluated())
            model::hooks::construct(at());
    }
    model_atomic(const model_atomic&) = delete;
    model_atomic& operator=(const model_atomic&) = delete;

    bool is_lock_free() const noexcept { return true; }
    MODEL_INLINE T load(order o = order::seq_cst) const noexcept {
        return from(model::hooks::load(at(), o));
    }
    MODEL_INLINE void store(T value, order o = order::seq_cst) noexcept {
        model::hooks::store(at(), to(value), o);
    }
    MODEL_INLINE T exchange(T value, order o = order::seq_cst) noexcept {
        return modify(model::change::exchange, value, o);
    }
    MODEL_INLINE bool compare_exchange_strong(T& expected, T desired,
                                              order o = order::seq_cst) noexcept {
        return compare(expected, desired, o, without_release(o), false);
    }
    MODEL_INLINE bool compare_exchange_strong(T& expected, T desired, order success,
                                              order failure) noexcept {
        return compare(expected, desired, success, failure, false);
    }
    MODEL_INLINE bool compare_exchange_weak(T& expected, T desired,
                                            order o = order::seq_cst) noexcept {
        return compare(expected, desired, o, without_release(o), true);
    }
    MODEL_INLINE bool compare_exchange_weak(T& expected, T desired, order success,
                                            order failure) noexcept {
        return compare(expected, desired, success, failure, true);
    }
    MODEL_INLINE T fetch_add(T by, order o = order::seq_cst) noexcept
        requires counts
    {
        return modify(model::change::add, by, o);
    }
    MODEL_INLINE T fetch_sub(T by, order o = order::seq_cst) noexcept
        requires counts
    {
        return modify(model::change::subtract, by, o);
    }
    MODEL_INLINE T fetch_or(T with, order o = order::seq_cst) noexcept
        requires counts
    {
        return modify(model::change::bit_or, with, o);
    }
    MODEL_INLINE T fetch_and(T with, order o = order::seq_cst) noexcept
        requires counts
    {
        return modify(model::change::bit_and, with, o);
    }
    MODEL_INLINE T fetch_xor(T with, order o = order::seq_cst) noexcept
        requires counts
    {
        return modify(model::change::bit_xor, with, o);
    }

    MODEL_INLINE operator T() const noexcept { return load(); }
    MODEL_INLINE T operator=(T value) noexcept { return store(value), value; }
    MODEL_INLINE T operator+=(T by) noexcept { return static_cast<T>(fetch_add(by) + by); }
    MODEL_INLINE T operator-=(T by) noexcept { return static_cast<T>(fetch_sub(by) - by); }
    MODEL_INLINE T operator|=(T with) noexcept { return static_cast<T>(fetch_or(with) | with); }
    MODEL_INLINE T operator&=(T with) noexcept { return static_cast<T>(fetch_and(with) & with); }
    MODEL_INLINE T operator++() noexcept { return static_cast<T>(fetch_add(1) + 1); }
    MODEL_INLINE T operator--() noexcept { return static_cast<T>(fetch_sub(1) - 1); }
    MODEL_INLINE T operator++(int) noexcept { return fetch_add(1); }
    MODEL_INLINE T operator--(int) noexcept { return fetch_sub(1); }

private:
    MODEL_INLINE model::cell at() const noexcept { return {&number_, sizeof(T)}; }
    MODEL_INLINE static model::word to(T value) noexcept {
        model::word w = 0;
        __builtin_memcpy(&w, &value, sizeof(T));
        return w;
    }
    MODEL_INLINE static T from(model::word w) noexcept {
        T value;
        __builtin_memcpy(&value, &w, sizeof(T));
        return value;
    }
    MODEL_INLINE T modify(model::change how, T operand, order o) noexcept {
        return from(model::hooks::modify(at(), how, to(operand), o));
    }
    MODEL_INLINE bool compare(T& expected, T desired, order success, order failure,
                              bool weak) noexcept {
        model::word found = to(expected);
        const bool done =
            model::hooks::compare_exchange(at(), found, to(desired), success, failure, weak);
        if (!done)
            expected = from(found);
        return done;
    }
    static constexpr order without_release(order o) noexcept {
        return o == order::acq_rel ? order::acquire : o == order::release ? order::relaxed : o;
    }

    mutable unsigned number_ = 0; // never read here
    alignas(sizeof(T) > sizeof(unsigned) ? sizeof(T) : sizeof(unsigned)) T initial_;
};

MODEL_INLINE void model_atomic_thread_fence(std::memory_order o) noexcept {
    model::hooks::fence(o);
}
// Does nothing: the model does not reorder as a compiler does.
MODEL_INLINE void model_atomic_signal_fence(std::memory_order) noexcept {}

} // namespace std

inline int model_nanosleep(const void*, void*) noexcept {
    model::hooks::pause();
    return 0;
}
inline int model_sched_yield() noexcept {
    model::hooks::pause();
    return 0;
}
#undef MODEL_INLINE
