#include "router.hpp"

#include "support.hpp"

namespace {

constexpr DWORD mpr60 = 0x600;

} // namespace

router::~router() {
    CloseHandle(event_);
}

DWORD router::offer(PREGISTER_PROTOCOL register_protocol, DWORD protocol_id, bool& outputs) {
    const DWORD offered =
        RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES | RF_MULTICAST;
    MPR_SERVICE_CHARACTERISTICS service{};
    DWORD& service_functionality = service.mscMpr40ServiceChars.fSupportedFunctionality;
    service_functionality = 0xFFFFFFFF;
    table_ = {};
    table_.dwVersion = mpr60;
    table_.dwProtocolId = protocol_id;
    table_.fSupportedFunctionality = offered;
    // The entry point's parameter has the type of the first version. dwVersion states that the
    // structure is a longer one.
    const DWORD answer =
        register_protocol(reinterpret_cast<PMPR_ROUTING_CHARACTERISTICS>(&table_), &service);
    outputs = table_.dwVersion <= mpr60 && table_.dwProtocolId == protocol_id &&
              (table_.fSupportedFunctionality & ~offered) == 0 && service_functionality == 0;
    return answer;
}

void router::refuse_registration(PREGISTER_PROTOCOL register_protocol) {
    bool outputs = false;
    const DWORD foreign = protocol_id_ ^ 0x8000;
    const DWORD refused = offer(register_protocol, foreign, outputs);
    log_.call(routpact::registration_contract, "protocol " + hexadecimal(foreign), refused,
              {ERROR_NOT_SUPPORTED}, "a protocol that the DLL does not implement is refused", true);
}

bool router::registration(PREGISTER_PROTOCOL register_protocol) {
    bool outputs = false;
    const DWORD registered = offer(register_protocol, protocol_id_, outputs);
    log_.call(routpact::registration_contract, "protocol " + hexadecimal(protocol_id_), registered,
              {NO_ERROR}, "fills in its version, its flags, no service flags, and its pointers",
              outputs || registered != NO_ERROR);
    return registered == NO_ERROR;
}

void router::look_at_pointers() {
    using routpact::presence;
    const auto look = [&]<class Row>(const Row& row) {
        const bool provided = table_.*Row::member != nullptr;
        const bool claimed = (functionality() & row.functionality) != 0;
        if (row.presence == presence::must_be_null)
            log_.note(row, provided ? "provided" : "not provided", !provided,
                      "reserved: the pointer is null");
        else if (!provided && row.presence == presence::required)
            log_.note(row, "not provided", false, "the router manager needs it");
        else if (!provided)
            log_.note(row, "not provided", !claimed,
                      claimed ? "the protocol's flags require it" : "optional");
    };
    routpact::detail::for_each(routpact::detail::mpr50_callbacks<table>, look);
    if (table_.dwVersion >= mpr60)
        routpact::detail::for_each(routpact::detail::mpr60_additions<table>, look);
}

router::reply router::start(block& info) {
    support_ = host_functions();
    return call<&table::pfnStartProtocol>("event, functions, " + info.text(), event_, &support_,
                                          info.data(), info.version, info.size(), info.count());
}

void router::stop() {
    const reply stopped = call<&table::pfnStopProtocol>("");
    stop_pending_ = stopped.answer == ERROR_PROTOCOL_STOP_PENDING;
    stopped.may(stop_pending_ ? "stops in the background, then sends ROUTER_STOPPED"
                              : "has stopped");
    await(stop_pending_, "a pending stop ends with ROUTER_STOPPED");
    fetch_events();
}

block router::read_global_info() {
    return read_info<&table::pfnGetGlobalInfo>("");
}

block router::read_interface_info(ULONG index) {
    return read_info<&table::pfnGetInterfaceInfo>(std::to_string(index) + ", ", index);
}

block router::read_routing_domain_info(GUID domain) {
    return read_info<&table::pfnGetRoutingDomainGlobalInfo>("domain, ", &domain);
}

void router::free_buffer(PVOID allocated) {
    if (!table_.pfnBufferFree)
        return;
    table_.pfnBufferFree(allocated);
    log_.note(routpact::detail::row_of<&table::pfnBufferFree>(routpact::callbacks<table>),
              "returned", true, "frees what the protocol allocated");
}

std::string router::describe(ROUTING_PROTOCOL_EVENTS event, const MESSAGE& message, bool& legal) {
    const UPDATE_COMPLETE_MESSAGE& update = message.UpdateCompleteMessage;
    switch (event) {
    case ROUTER_STOPPED:
        legal = stop_pending_;
        stop_pending_ = false;
        return "ROUTER_STOPPED: the stop has ended";
    case SAVE_GLOBAL_CONFIG_INFO:
        legal = true;
        return "SAVE_GLOBAL_CONFIG_INFO: asks to read and save the global info";
    case SAVE_INTERFACE_CONFIG_INFO:
        legal = true;
        return "SAVE_INTERFACE_CONFIG_INFO: asks to read and save the info of interface " +
               std::to_string(message.InterfaceIndex);
    case UPDATE_COMPLETE:
        legal = update_pending_ && update.UpdateType == RF_DEMAND_UPDATE_ROUTES &&
                (update.UpdateStatus == NO_ERROR || update.UpdateStatus == ERROR_CAN_NOT_COMPLETE);
        update_pending_ = false;
        return "UPDATE_COMPLETE: the update of interface " + std::to_string(update.InterfaceIndex) +
               " has ended, " + routpact::code_name(update.UpdateStatus);
    }
    legal = false;
    return "an undocumented event";
}

void router::fetch_events() {
    WaitForSingleObject(event_, 0); // resets the event: the loop fetches all queued events
    for (int left = 20; left > 0; --left) {
        ROUTING_PROTOCOL_EVENTS event{};
        MESSAGE message{};
        const reply got = call<&table::pfnGetEventMessage>("event, message", &event, &message);
        if (got.answer != NO_ERROR) {
            got.must({ERROR_NO_MORE_ITEMS}, "no event waits");
            return;
        }
        bool legal = false;
        const std::string what = describe(event, message, legal);
        got.must({NO_ERROR}, what, legal);
        if (!legal)
            return; // a broken DLL may return events endlessly
        if (event == SAVE_GLOBAL_CONFIG_INFO)
            read_global_info();
        if (event == SAVE_INTERFACE_CONFIG_INFO)
            read_interface_info(message.InterfaceIndex);
    }
}

void router::await(const bool& pending, const char* why) {
    while (pending && WaitForSingleObject(event_, 10000) == WAIT_OBJECT_0)
        fetch_events();
    if (pending)
        log_.note(routpact::detail::row_of<&table::pfnGetEventMessage>(routpact::callbacks<table>),
                  "nothing for 10 s", false, why);
}

void router::await_update() {
    update_pending_ = true;
    await(update_pending_, "a started update ends with UPDATE_COMPLETE");
    update_pending_ = false;
}
