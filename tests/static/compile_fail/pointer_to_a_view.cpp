// expect-error: with a trivially copyable T
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#include <string_view>
#ifdef BAD
const PCONNECT_CLIENT callback =
    routpact::connect_client<interfaces, [](dial_in&, std::string_view) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&, char) {}>;
#endif
