// Interfaces: added and deleted, changed, updated, with clients.

#include "player.hpp"

void player::add_interface() {
    using config = sessions::interface_config;
    const ULONG index = bytes_.index();
    const auto [size, count] = bytes_.any_measure(sizeof(config));
    input_block<config> block{bytes_, std::uint64_t{size} * count, config{bytes_.value()}};
    guarded name{8}; // without a terminator: the protocol must not look for one
    const bool with_name = bytes_.hostile();
    // In C an enumeration may hold any number.
    const ULONG number = bytes_.hostile() ? bytes_.word() : 0;
    NET_INTERFACE_TYPE type{};
    static_assert(sizeof type == sizeof number);
    std::memcpy(&type, &number, sizeof type);
    trace("AddInterface(%lu, %p, %lu, %lu)\n", static_cast<unsigned long>(index), block.data(),
          static_cast<unsigned long>(size), static_cast<unsigned long>(count));
    const DWORD got = slots_.pfnAddInterface(
        with_name ? name.as<std::remove_pointer_t<LPWSTR>>() : nullptr, index, type, number,
        static_cast<WORD>(number), static_cast<WORD>(number), block.data(), 1, size, count);
    check("AddInterface", got, model_.add_interface(index, block.given()));
    block.check("AddInterface");
    name.check("AddInterface", "the name");
}

void player::delete_interface() {
    const ULONG index = bytes_.index();
    trace("DeleteInterface(%lu)\n", static_cast<unsigned long>(index));
    const DWORD got = slots_.pfnDeleteInterface(index);
    check("DeleteInterface", got, model_.delete_interface(index));
}

void player::interface_status() {
    // mostly: enabled
    static constexpr ULONG types[] = {RIS_INTERFACE_ENABLED,      RIS_INTERFACE_DISABLED,
                                      RIS_INTERFACE_ENABLED,      RIS_INTERFACE_MEDIA_PRESENT,
                                      RIS_INTERFACE_MEDIA_ABSENT, RIS_INTERFACE_ADDRESS_CHANGE};
    static constexpr ULONG lengths[] = {0, 1, 8, 24, 32};
    const ULONG index = bytes_.index();
    const DWORD type = bytes_.oddly() ? bytes_.value() + 4 : bytes_.one_of(types);
    const BOOL active = static_cast<BOOL>(bytes_.hostile() ? bytes_.value() : 1);
    const input::pointer pointer =
        bytes_.hostile() ? bytes_.any_pointer() : input::pointer{false, 0};
    // The count claims more addresses than there are, or even the header is cut off.
    IP_ADAPTER_BINDING_INFO head{};
    head.AddressCount = 0xFFFFFFFF;
    guarded info{pointer.there ? bytes_.one_of(lengths) : 0, pointer.offset};
    info.put(head);
    trace("InterfaceStatus(%lu, %d, %lu, %p)\n", static_cast<unsigned long>(index),
          static_cast<int>(active), static_cast<unsigned long>(type),
          pointer.there ? info.data() : nullptr);
    const DWORD got =
        slots_.pfnInterfaceStatus(index, active, type, pointer.there ? info.data() : nullptr);
    check("InterfaceStatus", got,
          model_.interface_status(index, type, !pointer.there || pointer.is_aligned(8)));
    info.check("InterfaceStatus", "the status");
}

void player::update_routes() {
    const ULONG index = bytes_.index();
    const DWORD got = slots_.pfnUpdateRoutes(index);
    trace("DoUpdateRoutes(%lu) = %lu\n", static_cast<unsigned long>(index),
          static_cast<unsigned long>(got));
    const DWORD wanted = model_.update_routes(index);
    // Wait for half of the updates, so that the next calls find them ended.
    const bool alone = background_ == 0 && model_.events.in_background() == 1;
    if (got == model::success && got == wanted && alone && notified_ && bytes_.byte() % 2 == 0) {
        if (!await_signal(10000))
            violated("DoUpdateRoutes: its end is not signalled");
        model_.events.update_posted();
    }
    check("DoUpdateRoutes", got, wanted);
}

void player::connect_client() {
    const ULONG index = bytes_.index();
    input_block<IP_LOCAL_BINDING> client{bytes_, sizeof(IP_LOCAL_BINDING), {bytes_.value(), 0}};
    trace("ConnectClient(%lu, %p)\n", static_cast<unsigned long>(index), client.data());
    const DWORD got = slots_.pfnConnectClient(index, client.data());
    check("ConnectClient", got, model_.connect_client(index, client.given()));
    client.check("ConnectClient");
}

void player::disconnect_client() {
    const ULONG index = bytes_.index();
    input_block<IP_LOCAL_BINDING> client{bytes_, sizeof(IP_LOCAL_BINDING), {bytes_.value(), 0}};
    trace("DisconnectClient(%lu, %p)\n", static_cast<unsigned long>(index), client.data());
    const DWORD got = slots_.pfnDisconnectClient(index, client.data());
    check("DisconnectClient", got, model_.disconnect_client(index, client.given()));
    client.check("DisconnectClient");
}
