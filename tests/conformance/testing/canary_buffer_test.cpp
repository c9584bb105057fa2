// The output buffer that detects writes outside of it.

#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/conformance/canary_buffer.hpp>

namespace canary_buffer_tests {

using routpact::detail::canary_buffer;

namespace {

// Writes as code of another module does: the compiler cannot remove the write.
void write(void* where, std::size_t at, unsigned char value) {
    static_cast<volatile unsigned char*>(where)[at] = value;
}

} // namespace

TEST_CASE("a canary buffer detects every write outside of it", "[testing][memory]") {
    for (const ULONG capacity : {0u, 1u, 7u, 64u}) {
        canary_buffer buffer{capacity};
        CHECK(buffer.is_untouched());
        CHECK(buffer.is_empty());
        for (ULONG i = 0; i < capacity; ++i)
            write(buffer.data(), i, 1);
        CHECK(buffer.kept_inside());
        CHECK(buffer.is_empty() == (capacity == 0));
        CHECK(buffer.first(2).size() == (capacity < 2 ? capacity : 2));
        write(buffer.data(), capacity, 1);
        CHECK_FALSE(buffer.kept_inside());
        CHECK_FALSE(buffer.is_untouched());
    }
}

TEST_CASE("each of the 4096 canary bytes on each side counts", "[testing][memory]") {
    canary_buffer buffer{4, 0x5A};
    const auto is_noticed = [&](unsigned char* where) {
        write(where, 0, 1);
        const bool noticed = !buffer.kept_inside() && !buffer.is_untouched() && buffer.is_empty();
        write(where, 0, 0x5A);
        return noticed && buffer.is_untouched();
    };
    auto* const begin = static_cast<unsigned char*>(buffer.data());
    int noticed = 0;
    for (int distance = 1; distance <= 4096; ++distance)
        noticed +=
            (is_noticed(begin - distance) ? 1 : 0) + (is_noticed(begin + 3 + distance) ? 1 : 0);
    CHECK(noticed == 2 * 4096);
}

} // namespace canary_buffer_tests
