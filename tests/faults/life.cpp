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
        std::_Exit(1); // it will not get better
}
unsigned wrongs() noexcept {
    return count_of_wrongs;
}

life::life(const subject& whose)
    : whose_{whose}, event_{notification()}, blocks_{faults::live_blocks()} {
    MPR_SERVICE_CHARACTERISTICS service{};
    pointers_.dwVersion = 0x600;
    pointers_.dwProtocolId = whose.id;
    pointers_.fSupportedFunctionality = ~DWORD{0};
    const DWORD code =
        whose.registers(reinterpret_cast<PMPR_ROUTING_CHARACTERISTICS>(&pointers_), &service);
    if (code != NO_ERROR)
        wrong("%s: RegisterProtocol answers %lu", whose.name, static_cast<unsigned long>(code));
}

life::~life() {
    stop();
    reach(stage::running); // the DLL can be started again
    stop();
    whose_.unload();
    // On Windows, the thread pool frees work a moment later.
    if (!in_time([&] { return faults::live_blocks() == blocks_; }))
        wrong("%s: %ld blocks are left", whose_.name, faults::live_blocks() - blocks_);
}

void life::reach(stage wanted) {
    while (now_ < wanted) {
        const stage before = now_;
        for (const slot_of_contract& slot : slots_of_contract())
            if (slot.once && slot.when == before)
                call(slot);
        if (now_ == before) {
            wrong("%s does not start", whose_.name);
            std::exit(1);
        }
        for (const slot_of_contract& slot : slots_of_contract())
            if ((slot.has(routpact::role::description) && now_ == stage::starting) ||
                (slot.has(routpact::role::status_change) && now_ == stage::running))
                call(slot);
    }
}

answer life::call(const slot_of_contract& slot, ULONG index) {
    prepared_call made{whose_, slot, index};
    made.arguments().event_handle = event_;
    const ULONGLONG before = made.written();
    const DWORD code = slot.call(pointers_, made.arguments());
    const routpact::callback& contract = slot.contract;
    if (contract.codes.count != 0 && !contract.codes.contains(code))
        wrong("%s: %s answers %lu", whose_.name, contract.name, static_cast<unsigned long>(code));

    const answer result{code, made.written(), made.written() == before};
    if (code == NO_ERROR && slot.once)
        now_ = now_ == stage::stopped ? stage::starting : stage::running;
    if (code == NO_ERROR && contract.functionality == RF_DEMAND_UPDATE_ROUTES && whose_.is_class)
        ++updates_owed_;
    if (code == NO_ERROR && slot.has(routpact::role::event_buffer))
        count_event(made.arguments());
    if (slot.stops) {
        now_ = stage::stopped;
        stops_owed_ += code == ERROR_PROTOCOL_STOP_PENDING ? 1 : 0;
    }
    if (made.arguments().allocated)
        pointers_.pfnBufferFree(made.arguments().allocated);
    return result;
}

ULONGLONG life::state() {
    ULONGLONG number = 0;
    for (const slot_of_contract& slot : slots_of_contract())
        for (const ULONG index : {ULONG{1}, ULONG{2}})
            if (slot.tells && slot.there(pointers_)) {
                const answer told = call(slot, index);
                number = (number ^ told.code ^ told.written) * 1099511628211u;
            }
    return number;
}

void life::count_event(const call_arguments& fetched) {
    stops_told_ += fetched.event == ROUTER_STOPPED ? 1 : 0;
    updates_told_ += fetched.event == UPDATE_COMPLETE ? 1 : 0;
    if (stops_told_ != 0 && fetched.event != ROUTER_STOPPED)
        wrong("%s: an event comes after ROUTER_STOPPED", whose_.name);
}

void life::drain() {
    call_arguments fetched;
    while (pointers_.pfnGetEventMessage(&fetched.event, &fetched.message) == NO_ERROR)
        count_event(fetched);
}

void life::await_stop() {
    for (drain(); stops_told_ < stops_owed_; drain())
        if (WaitForSingleObject(event_, patience()) != WAIT_OBJECT_0) {
            wrong("%s: ROUTER_STOPPED does not come", whose_.name);
            std::exit(1);
        }
}

void life::stop() {
    if (now_ != stage::stopped)
        call(slot_named("stop_protocol"));
    await_stop();
    if (stops_told_ != stops_owed_)
        wrong("%s: ROUTER_STOPPED comes %u times, not %u", whose_.name, stops_told_, stops_owed_);
    if (updates_told_ != updates_owed_)
        wrong("%s: %u updates of %u complete", whose_.name, updates_told_, updates_owed_);
    stops_told_ = stops_owed_ = updates_told_ = updates_owed_ = 0;
}
