#pragma once
// Detects data races between plain accesses, and uses of freed memory.
//
// The scenarios are compiled with -fsanitize=thread, so the compiler inserts a function call before
// each access. races.cpp defines these functions instead of the sanitizer's library.

#include "address_map.hpp"
#include "clock.hpp"
#include "own_vector.hpp"
#include <cstddef>

namespace model {

struct engine;

class races {
public:
    explicit races(engine& owner) noexcept : engine_{owner} {}

    void clear() noexcept;
    void read(const void* at, std::size_t size, const void* code) {
        touch(at, size, access::reads, code);
    }
    void write(const void* at, std::size_t size, const void* code) {
        touch(at, size, access::writes, code);
    }
    /// Records that memory was freed. Every access has to happen before that.
    void release(const void* block, std::size_t size, const void* code);
    /// Records that freed memory was allocated again.
    void reuse(const void* block, std::size_t size) noexcept;

private:
    static constexpr std::size_t granule = 8;
    using bytes = unsigned char; // a set of the bytes of a granule
    // The accesses to bytes of a granule that have always been accessed together.
    struct record {
        stamp written;
        stamp read[max_threads];
        unsigned char writer;
        bytes of;
        bool released;
        unsigned next; // for other bytes of the granule, from 1
    };
    enum class access { reads, writes, frees };

    void touch(const void* at, std::size_t size, access how, const void* code);
    void check(record& r, access how, const void* at, const void* code);
    unsigned make(const record& like);

    engine& engine_;
    address_map first_; // record of a granule, from 1
    own_vector<record> records_;
};

} // namespace model
