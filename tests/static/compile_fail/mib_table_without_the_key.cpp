// expect-error: pass the member of the query that is the key
#include <map>
#include <routpact/mib_table.hpp>

struct query {
    DWORD id, address;
};
std::map<DWORD, DWORD> table;
auto next(const query& asked) {
#ifdef BAD
    return routpact::next_in(table, asked);
#else
    return routpact::next_in(table, asked.address);
#endif
}
