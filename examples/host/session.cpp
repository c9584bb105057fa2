#include "session.hpp"

namespace {

using std::to_string;

std::string address(const IP_LOCAL_BINDING* client) {
    return client ? "10.0.0.2" : "null";
}

} // namespace

session::reply session::add(ULONG index, block& info) {
    wchar_t name[] = L"Internal";
    return router_.call<&table::pfnAddInterface>(
        "\"Internal\", " + to_string(index) + ", " + info.text(), name, index, PERMANENT, DWORD{0},
        WORD{0}, WORD{0}, info.data(), info.version, info.size(), info.count());
}

session::reply session::remove(ULONG index) {
    return router_.call<&table::pfnDeleteInterface>(to_string(index), index);
}

session::reply session::status(ULONG index, DWORD type, PVOID info) {
    static const char* const names[] = {"ADDRESS_CHANGE", "ENABLED", "DISABLED"};
    const BOOL active = type == RIS_INTERFACE_DISABLED ? FALSE : TRUE;
    return router_.call<&table::pfnInterfaceStatus>(to_string(index) + ", " +
                                                        (type < 3 ? names[type] : to_string(type)),
                                                    index, active, type, info);
}

session::reply session::connect(ULONG index, IP_LOCAL_BINDING* client) {
    return router_.call<&table::pfnConnectClient>(to_string(index) + ", " + address(client), index,
                                                  client);
}

session::reply session::disconnect(ULONG index, IP_LOCAL_BINDING* client) {
    return router_.call<&table::pfnDisconnectClient>(to_string(index) + ", " + address(client),
                                                     index, client);
}

bool session::start() {
    return router_.start(layouts_.global).must({NO_ERROR}, "ready to take interfaces");
}

bool session::play(PREGISTER_PROTOCOL register_protocol) {
    router_.refuse_registration(register_protocol);
    if (!router_.registration(register_protocol))
        return false;
    router_.look_at_pointers();
    if (!start())
        return false;
    router_.start(layouts_.global).may(undocumented("a second start"));
    configure();
    if (begin_interfaces()) {
        configure_interface();
        clients();
        updates();
        multicast();
        management();
        traps();
        actions();
        routing_domains();
        removal();
    }
    router_.stop();
    if (is_stuck())
        return true;
    router_.call<&table::pfnStopProtocol>("").may(undocumented("a second stop"));
    connect(itf, &client_).may(undocumented("after the stop"));
    return true;
}

bool session::play_again(PREGISTER_PROTOCOL register_protocol) {
    if (!router_.registration(register_protocol) || !start())
        return false;
    add(itf).accept(adds_any(), "the interface of the first session is gone");
    router_.call<&table::pfnStartComplete>("").must({NO_ERROR}, "all initial interfaces are there");
    router_.stop();
    return true;
}

void session::configure() {
    ULONG out = 0;
    router_.call<&table::pfnGetGlobalInfo>("null, null", nullptr, PULONG{}, &out, &out, &out)
        .must({ERROR_INVALID_PARAMETER}, "the size must not be null");
    const block read = router_.read_global_info();
    if (layouts_.global.bytes.empty())
        layouts_.global = read;

    const auto set = [&](block& info) {
        return router_.call<&table::pfnSetGlobalInfo>(info.text(), info.data(), info.version,
                                                      info.size(), info.count());
    };
    block none;
    set(none).must({ERROR_INVALID_PARAMETER}, "the info must not be null");
    if (layouts_.global.bytes.empty())
        return;
    set(layouts_.global).may(own_info);
    block longer = layouts_.global.longer();
    set(longer).may(own_info);
}

// A protocol without this flag may require an info block.
bool session::adds_any() const {
    return (router_.functionality() & RF_ADD_ALL_INTERFACES) != 0;
}

bool session::begin_interfaces() {
    const auto complete = [this] {
        router_.call<&table::pfnStartComplete>("").must({NO_ERROR},
                                                        "all initial interfaces are there");
    };
    if (!add(itf).accept(adds_any(), "a new index is added, disabled")) {
        complete();
        return false;
    }
    add(itf).must({ERROR_INVALID_PARAMETER}, "an interface already has this index");
    connect(itf, &client_).may(undocumented("before StartComplete"));
    complete();
    router_.call<&table::pfnStartComplete>("").must({NO_ERROR},
                                                    "a second call; the only documented code");
    add(other).accept(adds_any(), "adds an interface after the start; every index is valid");

    status(itf, RIS_INTERFACE_ENABLED).must({NO_ERROR}, "the interface may be used from now on");
    IP_ADAPTER_BINDING_INFO unnumbered{};
    status(itf, RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered)
        .must({NO_ERROR}, "binds the interface; without addresses it is unnumbered");
    status(absent, RIS_INTERFACE_ENABLED).must({ERROR_INVALID_PARAMETER}, unknown_index);
    status(itf, 99).may(undocumented("an unknown type"));
    return true;
}

void session::configure_interface() {
    ULONG out = 0;
    const auto get = [&](const std::string& text, ULONG index, PULONG room) {
        return router_.call<&table::pfnGetInterfaceInfo>(text, index, nullptr, room, &out, &out,
                                                         &out);
    };
    ULONG room = 0;
    get(to_string(absent) + ", null, 0", absent, &room)
        .must({ERROR_INVALID_PARAMETER}, unknown_index);
    get(to_string(itf) + ", null, null", itf, nullptr)
        .must({ERROR_INVALID_PARAMETER}, "the size must not be null");
    const block read = router_.read_interface_info(itf);
    if (layouts_.itf.bytes.empty())
        layouts_.itf = read;

    const auto set = [&](ULONG index, block& info) {
        return router_.call<&table::pfnSetInterfaceInfo>(to_string(index) + ", " + info.text(),
                                                         index, info.data(), info.version,
                                                         info.size(), info.count());
    };
    block something = block_of(ULONG{0});
    set(absent, something).must({ERROR_INVALID_PARAMETER}, unknown_index);
    block none;
    set(itf, none).must({ERROR_INVALID_PARAMETER}, "the info must not be null");
    if (layouts_.itf.bytes.empty())
        return;
    set(itf, layouts_.itf).may(own_info);
    block longer = layouts_.itf.longer();
    set(itf, longer).may(own_info);
}

void session::clients() {
    connect(itf, &client_).must({NO_ERROR}, "a client connects to an enabled interface");
    connect(absent, &client_).must({ERROR_INVALID_PARAMETER}, unknown_index);
    connect(itf, nullptr)
        .must({ERROR_INVALID_PARAMETER}, "null is no address; the only documented failure");
    disconnect(absent, &client_).must({ERROR_INVALID_PARAMETER}, unknown_index);
    disconnect(itf, nullptr)
        .must({ERROR_INVALID_PARAMETER}, "null is no address; the only documented failure");
    disconnect(itf, &client_).must({NO_ERROR}, "the connected client leaves");
}

void session::updates() {
    const auto update = [&](ULONG index) {
        return router_.call<&table::pfnUpdateRoutes>(to_string(index), index);
    };
    update(absent).must({ERROR_INVALID_PARAMETER}, unknown_index);
    if (update(itf).may("a started update ends with UPDATE_COMPLETE"))
        router_.await_update();
    else
        router_.fetch_events();
}

void session::multicast() {
    BYTE flags = 0;
    const auto ask = [&](ULONG index) {
        return [this, index, &flags](const std::string& text, PVOID buffer, PULONG room) {
            return router_.call<&table::pfnGetNeighbors>(text, index, static_cast<PDWORD>(buffer),
                                                         room, &flags);
        };
    };
    ULONG room = 0;
    ask(absent)(to_string(absent) + ", null, 0", nullptr, &room)
        .must({ERROR_INVALID_PARAMETER}, unknown_index);
    router_.read(to_string(itf) + ", ", ask(itf));

    const DWORD group = 0x010000e0;  // 224.0.0.1, in network order
    const DWORD source = 0x0300000a; // 10.0.0.3
    BYTE state = 0xEE;
    const auto forwarding = [&](ULONG index) {
        return router_.call<&table::pfnGetMfeStatus>(to_string(index) + ", 224.0.0.1, 10.0.0.3",
                                                     index, group, source, &state);
    };
    forwarding(absent).must({ERROR_INVALID_PARAMETER}, unknown_index);
    const reply returned = forwarding(itf);
    const routpact::code_set states{MFE_NO_ERROR, MFE_REACHED_CORE, MFE_PRUNED_UPSTREAM,
                                    MFE_OIF_PRUNED, MFE_OLD_ROUTER};
    returned.may("a returned status is one that a protocol may report",
                 returned.answer != NO_ERROR || states.contains(state));
}

void session::removal() {
    status(itf, RIS_INTERFACE_DISABLED).must({NO_ERROR}, "the interface must not be used any more");
    connect(itf, &client_).may(undocumented("to a disabled interface"));
    status(itf, RIS_INTERFACE_ENABLED).must({NO_ERROR}, "the interface may be used again");
    connect(itf, &client_).must({NO_ERROR}, "a client connects again");
    remove(itf).must({NO_ERROR}, "removes the interface while a client is connected");
    disconnect(itf, &client_).must({ERROR_INVALID_PARAMETER}, "the interface was removed");
    remove(itf).must({ERROR_INVALID_PARAMETER}, "the interface was removed");
    add(itf).accept(adds_any(), "a removed index can be added again");
}
