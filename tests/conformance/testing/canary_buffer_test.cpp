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
    canary_buffer front{4};
    write(static_cast<unsigned char*>(front.data()) - 1, 0, 1);
    CHECK_FALSE(front.kept_inside());
}

} // namespace canary_buffer_tests
