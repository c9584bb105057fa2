#pragma once
// The session that the host plays with a protocol.

#include "router.hpp"

// The texts that apply to several callbacks.
inline constexpr const char* unknown_index = "no interface has this index";
inline constexpr const char* own_info = "the protocol decides whether to accept this info";
inline constexpr const char* own_entry = "the protocol defines its entries";
/// Returns the text for a call that the pages do not describe.
inline std::string undocumented(const char* what) {
    return std::string{what} + ": no page documents a code for this";
}

/// Calls every callback of a protocol in the order of its life, with valid and invalid arguments.
class session {
public:
    session(transcript& log, DWORD protocol_id)
        : layouts_{layouts_of(protocol_id, itf)}, router_{log, protocol_id} {}
    session(const session&) = delete;
    session& operator=(const session&) = delete;
    ~session() { CloseHandle(trap_); }

    /// Plays the whole session. Returns false if the protocol does not register or start.
    bool play(PREGISTER_PROTOCOL register_protocol);
    /// Plays a short session, for a DLL that was loaded again.
    bool play_again(PREGISTER_PROTOCOL register_protocol);
    /// Returns whether a stop has timed out: then the DLL must not be unloaded.
    bool is_stuck() const { return router_.is_stuck(); }

private:
    using table = router::table;
    using reply = router::reply;
    static constexpr ULONG itf = 7;
    static constexpr ULONG absent = 8; // never added
    static constexpr ULONG other = 0xFFFFFFFF;

    reply add(ULONG index, block& info);
    reply add(ULONG index) { return add(index, layouts_.itf); }
    reply remove(ULONG index);
    reply status(ULONG index, DWORD type, PVOID info = nullptr);
    reply connect(ULONG index, IP_LOCAL_BINDING* client);
    reply disconnect(ULONG index, IP_LOCAL_BINDING* client);

    bool start();
    bool adds_any() const;
    void configure();
    bool begin_interfaces();
    void configure_interface();
    void clients();
    void updates();
    void multicast();
    void management();
    void traps();
    void actions();
    void routing_domains();
    void removal();

    layouts layouts_;
    router router_;
    HANDLE trap_ = CreateEventW(nullptr, FALSE, FALSE, nullptr); // the protocol stores the handle
    IP_LOCAL_BINDING client_{0x0200000a, 0xffffffff};            // 10.0.0.2, in network order
};
