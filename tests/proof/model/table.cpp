// interface_table: threads find and use interfaces while other threads remove and insert them.

#include "interfaces.hpp"

namespace {

const scenario scenarios[] = {
    // Threads use an interface while it is removed and another one is constructed in its memory.
    {"table_reuse",
     [] {
         table all;
         insert(all, 7);
         const auto user = [&] {
             use(all, 7);
             use(all, 7);
         };
         thread one{user};
         thread two{user};
         thread remover{[&] {
             remove(all, 7);
             insert(all, 7);
             remove(all, 7);
             check(!use(all, 7), "an interface is found after its removal");
         }};
     }},
    // The memory of a removed interface goes to an interface with another index.
    {"table_other_index",
     [] {
         table all;
         insert(all, 7);
         thread one{[&] {
             use(all, 7);
             use(all, 8);
         }};
         thread remover{[&] {
             remove(all, 7);
             insert(all, 8);
             check(use(all, 8), "an interface is not found");
         }};
     }},
    {"table_two_removers",
     [] {
         table all;
         insert(all, 7);
         model::plain<int> removed{0};
         unsigned lock = 0;
         const auto remover = [&] {
             if (all.remove(7) == remove_result::removed) {
                 model::hooks::lock(lock);
                 removed.set(removed.get() + 1);
                 model::hooks::unlock(lock);
             }
         };
         {
             thread one{[&] { use(all, 7); }};
             thread two{remover};
             thread three{remover};
         }
         check(removed.get() == 1, "an interface is not removed exactly once");
     }},
    // Two threads wait in remove() while the users of both interfaces leave.
    {"table_two_removals",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         thread one{[&] {
             use(all, 7);
             use(all, 8);
         }};
         thread two{[&] { use(all, 8); }};
         thread three{[&] { remove(all, 7); }};
         thread four{[&] { remove(all, 8); }};
     }},
    {"table_for_each",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         insert(all, 9);
         thread walker{
             [&] { all.for_each([](ULONG index, interface_object& itf) { itf.use(index); }); }};
         thread remover{[&] {
             remove(all, 8);
             insert(all, 8);
             remove(all, 9);
         }};
         thread user{[&] { use(all, 8); }};
     }},
    // A thread uses one interface twice at the same time; the removal waits for both uses.
    {"table_nested",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         thread one{[&] {
             const table::guard outer = all.find(7);
             use(all, 8);
             const table::guard inner = all.find(7);
             if (outer)
                 outer->use(7);
             if (inner)
                 inner->use(7);
         }};
         thread remover{[&] {
             remove(all, 7);
             remove(all, 8);
         }};
     }},
    // Each thread uses the interface that the other one removes: only one of them may wait.
    {"table_circle",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         const auto removes_from = [&](ULONG inside, ULONG removed) {
             const table::guard held = all.find(inside);
             const remove_result result = all.remove(removed);
             if (held)
                 held->use(inside);
             check(result == remove_result::removed || held, "a removal is refused");
         };
         thread one{[&] { removes_from(7, 8); }};
         thread two{[&] { removes_from(8, 7); }};
     }},
    // A table is constructed in the memory of a destroyed one; its array may be at the same address
    // as the old array.
    {"table_again",
     [] {
         model::plain<int> rounds{0};
         thread one{[&] {
             for (ULONG index = 7; index < 9; ++index) {
                 table all;
                 insert(all, index);
                 {
                     thread user{[&] { use(all, index); }};
                     use(all, index);
                 }
                 rounds.set(rounds.get() + 1);
             }
         }};
         one.join();
         check(rounds.get() == 2, "the thread has not run both rounds");
     }},
    {"table_own",
     [] {
         table all;
         insert(all, 7);
         thread one{[&] {
             const table::guard held = all.find(7);
             const remove_result result = all.remove(7);
             check(held ? result == remove_result::would_deadlock ||
                              result == remove_result::unknown_index
                        : result == remove_result::unknown_index,
                   "a removal from inside a use returns a wrong result");
         }};
         thread two{[&] { remove(all, 7); }};
     }},
    {"table_try_clear",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         thread one{[&] { use(all, 7); }};
         thread two{[&] {
             const bool cleared = all.try_clear();
             check(!cleared || (!use(all, 7) && !use(all, 8)), "a table is not clear");
         }};
         thread three{[&] { static_cast<void>(all.remove(8)); }};
     }},
    {"table_clear",
     [] {
         table all;
         insert(all, 7);
         thread one{[&] {
             use(all, 7);
             use(all, 8);
         }};
         thread two{[&] { insert(all, 8); }};
         thread remover{[&] { check(all.clear(), "a table cannot be cleared"); }};
     }},
};

} // namespace
