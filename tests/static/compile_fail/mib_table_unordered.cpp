// expect-error: routpact::first_in: the container is not ordered
#include <map>
#include <routpact/mib_table.hpp>
#include <unordered_map>

#ifdef BAD
std::unordered_map<DWORD, DWORD> table;
#else
std::map<DWORD, DWORD> table;
#endif
auto first() {
    return routpact::first_in(table);
}
