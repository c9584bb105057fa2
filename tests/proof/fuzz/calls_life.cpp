// Start and stop of the protocol, and its events.

#include "player.hpp"

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service);

void player::start_protocol() {
    using config = sessions::global_config;
    const auto [size, count] = bytes_.any_measure(sizeof(config));
    const config content{bytes_.hostile() ? bytes_.value() : 2};
    input_block<config> global{bytes_, std::uint64_t{size} * count, content};
    guarded functions{sizeof(SUPPORT_FUNCTIONS)};
    functions.put(SUPPORT_FUNCTIONS{});
    const bool with_functions = bytes_.hostile();
    const bool with_event = !bytes_.oddly();
    trace("StartProtocol(%s, %s, %p, %lu, %lu)\n", with_event ? "event" : "null",
          with_functions ? "functions" : "null", global.data(), static_cast<unsigned long>(size),
          static_cast<unsigned long>(count));
    const bool was_stopped = model_.is_stopped();
    const DWORD got = slots_.pfnStartProtocol(
        with_event ? event_ : nullptr, with_functions ? functions.as<SUPPORT_FUNCTIONS>() : nullptr,
        global.data(), 1, size, count);
    if (was_stopped)
        notified_ = with_event;
    if (!model_.may_start_with(got, global.given()))
        violated("StartProtocol answered %lu", static_cast<unsigned long>(got));
    check_signal("StartProtocol");
    global.check("StartProtocol");
    functions.check("StartProtocol", "the support functions");
}

void player::start_complete() {
    trace("StartComplete()\n");
    check("StartComplete", slots_.pfnStartComplete(), model_.start_complete());
}

void player::stop_protocol() {
    if (bytes_.byte() % 4 == 0) // otherwise most calls would find the protocol stopped
        stop_with_check();
}

void player::stop_with_check() {
    const DWORD got = slots_.pfnStopProtocol();
    trace("StopProtocol() = %lu\n", static_cast<unsigned long>(got));
    if (!model_.may_stop_with(got))
        violated("StopProtocol answered %lu", static_cast<unsigned long>(got));
    check_signal("StopProtocol");
}

void player::get_event_message() {
    const bool with_type = !bytes_.oddly();
    const bool with_message =
        !bytes_.hostile() || bytes_.oddly() || !model_.events.identifiable_without_message();
    fetch_with_check(with_type, with_message);
}

bool player::fetch_with_check(bool with_type, bool with_message) {
    guarded type{sizeof(ROUTING_PROTOCOL_EVENTS)};
    guarded message{sizeof(MESSAGE)};
    const DWORD got =
        slots_.pfnGetEventMessage(with_type ? type.as<ROUTING_PROTOCOL_EVENTS>() : nullptr,
                                  with_message ? message.as<MESSAGE>() : nullptr);
    const bool fetched = got == model::success;
    if (fetched) { // the model checks the message itself
        type.expect(*type.as<ROUTING_PROTOCOL_EVENTS>());
        message.expect(*message.as<MESSAGE>());
    }
    trace("GetEventMessage(%s, %s) = %lu: %d\n", with_type ? "type" : "null",
          with_message ? "message" : "null", static_cast<unsigned long>(got),
          fetched && with_type ? static_cast<int>(*type.as<ROUTING_PROTOCOL_EVENTS>()) : -1);
    if (!model_.may_get_event_with(got, with_type ? type.as<ROUTING_PROTOCOL_EVENTS>() : nullptr,
                                   with_message ? message.as<MESSAGE>() : nullptr))
        violated(
            "GetEventMessage answered %lu, event %d of interface %lu, status %lu",
            static_cast<unsigned long>(got),
            fetched ? static_cast<int>(*type.as<ROUTING_PROTOCOL_EVENTS>()) : -1,
            static_cast<unsigned long>(message.as<MESSAGE>()->InterfaceIndex),
            static_cast<unsigned long>(message.as<MESSAGE>()->UpdateCompleteMessage.UpdateStatus));
    type.check("GetEventMessage", "the event");
    message.check("GetEventMessage", "the message");
    check_signal("GetEventMessage");
    return fetched;
}

void player::register_protocol() {
    static constexpr ULONG versions[] = {0x500, 0x600, 0x4FF, 0, 0xFFFFFFFF};
    MPR_ROUTING_CHARACTERISTICS asked{};
    asked.dwVersion = bytes_.one_of(versions);
    asked.dwProtocolId = bytes_.oddly() ? bytes_.word() : sessions::id;
    asked.fSupportedFunctionality = bytes_.hostile() ? bytes_.byte() : RF_ROUTING;
    guarded routing{sizeof asked};
    routing.put(asked);
    guarded service{sizeof(MPR_SERVICE_CHARACTERISTICS)};
    const bool with_routing = !bytes_.oddly();
    const bool with_service = !bytes_.oddly();
    trace("RegisterProtocol(version %lx, id %lx, flags %lx)\n",
          static_cast<unsigned long>(asked.dwVersion),
          static_cast<unsigned long>(asked.dwProtocolId),
          static_cast<unsigned long>(asked.fSupportedFunctionality));
    const DWORD got =
        RegisterProtocol(with_routing ? routing.as<MPR_ROUTING_CHARACTERISTICS>() : nullptr,
                         with_service ? service.as<MPR_SERVICE_CHARACTERISTICS>() : nullptr);
    check("RegisterProtocol", got,
          model::protocol::register_protocol(with_routing && with_service, asked.dwVersion,
                                             asked.dwProtocolId, asked.fSupportedFunctionality));
    if (got == model::success) {
        // The pointers are the same as before, and there is no IPX service table.
        using characteristics = MPR_ROUTING_CHARACTERISTICS;
        constexpr std::size_t pointers = offsetof(characteristics, pfnStartProtocol);
        const DWORD claimed = model::protocol::functionality(asked.fSupportedFunctionality);
        routing.expect(DWORD{0x500});
        routing.expect_bytes(offsetof(characteristics, fSupportedFunctionality), &claimed,
                             sizeof claimed);
        routing.expect_bytes(pointers, &slots_.pfnStartProtocol, sizeof asked - pointers);
        constexpr DWORD no_services = 0;
        service.expect_bytes(8, &no_services, sizeof no_services); // fSupportedFunctionality
    }
    routing.check("RegisterProtocol", "the routing characteristics");
    service.check("RegisterProtocol", "the service characteristics");
}
