#include "player.hpp"

#include <utility>

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service);

player::player(input bytes) : bytes_{bytes}, event_{CreateEventW(nullptr, FALSE, FALSE, nullptr)} {
    slots_.dwVersion = 0x500;
    slots_.dwProtocolId = sessions::id;
    slots_.fSupportedFunctionality = ~DWORD{0};
    MPR_SERVICE_CHARACTERISTICS service{};
    if (RegisterProtocol(&slots_, &service) != model::success)
        violated("RegisterProtocol refused its own protocol");
    if (slots_.pfnQueryPower || slots_.pfnSetPower || slots_.pfnGetNeighbors ||
        slots_.pfnGetMfeStatus)
        violated("RegisterProtocol filled in a pointer that must be null");
}

player::~player() {
    CloseHandle(event_);
}

void player::play() {
    if (bytes_.byte() % 4 != 0)
        begin_as_usual();
    while (!bytes_.used_up())
        next_call();
    finish();
}

void player::begin_as_usual() {
    const input odd = std::exchange(bytes_, input{nullptr, 0}); // zeros: interface 0, enabled
    start_protocol();
    add_interface();
    start_complete();
    interface_status();
    bytes_ = odd;
}

void player::next_call() {
    static constexpr void (player::* what[])() = {
        &player::start_protocol,     &player::start_protocol,     &player::start_complete,
        &player::start_complete,     &player::stop_protocol,      &player::get_event_message,
        &player::get_event_message,  &player::register_protocol,  &player::get_global_info,
        &player::set_global_info,    &player::get_interface_info, &player::set_interface_info,
        &player::add_interface,      &player::add_interface,      &player::delete_interface,
        &player::delete_interface,   &player::interface_status,   &player::interface_status,
        &player::update_routes,      &player::update_routes,      &player::update_routes,
        &player::connect_client,     &player::connect_client,     &player::disconnect_client,
        &player::mib_create_entry,   &player::mib_delete_entry,   &player::mib_set_entry,
        &player::mib_set_entry,      &player::mib_get_entry,      &player::mib_get_first_entry,
        &player::mib_get_next_entry, &player::mib_set_trap_info,  &player::mib_get_trap_info,
    };
    const unsigned choice = bytes_.byte();
    bytes_.begin_call();
    (this->*what[choice % std::size(what)])();
}

void player::finish() {
    stop_with_check();
    for (int waits = 0; fetch_with_check(true, true) || model_.is_stopping();) {
        if (model_.is_stopping() && !await_signal(10) && ++waits > 1000)
            violated("ROUTER_STOPPED does not come");
    }
}

bool player::await_signal(DWORD milliseconds) {
#ifndef _WIN32
    // A wait with a timeout of 0 still sleeps here, which is too slow after every call.
    auto& event = *static_cast<routpact::detail::event_object*>(event_);
    pthread_mutex_lock(&event.lock);
    const bool is_set = std::exchange(event.is_set, false);
    pthread_mutex_unlock(&event.lock);
    if (is_set || milliseconds == 0)
        return is_set;
#endif
    return WaitForSingleObject(event_, milliseconds) == WAIT_OBJECT_0;
}

void player::check(const char* call, DWORD got, DWORD wanted) {
    if (got != wanted)
        violated("%s answered %lu, not %lu", call, static_cast<unsigned long>(got),
                 static_cast<unsigned long>(wanted));
    check_signal(call);
}

void player::check_signal(const char* call) {
    ++calls;
    const bool signalled = await_signal(0);
    const bool posted = model_.events.posted_in_calls() != posted_;
    const bool certain = background_ == 0 && model_.events.in_background() == 0;
    if (posted && notified_ && !signalled)
        violated("%s: an event was posted, but not signalled", call);
    if (signalled && !posted && certain)
        violated("%s: signalled, but no event was posted", call);
    posted_ = model_.events.posted_in_calls();
    background_ = model_.events.in_background();
    model_.events.next_moment();
}
