#include "engine.hpp"
#include "model.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__x86_64__)
asm(R"(
.text
.globl model_switch_stack
.type model_switch_stack, @function
model_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
.size model_switch_stack, .-model_switch_stack
)");
#endif

namespace model {
namespace {
constexpr unsigned too_many_points = 50000;
using phase = thread_state::phase;
} // namespace

void engine::run(void (*body)(void*), void* argument) {
    atomics.clear();
    plain.clear();
    steps.clear();
    monitors.clear();
    ended.clear();
    for (unsigned t = 0; t < count; ++t) {
        threads[t].views = {};
        threads[t].now = phase::absent;
    }
    count = unfinished_ = current = points = 0;
    failed = without_room = false;
    spawn(body, argument, 0);
    active_ = true;
    outside.go_to(threads[0].stack);
    active_ = false;
    free_blocks();
    if (points > most_points)
        most_points = points;
}

void engine::enter() noexcept {
    engine& e = the();
    e.running().body(e.running().argument);
    e.note_end();
    e.note({.what = action::end});
    e.running().now = phase::finished;
    --e.unfinished_;
    e.wake(phase::joining, e.current, phase::runnable);
    if (e.unfinished_ == 0)
        e.running().stack.go_to(e.outside);
    e.go_on(true);
    std::abort(); // a finished thread is never scheduled again
}

unsigned engine::spawn(void (*body)(void*), void* argument, std::uintptr_t id) {
    if (count == max_threads)
        fail("too many threads for this checker", nullptr, nullptr);
    const unsigned made = count++;
    ++unfinished_;
    thread_state& t = threads[made];
    t.views = {};
    if (active_) {
        ++running().views.now.happened.of[current];
        t.views.now = running().views.now;
        note({.what = action::spawn, .value = made});
    }
    t.as = fresh_identity(id ? id : (made + 1) * std::uintptr_t{0x1000});
    t.now = phase::runnable;
    t.body = body;
    t.argument = argument;
    t.stack.prepare(&engine::enter);
    return made;
}

thread_identity engine::fresh_identity(std::uintptr_t id) {
    ended.push_back({});
    return {id, static_cast<unsigned>(ended.size()), nullptr};
}
void engine::note_end() {
    ++running().views.now.happened.of[current];
    ended[running().as.number - 1] = running().views.now;
}
thread_identity engine::begin_identity(std::uintptr_t id) {
    const thread_identity before = running().as;
    running().as = fresh_identity(id);
    return before;
}
void engine::end_identity(const thread_identity& before) {
    note_end();
    running().as = before;
}
bool engine::has_ended(unsigned number) {
    point();
    const view& last = ended[number - 1];
    const bool has = last.happened.of[0] != 0; // every thread comes after the first one's begin
    if (has)
        running().views.now.join(last);
    return has;
}

void engine::join(unsigned thread) {
    point();
    if (threads[thread].now != phase::finished)
        block(phase::joining, thread);
    running().views.now.join(threads[thread].views.now);
    ++running().views.now.happened.of[current];
    note({.what = action::join, .value = thread});
}

void engine::point(bool yields) {
    if (++points > too_many_points)
        fail("livelock: the execution does not end", nullptr, nullptr);
    if (!alone())
        go_on(yields);
}

void engine::go_on(bool yields) {
    unsigned runnable = 0;
    for (unsigned t = 0; t < count; ++t) {
        if (threads[t].now == phase::waiting && choices.spurious())
            threads[t].now = phase::runnable;
        if (threads[t].now == phase::runnable)
            runnable |= 1u << t;
    }
    if (!runnable)
        fail("deadlock: every thread waits", nullptr, nullptr);
    const unsigned before = current;
    current = choices.thread(before, runnable, yields);
    if (current != before)
        threads[before].stack.go_to(threads[current].stack);
}

void engine::block(phase why, unsigned what) {
    running().now = why;
    running().awaits = what;
    go_on(true);
}
void engine::wake(phase why, unsigned what, phase now) {
    for (unsigned t = 0; t < count; ++t)
        if (threads[t].now == why && threads[t].awaits == what)
            threads[t].now = now;
}

monitor_state& engine::monitor_of(unsigned& number) {
    if (number == 0) {
        monitors.push_back({&number, 0, {}});
        number = static_cast<unsigned>(monitors.size());
    }
    if (number > monitors.size() || monitors[number - 1].address != &number)
        fail("a monitor is used that was not constructed", &number, nullptr);
    return monitors[number - 1];
}
void engine::lock(unsigned& number, const void* code) {
    point();
    monitor_of(number);
    while (monitors[number - 1].owner) {
        if (monitors[number - 1].owner == current + 1)
            fail("a thread locks a monitor that it has locked already", &number, code);
        block(phase::locking, number);
    }
    monitor_state& m = monitors[number - 1];
    m.owner = current + 1;
    running().views.now.join(m.released);
    note({.what = action::lock, .object = &number, .code = code});
}
void engine::unlock(unsigned& number, const void* code) {
    monitor_state& m = monitor_of(number);
    if (m.owner != current + 1)
        fail("a thread unlocks a monitor that it has not locked", &number, code);
    ++running().views.now.happened.of[current];
    m.released = running().views.now;
    m.owner = 0;
    note({.what = action::unlock, .object = &number, .code = code});
    wake(phase::locking, number, phase::runnable);
}
void engine::wait(unsigned& number, const void* code) {
    note({.what = action::wait, .object = &number, .code = code});
    unlock(number, code);
    block(phase::waiting, number);
    lock(number, code);
}
void engine::notify_all(unsigned& number, const void* code) {
    point();
    monitor_of(number);
    note({.what = action::notify, .object = &number, .code = code});
    wake(phase::waiting, number, phase::runnable);
}

void* engine::allocate(std::size_t size, std::size_t alignment, const void* code) noexcept {
    void* memory = active_ && choices.reuses_memory() ? reuse(size) : nullptr;
    if (!memory) {
        const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
        memory = std::aligned_alloc(alignment, rounded ? rounded : alignment);
        if (!memory || !active_)
            return memory;
        blocks.push_back({memory, size, false, {}});
    }
    std::memset(memory, 0xA5, size);
    note({.what = action::allocate, .object = memory, .value = size, .code = code});
    return memory;
}
// A block of this size that was freed, if there is one; blocks of one size are of one kind here.
void* engine::reuse(std::size_t size) noexcept {
    if (released_)
        for (heap_block& each : blocks)
            if (each.released && each.size == size) {
                each.released = false;
                --released_;
                running().views.now.join(each.until); // as the system's heap does
                plain.reuse(each.memory, size);
                return each.memory;
            }
    return nullptr;
}
void engine::release(void* memory, const void* code) noexcept {
    if (!memory || !active_) {
        std::free(memory);
        return;
    }
    for (heap_block& each : blocks)
        if (each.memory ==
            memory) { // stays as it is until the execution ends, so that later uses are seen
            if (each.released)
                fail("double free", memory, code);
            each.released = true;
            ++released_;
            note({.what = action::release, .object = memory, .code = code});
            atomics.release(memory, each.size, code);
            plain.release(memory, each.size, code);
            each.until = running().views.now;
            ++running().views.now.happened.of[current];
            each.until.happened.of[current] = running().views.now.happened.of[current];
            return;
        }
    std::free(memory);
}
bool engine::is_released(const void* memory) const noexcept {
    if (released_)
        for (const heap_block& each : blocks)
            if (each.released && reinterpret_cast<std::uintptr_t>(memory) -
                                         reinterpret_cast<std::uintptr_t>(each.memory) <
                                     each.size)
                return true;
    return false;
}
void engine::free_blocks() noexcept {
    released_ = 0;
    for (const heap_block& each : blocks)
        std::free(each.memory);
    blocks.clear();
}

} // namespace model
