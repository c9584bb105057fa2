// expect-error: a table that returns copies, such as std::optional<T>, allows only const
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#include <optional>
struct map {
    std::optional<dial_in> find(ULONG) { return dial_in{}; }
} lines;
#ifdef BAD
const PCONNECT_CLIENT callback = routpact::connect_client<lines, [](dial_in&, PVOID) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<lines, [](const dial_in&, PVOID) {}>;
#endif
