#pragma once
// The functions that the replacements for atomics, fences, monitors and threads call. See
// model.hpp.

#include <atomic>
#include <cstdint>

namespace model {

/// The value of an atomic object, in the low bytes.
using word = std::uint64_t;

/// Refers to an atomic object: its number in the checker, followed by the initial value. Passed in
/// registers, so that the instrumented program does not store it.
struct cell {
    unsigned* number;
    unsigned long size; // of the value

    const void* value() const noexcept { return number + (size > sizeof(unsigned) ? 2 : 1); }
};

/// The operation of a read-modify-write.
enum class change { exchange, add, subtract, bit_or, bit_and, bit_xor };

namespace hooks {

using order = std::memory_order;

/// Records that the running thread has constructed an atomic object. Not called for static objects.
void construct(cell at) noexcept;
word load(cell at, order o) noexcept;
void store(cell at, word value, order o) noexcept;
/// Returns the value before the operation.
word modify(cell at, change how, word operand, order o) noexcept;
/// On failure, sets `expected` to the value that was read.
bool compare_exchange(cell at, word& expected, word desired, order success, order failure,
                      bool weak) noexcept;
void fence(order o) noexcept;

/// The asymmetric fence.
void light() noexcept;
void heavy() noexcept;

/// A monitor holds its number in the checker, initially 0.
void lock(unsigned& monitor) noexcept;
void unlock(unsigned& monitor) noexcept;
void wait(unsigned& monitor) noexcept;
void notify_all(unsigned& monitor) noexcept;

/// Lets other threads run first.
void pause() noexcept;
/// Returns the identity of the running thread, which an ended thread may have had before.
std::uintptr_t this_thread() noexcept;
/// Returns the number of the running thread, which is unique in the execution.
unsigned thread_number() noexcept;
/// Returns whether the thread with this number has ended. The end synchronizes with the call.
bool has_ended(unsigned number) noexcept;
/// Returns the thread-local pointer of the running thread, initially null.
void* thread_pointer() noexcept;
/// Sets the thread-local pointer; returns false if the system has no slot for it.
bool set_thread_pointer(void* value) noexcept;

/// Record plain accesses, which must not race.
void plain_read(const void* at, unsigned size) noexcept;
void plain_write(const void* at, unsigned size) noexcept;

} // namespace hooks
} // namespace model
