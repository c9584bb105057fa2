#include "life.hpp"

#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<unsigned> count_of_wrongs = 0;

HANDLE notification() {
    static const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    return event;
}

} // namespace

void wrong(const char* format, ...) {
    std::va_list arguments;
    va_start(arguments, format);
    std::vfprintf(stderr, format, arguments);
    va_end(arguments);
    std::fputc('\n', stderr);
    if (++count_of_wrongs == 20)
        std::_Exit(1); // enough messages
}
unsigned wrongs() noexcept {
    return count_of_wrongs;
}

life::life(const subject& target)
    : target_{target}, event_{notification()}, blocks_{faults::live_blocks()} {
    MPR_SERVICE_CHARACTERISTICS service{};
    pointers_.dwVersion = 0x600;
    pointers_.dwProtocolId = target.id;
    pointers_.fSupportedFunctionality = ~DWORD{0};
    const DWORD code =
        target.registers(reinterpret_cast<PMPR_ROUTING_CHARACTERISTICS>(&pointers_), &service);
    if (code != NO_ERROR)
        wrong("%s: RegisterProtocol returns %lu", target.name, static_cast<unsigned long>(code));
}

life::~life() {
    stop();
    reach(stage::running); // a stopped protocol has to start again
    stop();
    target_.unload();
    // On Windows, the thread pool frees work a moment later.
    if (!in_time([&] { return faults::live_blocks() == blocks_; }))
        wrong("%s: %ld blocks leak", target_.name, faults::live_blocks() - blocks_);
}

void life::reach(stage wanted) {
    while (now_ < wanted) {
        const stage before = now_;
        for (const slot_of_contract& slot : slots_of_contract())
            if (slot.once && slot.when == before)
                call(slot);
        if (now_ == before) {
            wrong("%s does not start", target_.name);
            std::exit(1);
        }
        for (const slot_of_contract& slot : slots_of_contract())
            if ((slot.has(routpact::detail::role::description) && now_ == stage::starting) ||
                (slot.has(routpact::detail::role::status_change) && now_ == stage::running))
                call(slot);
    }
}

answer life::call(const slot_of_contract& slot, ULONG index) {
    prepared_call prepared{target_, slot, index};
    prepared.arguments().event_handle = event_;
    const ULONGLONG before = prepared.written();
    const DWORD code = slot.call(pointers_, prepared.arguments());
    const routpact::callback& contract = slot.contract;
    if (contract.codes.count != 0 && !contract.codes.contains(code))
        wrong("%s: %s returns the undocumented code %lu", target_.name, contract.name,
              static_cast<unsigned long>(code));

    const answer result{code, prepared.written(), prepared.written() == before};
    if (code == NO_ERROR && slot.once)
        now_ = now_ == stage::stopped ? stage::starting : stage::running;
    if (code == NO_ERROR && contract.functionality == RF_DEMAND_UPDATE_ROUTES && target_.is_class)
        ++updates_owed_;
    if (code == NO_ERROR && slot.has(routpact::detail::role::event_buffer))
        count_event(prepared.arguments());
    if (slot.stops) {
        now_ = stage::stopped;
        stops_owed_ += code == ERROR_PROTOCOL_STOP_PENDING ? 1 : 0;
    }
    if (prepared.arguments().allocated)
        pointers_.pfnBufferFree(prepared.arguments().allocated);
    return result;
}

ULONGLONG life::state() {
    ULONGLONG number = 0;
    for (const slot_of_contract& slot : slots_of_contract())
        for (const ULONG index : {ULONG{1}, ULONG{2}})
            if (slot.reads_state && slot.is_filled(pointers_)) {
                const answer part = call(slot, index);
                number = (number ^ part.code ^ part.written) * 1099511628211u;
            }
    return number;
}

void life::count_event(const call_arguments& fetched) {
    stops_fetched_ += fetched.event == ROUTER_STOPPED ? 1 : 0;
    updates_fetched_ += fetched.event == UPDATE_COMPLETE ? 1 : 0;
    if (stops_fetched_ != 0 && fetched.event != ROUTER_STOPPED)
        wrong("%s: an event follows ROUTER_STOPPED", target_.name);
}

void life::drain() {
    call_arguments fetched;
    while (pointers_.pfnGetEventMessage(&fetched.event, &fetched.message) == NO_ERROR)
        count_event(fetched);
}

void life::await_stop() {
    for (drain(); stops_fetched_ < stops_owed_; drain())
        if (WaitForSingleObject(event_, patience()) != WAIT_OBJECT_0) {
            wrong("%s: no ROUTER_STOPPED after %lu ms", target_.name,
                  static_cast<unsigned long>(patience()));
            std::exit(1);
        }
}

void life::stop() {
    if (now_ != stage::stopped)
        call(slot_named("stop_protocol"));
    await_stop();
    if (stops_fetched_ != stops_owed_)
        wrong("%s: %u ROUTER_STOPPED events, expected %u", target_.name, stops_fetched_,
              stops_owed_);
    if (updates_fetched_ != updates_owed_)
        wrong("%s: %u UPDATE_COMPLETE events, expected %u", target_.name, updates_fetched_,
              updates_owed_);
    stops_fetched_ = stops_owed_ = updates_fetched_ = updates_owed_ = 0;
}
