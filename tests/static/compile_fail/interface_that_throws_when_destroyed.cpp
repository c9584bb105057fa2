// expect-error: the destructor of T must not throw
#include <routpact/routpact.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct safe {};
struct throwing {
    ~throwing() noexcept(false) {}
};
#ifdef BAD
routpact::interface_table<throwing> lines;
#else
routpact::interface_table<safe> lines;
#endif
