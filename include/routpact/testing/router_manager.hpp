#pragma once
// A router manager in a box: plays RRAS to one protocol, in a test.

#include <routpact/registration.hpp>
#include <routpact/testing/blocks.hpp>
#include <routpact/testing/protocol_session.hpp>
#include <routpact/testing/stepped_event.hpp>

namespace routpact::testing {

/// The router manager of one protocol: of the class `Protocol` in this process, or of a DLL that
/// was made from it. It needs no test framework.
///
/// Each member function that is named after a callback makes one call of it and returns the code.
/// Every call is recorded. What no router manager does, such as a call before the start, is refused
/// as misuse; what it may do wrong, such as an unknown index, is not. Calls may come from any
/// thread; start, stop and the end of this object belong to one. There may be one at a time for a
/// protocol in this process.
template <class Protocol>
class router_manager : public protocol_session<Protocol> {
    using session = protocol_session<Protocol>;

public:
    /// For the class, in this process.
    router_manager() : session{&registers, Protocol::protocol_id} {}
    /// For the protocol of a DLL, by the RegisterProtocol that the DLL exports. The DLL has to
    /// stay loaded as long as this object lives.
    explicit router_manager(PREGISTER_PROTOCOL entry_point)
        : session{entry_point, Protocol::protocol_id} {}
    /// For a protocol that is registered already, by its pointers.
    explicit router_manager(const table& registered) : session{registered} {}

    /// Registers if need be, starts with the global info, or none, and completes the start. The
    /// code of whichever fails.
    template <class... Info>
    DWORD start(const Info&... global) {
        const DWORD answer = start_protocol(global...);
        return answer == NO_ERROR ? start_complete() : answer;
    }
    /// Stops, and starts again with the interfaces to be added anew.
    template <class... Info>
    DWORD restart(const Info&... global) {
        const DWORD answer = stop();
        return answer == NO_ERROR ? start(global...) : answer;
    }
    /// Stops, and runs the event loop until the stop has ended: NO_ERROR then, or
    /// ERROR_PROTOCOL_STOP_PENDING if `patience` ended first.
    DWORD stop() {
        const DWORD answer = stop_protocol();
        if (answer == ERROR_PROTOCOL_STOP_PENDING && this->await(ROUTER_STOPPED))
            return NO_ERROR;
        return answer;
    }

    /// StartProtocol alone, with the global info, or none: interfaces may be added from then on,
    /// and nothing else happens until start_complete().
    template <class... Info>
    DWORD start_protocol(const Info&... global) {
        static_assert(sizeof...(Info) <= 1, "routpact::testing: one global info, or none");
        call_arguments a;
        const std::optional<info_bytes> block = only(global...);
        this->put(a, block);
        return this->begin_start(a);
    }
    /// StartComplete.
    DWORD start_complete() { return this->complete_start(); }
    /// StopProtocol alone: if that is pending, events tell the end, see await().
    DWORD stop_protocol() { return this->begin_stop(); }

    /// Adds an interface as RRAS does one that is up: AddInterface, with an info block or without,
    /// and InterfaceStatus, which enables it. The code of whichever fails.
    template <class... Info>
    DWORD add_interface(ULONG index, const wchar_t* name, const Info&... info) {
        const DWORD answer = add_disabled_interface(index, name, info...);
        return answer == NO_ERROR ? enable(index) : answer;
    }
    /// AddInterface alone: the interface is disabled.
    template <class... Info>
    DWORD add_disabled_interface(ULONG index, const wchar_t* name, const Info&... info) {
        static_assert(sizeof...(Info) <= 1, "routpact::testing: one info block, or none");
        call_arguments a = this->about(index);
        a.name = name;
        const std::optional<info_bytes> block = only(info...);
        this->put(a, block);
        return this->template call<&table::pfnAddInterface>(a);
    }
    /// DeleteInterface.
    DWORD delete_interface(ULONG index) {
        call_arguments a = this->about(index);
        return this->template call<&table::pfnDeleteInterface>(a);
    }
    /// InterfaceStatus, with any type and information.
    DWORD interface_status(ULONG index, bool active, DWORD type, PVOID info = nullptr) {
        call_arguments a = this->about(index);
        a.active = active;
        a.status = type;
        a.status_info = info;
        return this->template call<&table::pfnInterfaceStatus>(a);
    }
    /// Enables an interface.
    DWORD enable(ULONG index) { return interface_status(index, true, RIS_INTERFACE_ENABLED); }
    /// Disables an interface.
    DWORD disable(ULONG index) { return interface_status(index, false, RIS_INTERFACE_DISABLED); }
    /// Gives an interface the IPv4 addresses that it has from now on, in network order.
    DWORD bind(ULONG index, std::span<const IP_LOCAL_BINDING> addresses) {
        std::vector<ULONGLONG> room((SIZEOF_IP_BINDING(addresses.size()) + 7) / 8); // aligned
        IP_ADAPTER_BINDING_INFO head{};
        head.AddressCount = static_cast<ULONG>(addresses.size());
        auto* const bytes = reinterpret_cast<unsigned char*>(room.data());
        std::memcpy(bytes, &head, sizeof head);
        if (!addresses.empty())
            std::memcpy(bytes + SIZEOF_IP_BINDING(0), addresses.data(), addresses.size_bytes());
        return interface_status(index, true, RIS_INTERFACE_ADDRESS_CHANGE, bytes);
    }
    /// Gives an interface one address.
    DWORD bind(ULONG index, const IP_LOCAL_BINDING& address) {
        return bind(index, std::span{&address, 1});
    }

    /// ConnectClient, with what its address is to this protocol; nullptr for none.
    template <class Client>
    DWORD connect_client(ULONG index, const Client& client) {
        return call_with_client<&table::pfnConnectClient>(index, client);
    }
    /// DisconnectClient, likewise.
    template <class Client>
    DWORD disconnect_client(ULONG index, const Client& client) {
        return call_with_client<&table::pfnDisconnectClient>(index, client);
    }

    /// GetGlobalInfo as a T, or a std::vector of items; asks for the size first.
    template <class T>
    reply<T> get_global_info() {
        return this->template ask<&table::pfnGetGlobalInfo, T>({});
    }
    /// SetGlobalInfo.
    template <class Info>
    DWORD set_global_info(const Info& info, ULONG version = 1) {
        return set<&table::pfnSetGlobalInfo>(0, info, version);
    }
    /// GetInterfaceInfo, likewise.
    template <class T>
    reply<T> get_interface_info(ULONG index) {
        return this->template ask<&table::pfnGetInterfaceInfo, T>(this->about(index));
    }
    /// SetInterfaceInfo.
    template <class Info>
    DWORD set_interface_info(ULONG index, const Info& info, ULONG version = 1) {
        return set<&table::pfnSetInterfaceInfo>(index, info, version);
    }

    /// UpdateRoutes: begins an autostatic update. Its end is an event, see await().
    DWORD update_routes(ULONG index) {
        call_arguments a = this->about(index);
        return this->template call<&table::pfnUpdateRoutes>(a);
    }

    /// What GetNeighbors gives.
    struct neighbor_list {
        std::vector<DWORD> addresses; ///< In network order.
        BYTE flags = 0;               ///< MRINFO_* flags.
    };
    /// GetNeighbors; asks for the size first.
    reply<neighbor_list> get_neighbors(ULONG index) {
        BYTE flags = 0;
        const auto list = this->template ask<&table::pfnGetNeighbors, std::vector<DWORD>>(
            this->about(index), &flags);
        return {list.code, {list.value, flags}};
    }
    /// GetMfeStatus; addresses in network order.
    reply<BYTE> get_mfe_status(ULONG index, DWORD group, DWORD source) {
        call_arguments a = this->about(index);
        a.group = group;
        a.source = source;
        const DWORD answer = this->template call<&table::pfnGetMfeStatus>(a);
        return {answer, a.output_byte};
    }

    /// MibCreateEntry.
    template <class Entry>
    DWORD mib_create_entry(const Entry& entry) {
        return set<&table::pfnMibCreateEntry>(0, entry, 0);
    }
    /// MibDeleteEntry.
    template <class Entry>
    DWORD mib_delete_entry(const Entry& entry) {
        return set<&table::pfnMibDeleteEntry>(0, entry, 0);
    }
    /// MibSetEntry.
    template <class Entry>
    DWORD mib_set_entry(const Entry& entry) {
        return set<&table::pfnMibSetEntry>(0, entry, 0);
    }
    /// MibGetEntry; asks for the size first.
    template <class Answer, class Question>
    reply<Answer> mib_get_entry(const Question& question) {
        return this->template ask_about<&table::pfnMibGetEntry, Answer>(question);
    }
    /// MibGetFirstEntry, likewise.
    template <class Answer, class Question>
    reply<Answer> mib_get_first_entry(const Question& question) {
        return this->template ask_about<&table::pfnMibGetFirstEntry, Answer>(question);
    }
    /// MibGetNextEntry, likewise.
    template <class Answer, class Question>
    reply<Answer> mib_get_next_entry(const Question& question) {
        return this->template ask_about<&table::pfnMibGetNextEntry, Answer>(question);
    }
    /// Walks a table: the first entry, then the next one after `question_of(answer)`, until there
    /// is none. Misuse if there is no end of it after `most` entries.
    template <class Answer, class Question, class QuestionOf>
    std::vector<Answer> mib_walk(const Question& first, QuestionOf question_of,
                                 unsigned most = 1000) {
        std::vector<Answer> all;
        for (auto r = mib_get_first_entry<Answer>(first); r;
             r = mib_get_next_entry<Answer>(question_of(all.back()))) {
            if (all.size() == most)
                refuse("mib_walk: no end after " + std::to_string(most) + " entries");
            all.push_back(r.value);
        }
        return all;
    }

private:
    static DWORD WINAPI registers(PMPR_ROUTING_CHARACTERISTICS routing,
                                  PMPR_SERVICE_CHARACTERISTICS service) {
        return register_protocols<Protocol>(routing, service);
    }

    static std::optional<info_bytes> only() { return std::nullopt; }
    template <class Info>
    static std::optional<info_bytes> only(const Info& info) {
        return bytes_of(info);
    }

    template <auto Member, class Info>
    DWORD set(ULONG index, const Info& info, ULONG version) {
        call_arguments a = this->about(index);
        std::optional<info_bytes> block;
        if constexpr (!std::is_null_pointer_v<Info>)
            block = bytes_of(info, version);
        this->put(a, block);
        return this->template call<Member>(a);
    }
    template <auto Member, class Client>
    DWORD call_with_client(ULONG index, const Client& client) {
        static_assert(block_value<Client> || std::is_null_pointer_v<Client>,
                      "routpact::testing: pass the client's address as an object, or nullptr for "
                      "none; not a pointer to the object");
        call_arguments a = this->about(index);
        [[maybe_unused]] Client copy = client; // the protocol may write to its own
        if constexpr (!std::is_null_pointer_v<Client>)
            a.client = &copy;
        return this->template call<Member>(a);
    }
};

} // namespace routpact::testing
