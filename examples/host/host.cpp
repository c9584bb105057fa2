// A miniature router manager: loads a protocol DLL, registers it, plays a short session through the
// C pointers it gave, and prints each call with its answer and what the contract says.
//
//   host DLL [PROTOCOL_ID]
//
// Exit code: 0 the contract was kept, 1 it was not, 2 the DLL could not be used.

#include "protocol_dll.hpp"

#include <cstdio>
#include <cstdlib>
#include <routpact/contract.hpp>
#include <routpact/result.hpp>
#include <string>
#include <vector>

namespace {

using routpact::callback;
using routpact::code_set;

/// Prints calls and counts those whose answer is not what the contract demands.
class transcript {
public:
    void call(const callback& contract, const std::string& arguments, DWORD answer,
              const code_set& demanded, const char* why) {
        ++calls_;
        const bool kept = demanded.contains(answer) && contract.codes.contains(answer);
        contradictions_ += kept ? 0 : 1;
        const std::string text = contract.field + ("(" + arguments + ")");
        std::printf("  %-52s %s (%lu)\n", text.c_str(), routpact::code_name(answer),
                    static_cast<unsigned long>(answer));
        std::printf("      %s %s [%s]\n", kept ? "contract:" : "CONTRADICTS THE CONTRACT:", why,
                    contract.page);
    }

    int finish() const {
        if (contradictions_ == 0)
            std::printf("The DLL kept the contract in all %d calls.\n", calls_);
        else
            std::printf("The DLL broke the contract in %d of %d calls.\n", contradictions_, calls_);
        return contradictions_ == 0 ? 0 : 1;
    }

private:
    int calls_ = 0;
    int contradictions_ = 0;
};

template <auto Member>
const callback& contract_of =
    routpact::row_of<Member>(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>);

std::string hexadecimal(DWORD value) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08lx", static_cast<unsigned long>(value));
    return text;
}

HANDLE make_event() {
#if defined(_WIN32)
    return CreateEventW(nullptr, FALSE, FALSE, nullptr);
#else
    static int event; // nothing here waits for it
    return &event;
#endif
}

class session {
public:
    session(PREGISTER_PROTOCOL register_protocol, DWORD protocol_id)
        : register_protocol_{register_protocol}, protocol_id_{protocol_id} {}

    int play() {
        registration();
        if (!started_)
            return 2;
        clients();
        removal();
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnStopProtocol>, "",
                  dll_.pfnStopProtocol(), {NO_ERROR, ERROR_PROTOCOL_STOP_PENDING},
                  "stops, at once or in the background");
        return log_.finish();
    }

private:
    DWORD offer(DWORD protocol_id) {
        MPR_SERVICE_CHARACTERISTICS service{};
        dll_ = {};
        dll_.dwVersion = MS_ROUTER_VERSION;
        dll_.dwProtocolId = protocol_id;
        dll_.fSupportedFunctionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;
        const DWORD answer = register_protocol_(&dll_, &service);
        return answer;
    }

    void registration() {
        const DWORD foreign = protocol_id_ ^ 1;
        log_.call(routpact::register_protocol, "protocol " + hexadecimal(foreign), offer(foreign),
                  {ERROR_NOT_SUPPORTED}, "a protocol that the DLL does not implement is refused");
        const DWORD registered = offer(protocol_id_);
        log_.call(routpact::register_protocol, "protocol " + hexadecimal(protocol_id_), registered,
                  {NO_ERROR}, "fills in the pointers of its own protocol");
        if (registered != NO_ERROR)
            return;
        const bool usable = dll_.pfnStartProtocol && dll_.pfnStartComplete &&
                            dll_.pfnStopProtocol && dll_.pfnAddInterface &&
                            dll_.pfnDeleteInterface && dll_.pfnConnectClient &&
                            dll_.pfnDisconnectClient;
        if (!usable) {
            std::puts("The DLL leaves a pointer null that this session needs.");
            return;
        }
        const DWORD answer = dll_.pfnStartProtocol(event_, &support_, nullptr, 0, 0, 0);
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnStartProtocol>,
                  "event, support functions", answer, {NO_ERROR}, "ready to take interfaces");
        started_ = answer == NO_ERROR;
    }

    void add(ULONG index, DWORD demanded, const char* why) {
        wchar_t name[] = L"Internal";
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnAddInterface>,
                  "\"Internal\", " + std::to_string(index),
                  dll_.pfnAddInterface(name, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0),
                  {demanded}, why);
    }
    void remove(ULONG index, DWORD demanded, const char* why) {
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnDeleteInterface>,
                  std::to_string(index), dll_.pfnDeleteInterface(index), {demanded}, why);
    }
    void connect(ULONG index, IP_LOCAL_BINDING* client, DWORD demanded, const char* why) {
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient>,
                  describe(index, client), dll_.pfnConnectClient(index, client), {demanded}, why);
    }
    void disconnect(ULONG index, IP_LOCAL_BINDING* client, DWORD demanded, const char* why) {
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient>,
                  describe(index, client), dll_.pfnDisconnectClient(index, client), {demanded},
                  why);
    }
    static std::string describe(ULONG index, const IP_LOCAL_BINDING* client) {
        return std::to_string(index) + ", " + (client ? "10.0.0.2" : "null");
    }

    // Who is connected, if the DLL tells: asks how long the answer is, then for the answer.
    void look(ULONG index, ULONG connected) {
        if (!dll_.pfnGetInterfaceInfo)
            return;
        const auto ask = [&](std::vector<DWORD>& buffer) {
            size_ = static_cast<ULONG>(buffer.size() * sizeof(DWORD));
            ULONG version = 0;
            ULONG size = 0;
            ULONG count = 0;
            return dll_.pfnGetInterfaceInfo(index, buffer.empty() ? nullptr : buffer.data(), &size_,
                                            &version, &size, &count);
        };
        const auto& row = contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnGetInterfaceInfo>;
        std::vector<DWORD> clients;
        const DWORD probed = ask(clients);
        log_.call(row, std::to_string(index) + ", null, 0", probed,
                  {connected ? ERROR_INSUFFICIENT_BUFFER : NO_ERROR},
                  connected ? "without room, the length is told" : "nothing needs no room");
        clients.resize(size_ / sizeof(DWORD));
        if (clients.empty())
            return;
        const std::string room = std::to_string(size_);
        log_.call(row, std::to_string(index) + ", buffer, " + room, ask(clients), {NO_ERROR},
                  "with room, the connected clients are told");
    }

    void clients() {
        add(7, NO_ERROR, "a new index is added");
        add(7, ERROR_INVALID_PARAMETER, "an index that is present is not added again");
        log_.call(contract_of<&MPR_ROUTING_CHARACTERISTICS::pfnStartComplete>, "",
                  dll_.pfnStartComplete(), {NO_ERROR}, "all initial interfaces are there");

        connect(7, &client_, NO_ERROR, "a client connects to a known interface");
        look(7, 1);
        connect(8, &client_, ERROR_INVALID_PARAMETER, "no interface has this index");
        connect(0xFFFFFFFF, &client_, ERROR_INVALID_PARAMETER, "no interface has this index");
        connect(7, nullptr, ERROR_INVALID_PARAMETER,
                "null is no address; the only documented failure");
        disconnect(8, &client_, ERROR_INVALID_PARAMETER, "no interface has this index");
        disconnect(7, nullptr, ERROR_INVALID_PARAMETER,
                   "null is no address; the only documented failure");
        disconnect(7, &client_, NO_ERROR, "the connected client leaves");
        look(7, 0);
    }

    void removal() {
        connect(7, &client_, NO_ERROR, "a client connects again");
        remove(7, NO_ERROR, "the interface is removed under the connected client");
        disconnect(7, &client_, ERROR_INVALID_PARAMETER, "the index is known no more");
        remove(7, ERROR_INVALID_PARAMETER, "the index is known no more");
        add(7, NO_ERROR, "a removed index can be added again");
    }

    PREGISTER_PROTOCOL register_protocol_;
    DWORD protocol_id_;
    MPR_ROUTING_CHARACTERISTICS dll_{};
    SUPPORT_FUNCTIONS support_{};
    HANDLE event_ = make_event();
    IP_LOCAL_BINDING client_{0x0200000a, 0xffffffff}; // 10.0.0.2, in network order
    transcript log_;
    bool started_ = false;
    ULONG size_ = 0; // the length that the last GetInterfaceInfo told
};

} // namespace

int main(int count, char** arguments) {
    if (count < 2 || count > 3) {
        std::fputs("usage: host DLL [PROTOCOL_ID]\n", stderr);
        return 2;
    }
    DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    if (count == 3) {
        char* end = nullptr;
        protocol_id = static_cast<DWORD>(std::strtoul(arguments[2], &end, 0));
        if (end == arguments[2] || *end != '\0') {
            std::fprintf(stderr, "not a protocol id: %s\n", arguments[2]);
            return 2;
        }
    }

    const protocol_dll dll{arguments[1]};
    if (!dll) {
        std::fprintf(stderr, "cannot load %s: %s\n", arguments[1], last_dll_error());
        return 2;
    }
    const PREGISTER_PROTOCOL entry_point = dll.register_protocol();
    if (!entry_point) {
        std::fprintf(stderr, "%s exports no plain %s: %s\n", arguments[1],
                     REGISTER_PROTOCOL_ENTRY_POINT_STRING, last_dll_error());
        return 2;
    }
    std::printf("%s, routing protocol %s\n", arguments[1], hexadecimal(protocol_id).c_str());
    return session{entry_point, protocol_id}.play();
}
