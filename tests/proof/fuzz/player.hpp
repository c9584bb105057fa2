#pragma once
// Plays a sequence of calls to the sessions protocol, through the C pointers that its
// RegisterProtocol filled in, and compares every answer with the model.

#include "arguments.hpp"

/// Plays one sequence. One thread calls the protocol; only work that the protocol posts runs on
/// others.
class player {
public:
    explicit player(input bytes);
    ~player();
    player(const player&) = delete;
    player& operator=(const player&) = delete;

    /// Makes all calls, then stops the protocol and fetches the remaining events.
    void play();

    /// The number of calls so far, of all players.
    static inline unsigned long long calls = 0;

private:
    void begin_as_usual();
    void next_call();
    void finish();

    // calls_life.cpp
    void start_protocol();
    void start_complete();
    void stop_protocol();
    void get_event_message();
    void register_protocol();
    // calls_config.cpp
    void get_global_info();
    void set_global_info();
    void get_interface_info();
    void set_interface_info();
    // calls_interface.cpp
    void add_interface();
    void delete_interface();
    void interface_status();
    void update_routes();
    void connect_client();
    void disconnect_client();
    // calls_mib.cpp
    void mib_create_entry();
    void mib_delete_entry();
    void mib_set_entry();
    void mib_get_entry();
    void mib_get_first_entry();
    void mib_get_next_entry();
    void mib_set_trap_info();
    void mib_get_trap_info();

    void stop_with_check();
    bool fetch_with_check(bool with_type, bool with_message);
    bool await_signal(DWORD milliseconds);
    template <class T, class Call, class Expected>
    void get_info(const char* name, Call call, Expected expected);
    template <class Call, class Expected>
    void query_mib(const char* name, Call call, Expected expected);
    template <class Call>
    void trap_info(const char* name, Call call);

    /// Reports a violation unless the call returned this code.
    void check(const char* call, DWORD got, DWORD wanted);
    /// Checks after each call that the event object is signalled exactly if an event was posted.
    void check_signal(const char* call);

    input bytes_;
    MPR_ROUTING_CHARACTERISTICS slots_{};
    model::protocol model_;
    HANDLE event_;             // the event object of StartProtocol
    bool notified_ = false;    // StartProtocol got the event
    std::uint64_t posted_ = 0; // events posted when the last call ended
    std::size_t background_ = 0;
};
