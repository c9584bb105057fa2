#pragma once
// A table of interfaces that fail an execution if a thread uses them after their end, and the
// operations of the scenarios on it.

#include "framework/model.hpp"
#include <routpact/interface_table.hpp>

namespace {

using model::check;
using model::scenario;
using model::thread;
using routpact::insert_result;
using routpact::remove_result;

struct interface_object {
    explicit interface_object(ULONG i) noexcept : index{i} {}
    void use(ULONG expected) const noexcept {
        life.use();
        check(index.get() == expected, "an index leads to another interface");
        model::point();
        model::point();
        life.use();
    }
    model::plain<ULONG> index;
    model::mortal life;
};
using table = routpact::interface_table<interface_object>;

void insert(table& to, ULONG index) {
    check(to.insert(index, index) == insert_result::inserted, "an interface cannot be inserted");
}
void remove(table& from, ULONG index) {
    check(from.remove(index) == remove_result::removed, "an interface cannot be removed");
}
bool use(table& in, ULONG index) {
    const table::guard found = in.find(index);
    if (found)
        found->use(index);
    return static_cast<bool>(found);
}

} // namespace
