// expect-error: expected one that takes the key and the value
#include <map>
#include <routpact/mib_table.hpp>

struct row {
    DWORD address, metric;
};
std::map<DWORD, DWORD> table;
auto first() {
#ifdef BAD
    return routpact::first_in(
        table, [](const auto& element) { return row{element.first, element.second}; });
#else
    return routpact::first_in(table,
                              [](DWORD address, DWORD metric) { return row{address, metric}; });
#endif
}
