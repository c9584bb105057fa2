// expect-error: for GetNeighbors routpact::neighbors
// names: ::pfnGetNeighbors
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct list {
    const DWORD* data() const { return nullptr; }
    unsigned size() const { return 0; }
};
#ifdef BAD
const auto callback = routpact::get_neighbors<interfaces, [](dial_in&) { return list{}; }>;
#else
const auto callback =
    routpact::get_neighbors<interfaces, [](dial_in&) { return routpact::neighbors<list>{}; }>;
#endif
