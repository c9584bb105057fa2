// The management part of the session: the MIB, its traps, and the callbacks that MPR60 adds.

#include "session.hpp"

using std::to_string;

void session::management() {
    block entry = layouts_.question;
    const auto change = [&]<auto Member>(routpact::detail::handler_constant<Member>,
                                         block& changed) {
        const std::string size = to_string(changed.size()) + " bytes";
        router_.call<Member>(size + ", entry", changed.size(), changed.data()).may(own_entry);
        router_.call<Member>(size + ", null", changed.size(), nullptr)
            .may(undocumented("null is no entry"));
    };
    change(routpact::detail::handler_constant<&table::pfnMibCreateEntry>{}, layouts_.addition);
    change(routpact::detail::handler_constant<&table::pfnMibDeleteEntry>{}, layouts_.addition);

    const auto read = [&]<auto Member>(routpact::detail::handler_constant<Member>) {
        const std::string size = to_string(entry.size()) + " bytes";
        ULONG none = 0;
        router_.call<Member>(size + ", null, null, 0", entry.size(), nullptr, &none, nullptr)
            .may(undocumented("null is no entry"));
        return router_.read(
            size + ", entry, ", [&](const std::string& text, PVOID buffer, PULONG room) {
                return router_.call<Member>(text, entry.size(), entry.data(), room, buffer);
            });
    };
    read(routpact::detail::handler_constant<&table::pfnMibGetEntry>{});
    change(routpact::detail::handler_constant<&table::pfnMibSetEntry>{}, layouts_.change);
    router_.fetch_events();
    block answer = read(routpact::detail::handler_constant<&table::pfnMibGetFirstEntry>{});
    for (int most = 4; most > 0 && answer.size() >= entry.size(); --most) {
        std::memcpy(entry.data(), answer.data(), entry.size());
        answer = read(routpact::detail::handler_constant<&table::pfnMibGetNextEntry>{});
    }
}

void session::traps() {
    unsigned char room[64] = {}; // the pages contradict each other about its content
    ULONG size = sizeof room;
    block& entry = layouts_.trap;
    const auto set = [&](const char* text, PVOID data) {
        return router_.call<&table::pfnMibSetTrapInfo>(text, trap_, entry.size(), data, &size,
                                                       static_cast<PVOID>(room));
    };
    set("event, null", nullptr).may(undocumented("null is no entry"));
    if (set("event, entry", entry.data()).may(own_entry)) {
        status(itf, RIS_INTERFACE_DISABLED).must({NO_ERROR}, "a change that may fire the trap");
        status(itf, RIS_INTERFACE_ENABLED).must({NO_ERROR}, "the interface may be used again");
    }
    const auto get = [&](const char* text, PVOID data) {
        size = sizeof room;
        return router_.call<&table::pfnMibGetTrapInfo>(text, entry.size(), data, &size,
                                                       static_cast<PVOID>(room));
    };
    get("null", nullptr).may(undocumented("null is no entry"));
    const bool signalled = WaitForSingleObject(trap_, 0) == WAIT_OBJECT_0;
    get("entry", entry.data())
        .may(signalled ? "the event is signalled: returns the reason" : own_entry);
}

void session::actions() {
    const DWORD type = 1;
    block& action = layouts_.action;
    const auto act = [&](const char* text, PVOID data) {
        return router_.call<&table::pfnProtocolAction>(text, type, data, action.size());
    };
    act("1, null", nullptr).may(undocumented("null is no action"));
    act("1, action", action.data()).may("the protocol defines its actions");

    block& question = layouts_.statistics;
    PVOID statistics = nullptr;
    DWORD size = 0;
    const auto ask = [&](const char* text, PVOID data) {
        return router_.call<&table::pfnGetStatistics>(text, type, data, question.size(), type,
                                                      &statistics, &size);
    };
    ask("1, null, 1, pointer", nullptr).may(undocumented("null is no entry"));
    const reply answer = ask("1, entry, 1, pointer", question.data());
    if (answer.may(own_entry, answer.answer != NO_ERROR || statistics || size == 0))
        router_.free_buffer(statistics);
}

void session::routing_domains() {
    GUID domain{0x6d2c1a40, 0x51e7, 0x4f0b, {0x9a, 1, 2, 3, 4, 5, 6, 7}};
    ULONG room = 0;
    ULONG out = 0;
    router_
        .call<&table::pfnGetRoutingDomainGlobalInfo>("null, null, 0", static_cast<GUID*>(nullptr),
                                                     nullptr, &room, &out, &out, &out)
        .may(undocumented("null is no routing domain"));
    router_.read_routing_domain_info(domain);

    const auto set = [&](block& info) {
        return router_.call<&table::pfnSetRoutingDomainGlobalInfo>(
            "domain, " + info.text(), &domain, info.data(), info.version, info.size(),
            info.count());
    };
    block none;
    set(none).may(undocumented("null is no info"));
    if (layouts_.domain.bytes.empty())
        return;
    set(layouts_.domain).may(own_info);
    router_.read_routing_domain_info(domain);
}
