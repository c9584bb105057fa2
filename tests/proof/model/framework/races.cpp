#include "races.hpp"
#include "engine.hpp"
#include <cstring>

namespace model {

void races::clear() noexcept {
    first_.clear();
    records_.clear();
}

unsigned races::make(const record& like) {
    if (first_.is_full())
        engine_.fail("the execution uses too much memory for this checker", nullptr, nullptr);
    records_.push_back(like);
    return static_cast<unsigned>(records_.size());
}

// While there is only one thread, all its accesses happen before those of later threads.
void races::touch(const void* at, std::size_t size, access how, const void* code) {
    if (engine_.alone()) {
        if (engine_.is_released(at))
            engine_.fail("use after free", at, code);
        return;
    }
    auto address = reinterpret_cast<std::uintptr_t>(at);
    while (size) {
        unsigned& first_record = first_[address / granule];
        const std::size_t first = address % granule;
        const std::size_t end = size < granule - first ? first + size : granule;
        address += end - first;
        size -= end - first;
        auto left = static_cast<bytes>((0xFF >> (granule - (end - first))) << first);
        for (unsigned n = first_record; n && left; n = records_[n - 1].next) {
            const auto both = static_cast<bytes>(records_[n - 1].of & left);
            if (!both)
                continue;
            if (both !=
                records_[n - 1].of) { // from here on, these bytes have a record of their own
                record rest = records_[n - 1];
                rest.of = static_cast<bytes>(rest.of & ~both);
                const unsigned more = make(rest);
                records_[n - 1].of = both;
                records_[n - 1].next = more;
            }
            left = static_cast<bytes>(left & ~both);
            check(records_[n - 1], how, at, code);
        }
        if (left) {
            if (engine_.is_released(at))
                engine_.fail("use after free", at, code);
            record fresh{};
            fresh.of = left;
            fresh.next = first_record;
            first_record = make(fresh);
            check(records_.back(), how, at, code);
        }
    }
}

void races::release(const void* block, std::size_t size, const void* code) {
    if (engine_.alone())
        return;
    const auto begin = reinterpret_cast<std::uintptr_t>(block);
    for (std::uintptr_t at = begin / granule; at * granule < begin + size; ++at)
        for (unsigned n = first_[at]; n; n = records_[n - 1].next)
            check(records_[n - 1], access::frees, reinterpret_cast<const void*>(at * granule),
                  code);
}

void races::reuse(const void* block, std::size_t size) noexcept {
    const auto begin = reinterpret_cast<std::uintptr_t>(block);
    for (std::uintptr_t at = begin / granule; at * granule < begin + size; ++at)
        for (unsigned n = first_[at]; n; n = records_[n - 1].next)
            records_[n - 1].released = false;
}

void races::check(record& r, access how, const void* at, const void* code) {
    const clock& now = engine_.running().views.now.happened;
    const unsigned me = engine_.current;
    const stamp event = now.of[me] + 1; // of the next synchronization: this comes before it
    if (r.released)
        engine_.fail("use after free", at, code);
    if (r.writer != me && r.written > now.of[r.writer])
        engine_.fail(how == access::reads
                         ? "data race: a read, and a write that does not happen before"
                     : how == access::writes
                         ? "data race: a write, and another one that does not happen before"
                         : "data race: memory is freed, and a write does not happen before that",
                     at, code);
    if (how == access::reads) {
        r.read[me] = event;
        return;
    }
    for (unsigned t = 0; t < max_threads; ++t)
        if (t != me && r.read[t] > now.of[t])
            engine_.fail(how == access::writes
                             ? "data race: a write, and a read that does not happen before"
                             : "data race: memory is freed, and a read does not happen before that",
                         at, code);
    r.written = event;
    r.writer = static_cast<unsigned char>(me);
    r.released = how == access::frees;
}

namespace {
void access(const void* at, std::size_t size, bool writes, const void* code) {
    engine& e = the();
    if (!e.active() || size == 0)
        return;
    writes ? e.plain.write(at, size, code) : e.plain.read(at, size, code);
}
} // namespace

void hooks::plain_read(const void* at, unsigned size) noexcept {
    access(at, size, false, __builtin_return_address(0));
}
void hooks::plain_write(const void* at, unsigned size) noexcept {
    access(at, size, true, __builtin_return_address(0));
}

} // namespace model

// The functions that compilers call with -fsanitize=thread.
#define MODEL_ACCESS(name, size, writes)                                                           \
    extern "C" void __tsan_##name(void* at) {                                                      \
        model::access(at, size, writes, __builtin_return_address(0));                              \
    }
#define MODEL_ACCESSES(prefix)                                                                     \
    MODEL_ACCESS(prefix##read2, 2, false)                                                          \
    MODEL_ACCESS(prefix##read4, 4, false)                                                          \
    MODEL_ACCESS(prefix##read8, 8, false)                                                          \
    MODEL_ACCESS(prefix##read16, 16, false)                                                        \
    MODEL_ACCESS(prefix##write2, 2, true)                                                          \
    MODEL_ACCESS(prefix##write4, 4, true)                                                          \
    MODEL_ACCESS(prefix##write8, 8, true)                                                          \
    MODEL_ACCESS(prefix##write16, 16, true)
MODEL_ACCESS(read1, 1, false)
MODEL_ACCESS(write1, 1, true)
MODEL_ACCESSES()
MODEL_ACCESSES(unaligned_)
extern "C" {
void __tsan_read_range(void* at, std::size_t size) {
    model::access(at, size, false, __builtin_return_address(0));
}
void __tsan_write_range(void* at, std::size_t size) {
    model::access(at, size, true, __builtin_return_address(0));
}
void __tsan_vptr_read(void* at) {
    model::access(at, sizeof at, false, __builtin_return_address(0));
}
void __tsan_vptr_update(void* at, void*) {
    model::access(at, sizeof at, true, __builtin_return_address(0));
}
void* __tsan_memcpy(void* to, const void* from, std::size_t size) {
    model::access(from, size, false, __builtin_return_address(0));
    model::access(to, size, true, __builtin_return_address(0));
    return std::memcpy(to, from, size);
}
void* __tsan_memmove(void* to, const void* from, std::size_t size) {
    model::access(from, size, false, __builtin_return_address(0));
    model::access(to, size, true, __builtin_return_address(0));
    return std::memmove(to, from, size);
}
void* __tsan_memset(void* to, int value, std::size_t size) {
    model::access(to, size, true, __builtin_return_address(0));
    return std::memset(to, value, size);
}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}
void __tsan_init() {}
}
