#pragma once
// A simulated router manager for the unit tests of one protocol.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/detail/testing/blocks.hpp>
#include <routpact/detail/testing/ip_binding.hpp>
#include <routpact/detail/testing/test_construction.hpp>
#include <routpact/protocol.hpp>
#include <routpact/testing/mib_calls.hpp>
#include <routpact/testing/stepped_event.hpp>
#include <tuple>
#include <utility>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Simulates the router manager for one protocol: for the class `Protocol` in this process, or for
/// a DLL built from it. It works with every test framework.
///
/// A member function named after a callback calls it and returns its code, or a reply with the code
/// and the value; its comment says which other calls it makes. Every call is recorded. Calls that
/// no router manager makes, such as a call before the start, throw usage_error. Mistakes that a
/// router manager can make, such as an unknown index, are passed to the protocol. Calls may come
/// from any thread; start, stop and the destructor must run on one thread. At most one object
/// exists at a time for a protocol in this process.
template <class Protocol>
class router_manager : public mib_calls<Protocol> {
    using session = mib_calls<Protocol>;
    using table = MPR_ROUTING_CHARACTERISTICS;

public:
    /// Tests the class in this process.
    ROUTPACT_HIDDEN router_manager() : session{&register_class, Protocol::protocol_id} {}
    /// Tests the protocol of a DLL. `entry_point` is the RegisterProtocol that the DLL exports; the
    /// DLL must stay loaded while this object exists.
    ROUTPACT_HIDDEN explicit router_manager(PREGISTER_PROTOCOL entry_point)
        : session{entry_point, Protocol::protocol_id} {}
    /// Tests a protocol that is already registered, through its pointers.
    ROUTPACT_HIDDEN explicit router_manager(const MPR_ROUTING_CHARACTERISTICS& registered)
        : session{registered} {}
    router_manager(const router_manager&) = delete;
    router_manager& operator=(const router_manager&) = delete;
    /// Stops the protocol if it runs.
    ROUTPACT_HIDDEN ~router_manager() { detail::test_construction<Protocol>::clear(); }

    /// Passes `arguments` to the constructor of the protocol in every later start, after the
    /// router_manager& and before the info block: for what only a test replaces, such as a socket.
    /// The class needs a constructor for them besides the one for the router manager, or default
    /// arguments. An lvalue is passed by reference and must outlive this object; any other argument
    /// is kept here. Throws usage_error for a protocol behind a DLL.
    template <class... Arguments>
    ROUTPACT_HIDDEN void construct_with(Arguments&&... arguments) {
        this->replace_start(&register_class, detail::test_construction<Protocol>::entry_point());
        detail::test_construction<Protocol>::set(
            std::tuple<Arguments...>{std::forward<Arguments>(arguments)...});
    }

    /// Registers if necessary, calls StartProtocol with the global info or none, and StartComplete.
    /// Returns the first code that is not NO_ERROR.
    template <class... Info>
    DWORD start(const Info&... global) {
        const DWORD answer = start_protocol(global...);
        return answer == NO_ERROR ? start_complete() : answer;
    }
    /// Stops the protocol and starts it again. It has no interfaces then.
    template <class... Info>
    DWORD restart(const Info&... global) {
        const DWORD answer = stop();
        return answer == NO_ERROR ? start(global...) : answer;
    }
    /// Calls StopProtocol and returns when the stop has ended, or when `timeout` is over. Processes
    /// the events until then. Returns NO_ERROR, or ERROR_PROTOCOL_STOP_PENDING if the stop has not
    /// ended.
    DWORD stop() {
        const DWORD answer = stop_protocol();
        if (answer == ERROR_PROTOCOL_STOP_PENDING && this->await(ROUTER_STOPPED))
            return NO_ERROR;
        return answer;
    }

    /// Calls only StartProtocol, with the global info or none. Interfaces may be added from then
    /// on; the protocol becomes active with start_complete().
    template <class... Info>
    DWORD start_protocol(const Info&... global) {
        static_assert(sizeof...(Info) <= 1,
                      "routpact::testing: start takes one global info or none: pass one block");
        detail::call_arguments a;
        const std::optional<info_bytes> block = optional_block(global...);
        detail::set_input(a, block);
        return this->begin_start(a);
    }
    /// Calls StartComplete.
    DWORD start_complete() { return this->complete_start(); }
    /// Calls only StopProtocol. A pending stop ends with the event ROUTER_STOPPED, see await().
    DWORD stop_protocol() { return this->begin_stop(); }

    /// Adds and enables an interface, as RRAS does for one that is up: calls AddInterface, with an
    /// info block or without, and InterfaceStatus. Returns the first code that is not NO_ERROR.
    template <class... Info>
    DWORD add_interface(ULONG index, const wchar_t* name, const Info&... info) {
        const DWORD answer = add_disabled_interface(index, name, info...);
        return answer == NO_ERROR ? enable(index) : answer;
    }
    /// Calls only AddInterface: the interface is disabled.
    template <class... Info>
    DWORD add_disabled_interface(ULONG index, const wchar_t* name, const Info&... info) {
        static_assert(
            sizeof...(Info) <= 1,
            "routpact::testing: an interface takes one info block or none: pass one block");
        detail::call_arguments a = this->about(index);
        a.name = name;
        const std::optional<info_bytes> block = optional_block(info...);
        detail::set_input(a, block);
        return this->template call<&table::pfnAddInterface>(a);
    }
    /// Calls DeleteInterface.
    DWORD delete_interface(ULONG index) {
        detail::call_arguments a = this->about(index);
        return this->template call<&table::pfnDeleteInterface>(a);
    }
    /// Calls InterfaceStatus with any type and information.
    DWORD interface_status(ULONG index, bool active, DWORD type, PVOID info = nullptr) {
        detail::call_arguments a = this->about(index);
        a.active = active;
        a.status = type;
        a.status_info = info;
        return this->template call<&table::pfnInterfaceStatus>(a);
    }
    /// Calls InterfaceStatus to enable an interface.
    DWORD enable(ULONG index) { return interface_status(index, true, RIS_INTERFACE_ENABLED); }
    /// Calls InterfaceStatus to disable an interface.
    DWORD disable(ULONG index) { return interface_status(index, false, RIS_INTERFACE_DISABLED); }
    /// Calls InterfaceStatus to replace the IPv4 addresses of an interface, in network order.
    DWORD bind(ULONG index, std::span<const IP_LOCAL_BINDING> addresses) {
        detail::ip_binding binding{addresses};
        return interface_status(index, true, RIS_INTERFACE_ADDRESS_CHANGE, binding.data());
    }
    /// Calls InterfaceStatus to give an interface one IPv4 address.
    DWORD bind(ULONG index, const IP_LOCAL_BINDING& address) {
        return bind(index, std::span{&address, 1});
    }

    /// Calls ConnectClient with the client's address in the protocol's own form; nullptr for none.
    template <class Client>
    DWORD connect_client(ULONG index, const Client& client) {
        return call_with_client<&table::pfnConnectClient>(index, client);
    }
    /// Calls DisconnectClient with the client's address; nullptr for none.
    template <class Client>
    DWORD disconnect_client(ULONG index, const Client& client) {
        return call_with_client<&table::pfnDisconnectClient>(index, client);
    }

    /// Calls GetGlobalInfo, first for the size. Returns a T, or a std::vector of items.
    template <class T>
    reply<T> get_global_info() {
        return this->template ask<&table::pfnGetGlobalInfo, T>({});
    }
    /// Calls SetGlobalInfo.
    template <class Info>
    DWORD set_global_info(const Info& info, ULONG version = 1) {
        return this->template set<&table::pfnSetGlobalInfo>(0, info, version);
    }
    /// Calls GetInterfaceInfo, first for the size. Returns a T, or a std::vector of items.
    template <class T>
    reply<T> get_interface_info(ULONG index) {
        return this->template ask<&table::pfnGetInterfaceInfo, T>(this->about(index));
    }
    /// Calls SetInterfaceInfo.
    template <class Info>
    DWORD set_interface_info(ULONG index, const Info& info, ULONG version = 1) {
        return this->template set<&table::pfnSetInterfaceInfo>(index, info, version);
    }

    /// Calls UpdateRoutes, which begins an autostatic update. The update ends with the event
    /// UPDATE_COMPLETE, see await().
    DWORD update_routes(ULONG index) {
        detail::call_arguments a = this->about(index);
        return this->template call<&table::pfnUpdateRoutes>(a);
    }

    /// The outputs of GetNeighbors.
    struct neighbor_list {
        std::vector<DWORD> addresses; ///< The neighbors, in network order.
        BYTE flags = 0;               ///< The MRINFO_* flags of the interface.
    };
    /// Calls GetNeighbors, first for the size.
    reply<neighbor_list> get_neighbors(ULONG index) {
        BYTE flags = 0;
        const auto list = this->template ask<&table::pfnGetNeighbors, std::vector<DWORD>>(
            this->about(index), &flags);
        return {list.code, {list.value, flags}};
    }
    /// Calls GetMfeStatus. The addresses are in network order.
    reply<BYTE> get_mfe_status(ULONG index, DWORD group, DWORD source) {
        detail::call_arguments a = this->about(index);
        a.group = group;
        a.source = source;
        const DWORD answer = this->template call<&table::pfnGetMfeStatus>(a);
        return {answer, a.output_byte};
    }

    /// Calls ProtocolAction, which only an MPR60 router manager has, with any type and action. This
    /// is the way from a test into a protocol behind a DLL: the test build of the DLL has a handler
    /// protocol_action that takes what the test sends, such as a packet.
    template <class Action>
    DWORD protocol_action(DWORD type, const Action& action) {
        detail::call_arguments a;
        a.number = type;
        const std::optional<info_bytes> block = detail::to_bytes(action);
        detail::set_input(a, block);
        return this->act(a);
    }

private:
    ROUTPACT_HIDDEN static DWORD WINAPI register_class(PMPR_ROUTING_CHARACTERISTICS routing,
                                                       PMPR_SERVICE_CHARACTERISTICS service) {
        return register_protocols<Protocol>(routing, service);
    }

    static std::optional<info_bytes> optional_block() { return std::nullopt; }
    template <class Info>
    static std::optional<info_bytes> optional_block(const Info& info) {
        return detail::to_bytes(info);
    }

    template <auto Member, class Client>
    DWORD call_with_client(ULONG index, const Client& client) {
        static_assert(detail::block_value<Client> || std::is_null_pointer_v<Client>,
                      "routpact::testing: the client's address is not trivially copyable, or is a "
                      "pointer: pass the address itself as an object, or nullptr for none");
        detail::call_arguments a = this->about(index);
        [[maybe_unused]] Client copy = client; // the protocol gets a pointer that is not const
        if constexpr (!std::is_null_pointer_v<Client>)
            a.client = detail::address_of(copy);
        return this->template call<Member>(a);
    }
};

} // namespace routpact::inline ROUTPACT_ABI::testing
