#include "arguments.hpp"
#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <sessions.hpp>

using namespace oracle;

TEST_CASE("MIB questions", "[mib]") {
    const dll_under_test dll;
    dll.run();
    for (const ULONG index : {ULONG{0}, highest})
        REQUIRE(dll.add(index) == success);
    REQUIRE(dll.attach(2) == success);
    REQUIRE(dll.set_limit(2, 9) == success);

    const auto ask = [](PMIB_GET call, ULONG index) -> std::optional<ULONG> {
        sessions::mib_question question{index};
        auto answer = filled_with<sessions::mib_answer>(0xA5);
        ULONG size = sizeof answer;
        if (call(sizeof question, &question, &size, &answer) != failure)
            return answer.interface_index;
        return std::nullopt;
    };
    CHECK(ask(dll->pfnMibGetEntry, 0) == 0U);
    CHECK(ask(dll->pfnMibGetEntry, 2) == 2U);
    CHECK(ask(dll->pfnMibGetEntry, 4) == std::nullopt);
    CHECK(ask(dll->pfnMibGetEntry, highest) == highest);
    CHECK(ask(dll->pfnMibGetFirstEntry, 3) == 0U);
    CHECK(ask(dll->pfnMibGetFirstEntry, highest) == 0U);
    CHECK(ask(dll->pfnMibGetNextEntry, 0) == 1U);
    CHECK(ask(dll->pfnMibGetNextEntry, 2) == 3U);
    CHECK(ask(dll->pfnMibGetNextEntry, 3) == highest);
    CHECK(ask(dll->pfnMibGetNextEntry, highest - 1) == highest);
    CHECK(ask(dll->pfnMibGetNextEntry, highest) == std::nullopt);

    struct way {
        const char* name;
        PMIB_GET call;
        ULONG index;
        ULONG without; ///< An index that gives no answer once 0 and the highest are gone.
    };
    for (const way& w : {way{"MibGet", dll->pfnMibGetEntry, 2, 77},
                         way{"MibGetFirst", dll->pfnMibGetFirstEntry, 2, 0},
                         way{"MibGetNext", dll->pfnMibGetNextEntry, 1, 77}}) {
        INFO(w.name);
        struct {
            sessions::mib_question question;
            ULONG more;
        } input{{w.index}, 0};
        const sessions::mib_answer expected = w.call == dll->pfnMibGetFirstEntry
                                                  ? sessions::mib_answer{0, 0, 0, 0}
                                                  : sessions::mib_answer{2, 1, 1, 9};
        check_buffer(expected, [&](void* buffer, ULONG* size) {
            return w.call(sizeof input.question, &input.question, size, buffer);
        });
        sessions::mib_answer answer{};
        ULONG size = sizeof answer;
        CHECK(w.call(sizeof input, &input, &size, &answer) == success); // larger than needed
        CHECK(same_bytes(answer, expected));

        const auto untouched = filled_with<sessions::mib_answer>(0xA5);
        answer = untouched;
        CHECK(w.call(sizeof input.question, nullptr, &size, &answer) == bad_argument);
        CHECK(w.call(0, nullptr, &size, &answer) == bad_argument);
        for (ULONG length = 0; length < sizeof input.question; ++length)
            CHECK(w.call(length, &input, &size, &answer) == bad_argument);
        for (const std::size_t offset : {1U, 2U, 3U}) {
            const shifted<sessions::mib_question> misaligned{offset, input.question};
            CHECK(w.call(sizeof input.question, misaligned.address(), &size, &answer) ==
                  bad_argument);
        }
        CHECK(w.call(0, nullptr, nullptr, nullptr) == bad_argument);
        CHECK(same_bytes(answer, untouched));
    }

    for (const ULONG index : {ULONG{0}, ULONG{1}, ULONG{2}, ULONG{3}, highest}) {
        CHECK(ask(dll->pfnMibGetFirstEntry, 0) == index);
        REQUIRE(dll->pfnDeleteInterface(index) == success);
        CHECK(ask(dll->pfnMibGetEntry, index) == std::nullopt);
    }
    CHECK(ask(dll->pfnMibGetFirstEntry, 0) == std::nullopt);
    CHECK(ask(dll->pfnMibGetNextEntry, 0) == std::nullopt);
}

TEST_CASE("MIB changes", "[mib]") {
    const dll_under_test dll;
    dll.run();
    struct {
        sessions::mib_change change;
        ULONG more;
    } input{{1, 6}, 0};
    const auto set = dll->pfnMibSetEntry;
    CHECK(set(sizeof input.change, nullptr) == bad_argument);
    CHECK(set(0, nullptr) == bad_argument);
    for (ULONG length = 0; length < sizeof input.change; ++length)
        CHECK(set(length, &input) == bad_argument);
    for (const std::size_t offset : {1U, 2U, 3U}) {
        const shifted<sessions::mib_change> misaligned{offset, input.change};
        CHECK(set(sizeof input.change, misaligned.address()) == bad_argument);
    }
    CHECK(dll.set_limit(77, 6) == failure);
    CHECK(dll.look(1).client_limit == 0);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
    CHECK(set(sizeof input, &input) == success);
    CHECK(dll.look(1).client_limit == 6);
    CHECK(dll.fetch().kind == SAVE_INTERFACE_CONFIG_INFO);

    for (const auto call : {dll->pfnMibCreateEntry, dll->pfnMibDeleteEntry}) {
        CHECK(call(sizeof input, nullptr) == bad_argument);
        CHECK(call(0, nullptr) == bad_argument);
        CHECK(call(sizeof input, &input) == failure);
        CHECK(call(0, &input) == failure);
        const shifted<ULONG> misaligned{1};
        CHECK(call(4, misaligned.address()) == failure);
    }
}

TEST_CASE("MIB traps", "[mib]") {
    const dll_under_test dll;
    dll.run();
    ULONG data = 5;
    ULONG size = sizeof data;
    CHECK(dll->pfnMibSetTrapInfo(dll.event, sizeof data, &data, &size, &data) == no_memory);
    CHECK(dll->pfnMibSetTrapInfo(nullptr, 0, nullptr, nullptr, nullptr) == no_memory);
    CHECK(dll->pfnMibGetTrapInfo(sizeof data, &data, &size, &data) == no_memory);
    CHECK(dll->pfnMibGetTrapInfo(0, nullptr, nullptr, nullptr) == no_memory);
    CHECK(!dll.is_signalled());
}
