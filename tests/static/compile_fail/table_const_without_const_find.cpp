// expect-error: callable on this (perhaps const) table
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

constexpr table lines{};
#ifdef BAD
const PCONNECT_CLIENT callback = routpact::connect_client<lines, [](dial_in&, PVOID) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&, PVOID) {}>;
#endif
