// A hand-written module with its own table. GET_MODULE is the name of the function that the program
// calls.

#include "modules.hpp"

#include <routpact/interface_table.hpp>

struct line {
    std::atomic<bool> alive{true};
    ~line() { alive = false; }
};

namespace {

constinit routpact::interface_table<line> lines;

bool add(ULONG index) {
    return lines.insert(index) == routpact::insert_result::inserted;
}
bool remove(ULONG index) {
    return lines.remove(index) == routpact::remove_result::removed;
}
bool remove_while_visiting(ULONG index) {
    bool removed = false;
    lines.for_each([&](ULONG visited, line&) {
        if (visited == index)
            removed = remove(index);
    });
    return removed;
}
void use_line(ULONG index, const use& how) {
    const auto found = lines.find(index);
    if (!found)
        return;
    *how.begun = true;
    comes(*how.end);
    *how.was_alive = found->alive.load();
}
bool clear() {
    return lines.clear();
}

} // namespace

extern "C" const table_module* GET_MODULE() {
    static const table_module module{add, remove, remove_while_visiting, use_line, clear};
    return &module;
}
