// expect-error: routpact::find_in: the container has no find for this key
#include <map>
#include <routpact/mib_table.hpp>

struct query {
    DWORD id, address;
};
std::map<DWORD, DWORD> table;
auto found(const query& asked) {
#ifdef BAD
    return routpact::find_in(table, asked);
#else
    return routpact::find_in(table, asked.address);
#endif
}
