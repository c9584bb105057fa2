// expect-error: expected one that tests false for an unknown index
// names: ::pfnConnectClient
#include <routpact/routpact.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct proxy {
    explicit operator bool() const { return true; }
    dial_in operator*() const { return {}; }
};
struct map {
    proxy find(ULONG) { return {}; }
} lines;
#ifdef BAD
const PCONNECT_CLIENT callback = routpact::connect_client<lines, [](dial_in&, PVOID) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&, PVOID) {}>;
#endif
