// The MIB: entries and traps. The size comes before the data here.

#include "player.hpp"

namespace {
/// An entry that begins with an index, like all entries of the protocol.
template <class Entry>
input_block<Entry> any_entry(input& bytes, ULONG size) {
    Entry entry{};
    entry.interface_index = bytes.index();
    if constexpr (requires { entry.client_limit; })
        entry.client_limit = bytes.value();
    return {bytes, size, entry};
}
} // namespace

void player::mib_create_entry() {
    const ULONG size = bytes_.any_size(8);
    auto entry = any_entry<sessions::mib_change>(bytes_, size);
    trace("MibCreate(%lu, %p)\n", static_cast<unsigned long>(size), entry.data());
    const DWORD got = slots_.pfnMibCreateEntry(size, entry.data());
    check("MibCreate", got, model_.create_or_delete_entry(entry.given().there));
    entry.check("MibCreate");
}

void player::mib_delete_entry() {
    const ULONG size = bytes_.any_size(8);
    auto entry = any_entry<sessions::mib_change>(bytes_, size);
    trace("MibDelete(%lu, %p)\n", static_cast<unsigned long>(size), entry.data());
    const DWORD got = slots_.pfnMibDeleteEntry(size, entry.data());
    check("MibDelete", got, model_.create_or_delete_entry(entry.given().there));
    entry.check("MibDelete");
}

void player::mib_set_entry() {
    const ULONG size = bytes_.any_size(sizeof(sessions::mib_change));
    auto entry = any_entry<sessions::mib_change>(bytes_, size);
    trace("MibSet(%lu, %p: interface %lu)\n", static_cast<unsigned long>(size), entry.data(),
          static_cast<unsigned long>(entry.given().content.interface_index));
    const DWORD got = slots_.pfnMibSetEntry(size, entry.data());
    check("MibSet", got, model_.set_entry(entry.given()));
    entry.check("MibSet");
}

template <class Call, class Expected>
void player::query_mib(const char* name, Call call, Expected expected) {
    const ULONG size = bytes_.any_size(sizeof(sessions::mib_question));
    auto asked = any_entry<sessions::mib_question>(bytes_, size);
    output_buffer<sessions::mib_answer> out{bytes_};
    trace("%s(%lu, %p: interface %lu, capacity %lu, %p)\n", name, static_cast<unsigned long>(size),
          asked.data(), static_cast<unsigned long>(asked.given().content.interface_index),
          static_cast<unsigned long>(out.room().capacity), out.data());
    const DWORD got = call(size, asked.data(), out.size(), out.data());
    const model::reply<sessions::mib_answer> reply = expected(asked.given(), out.room());
    check(name, got, reply.code);
    asked.check(name);
    out.check(name, reply);
}

void player::mib_get_entry() {
    query_mib("MibGet", slots_.pfnMibGetEntry,
              [&](const auto& asked, const auto& out) { return model_.get_entry(asked, out); });
}

void player::mib_get_first_entry() {
    query_mib("MibGetFirst", slots_.pfnMibGetFirstEntry, [&](const auto& asked, const auto& out) {
        return model_.get_first_entry(asked, out);
    });
}

void player::mib_get_next_entry() {
    query_mib("MibGetNext", slots_.pfnMibGetNextEntry, [&](const auto& asked, const auto& out) {
        return model_.get_next_entry(asked, out);
    });
}

template <class Call>
void player::trap_info(const char* name, Call call) {
    const ULONG size = bytes_.any_size(sizeof(sessions::mib_question));
    auto entry = any_entry<sessions::mib_question>(bytes_, size);
    output_buffer<sessions::mib_answer> out{bytes_};
    trace("%s(%lu, %p)\n", name, static_cast<unsigned long>(size), entry.data());
    const DWORD got = call(size, entry.data(), out.size(), out.data());
    const DWORD wanted = model::protocol::trap_info();
    check(name, got, wanted);
    entry.check(name);
    out.check(name, {wanted});
}

void player::mib_set_trap_info() {
    const bool with_event = !bytes_.oddly();
    trap_info("MibSetTrapInfo", [&](auto... arguments) {
        return slots_.pfnMibSetTrapInfo(with_event ? event_ : nullptr, arguments...);
    });
}

void player::mib_get_trap_info() {
    trap_info("MibGetTrapInfo", slots_.pfnMibGetTrapInfo);
}
