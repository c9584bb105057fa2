// expect-error: remove pointers, references, views, optionals and variants from T
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>
#include <variant>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
using client = std::variant<ULONG, BYTE>;
#else
using client = ULONG;
#endif
const PCONNECT_CLIENT callback =
    routpact::connect_client<interfaces, [](dial_in&, const client&) {}>;
