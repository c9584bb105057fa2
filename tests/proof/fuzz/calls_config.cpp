// Global and interface configuration.

#include "player.hpp"

template <class T, class Call, class Expected>
void player::get_info(const char* name, Call call, Expected expected) {
    output_buffer<T> out{bytes_};
    constexpr ULONG before = 0xDEAD0000;
    number_cell version{!bytes_.oddly(), before};
    number_cell size{!bytes_.oddly(), before + 1};
    number_cell count{!bytes_.oddly(), before + 2};
    trace("%s(%p, capacity %lu)\n", name, out.data(),
          static_cast<unsigned long>(out.room().capacity));
    const DWORD got =
        call(out.data(), out.size(), version.pointer(), size.pointer(), count.pointer());
    const model::reply<T> reply = expected(out.room());
    check(name, got, reply.code);
    if (got == model::success) {
        version.expect(1);
        size.expect(sizeof(T));
        count.expect(1);
    }
    out.check(name, reply);
    version.check(name, "the version");
    size.check(name, "the structure's size");
    count.check(name, "the count");
}

void player::get_global_info() {
    get_info<sessions::global_config>(
        "GetGlobalInfo", slots_.pfnGetGlobalInfo,
        [&](const model::room& out) { return model_.get_global_info(out); });
}

void player::get_interface_info() {
    const ULONG index = bytes_.index();
    trace("interface %lu: ", static_cast<unsigned long>(index));
    get_info<sessions::interface_config>(
        "GetInterfaceInfo", [&](auto... out) { return slots_.pfnGetInterfaceInfo(index, out...); },
        [&](const model::room& out) { return model_.get_interface_info(index, out); });
}

void player::set_global_info() {
    using config = sessions::global_config;
    const auto [size, count] = bytes_.any_measure(sizeof(config));
    input_block<config> block{bytes_, std::uint64_t{size} * count, config{bytes_.value()}};
    const ULONG version = bytes_.value();
    trace("SetGlobalInfo(%p, %lu, %lu, %lu)\n", block.data(), static_cast<unsigned long>(version),
          static_cast<unsigned long>(size), static_cast<unsigned long>(count));
    const DWORD got = slots_.pfnSetGlobalInfo(block.data(), version, size, count);
    check("SetGlobalInfo", got, model_.set_global_info(block.given()));
    block.check("SetGlobalInfo");
}

void player::set_interface_info() {
    using config = sessions::interface_config;
    const ULONG index = bytes_.index();
    const auto [size, count] = bytes_.any_measure(sizeof(config));
    input_block<config> block{bytes_, std::uint64_t{size} * count, config{bytes_.value()}};
    const ULONG version = bytes_.value();
    trace("SetInterfaceInfo(%lu, %p, %lu, %lu, %lu)\n", static_cast<unsigned long>(index),
          block.data(), static_cast<unsigned long>(version), static_cast<unsigned long>(size),
          static_cast<unsigned long>(count));
    const DWORD got = slots_.pfnSetInterfaceInfo(index, block.data(), version, size, count);
    check("SetInterfaceInfo", got, model_.set_interface_info(index, block.given()));
    block.check("SetInterfaceInfo");
}
