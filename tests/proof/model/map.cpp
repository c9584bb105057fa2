// index_map, tested through interface_table: searches while the map changes, grows and is replaced.

#include "interfaces.hpp"

namespace {

// The home bucket of an index in a map of eight buckets.
constexpr unsigned home(ULONG index) {
    return (static_cast<std::uint32_t>(index) * std::uint32_t{0x9E3779B9}) >> 29;
}
// The index number `number` of those with the same home bucket as the index 0.
constexpr ULONG beside_0(unsigned number) {
    ULONG index = 0;
    for (; number; --number)
        do
            ++index;
        while (home(index) != home(0));
    return index;
}

// After this, inserting another index makes the map grow.
void fill(table& all) {
    for (ULONG index = 1; index <= 8; ++index)
        insert(all, index);
}
// After this, inserting another index creates a new array of the same size.
void wear_out(table& all) {
    insert(all, 1);
    for (ULONG index = 2; index <= 8; ++index) {
        insert(all, index);
        remove(all, index);
    }
}

const scenario scenarios[] = {
    {"map_grows",
     [] {
         table all;
         fill(all);
         thread one{[&] {
             check(use(all, 1), "an interface is not found");
             check(!use(all, 0) && !use(all, 99), "an interface is found that is not there");
         }};
         thread two{[&] {
             check(use(all, 8), "an interface is not found");
             use(all, 9);
         }};
         thread inserter{[&] {
             insert(all, 9);
             check(use(all, 9), "an interface is not found");
         }};
     }},
    {"map_replaced",
     [] {
         table all;
         wear_out(all);
         thread one{[&] {
             check(use(all, 1), "an interface is not found");
             check(!use(all, 2), "an interface is found that is not there");
         }};
         thread two{[&] {
             insert(all, 9);
             remove(all, 9);
         }};
         thread three{[&] {
             use(all, 9);
             check(!use(all, 0), "an interface is found that is not there");
         }};
     }},
    // The array is replaced twice in quick succession while another thread searches.
    {"map_replaced_twice",
     [] {
         table all;
         for (ULONG index = 1; index <= 4; ++index)
             insert(all, index);
         for (ULONG index = 5; index <= 8; ++index) {
             insert(all, index);
             remove(all, index);
         }
         thread one{[&] { check(use(all, 1), "an interface is not found"); }};
         thread two{[&] {
             for (ULONG index = 9; index <= 13; ++index)
                 insert(all, index);
         }};
     }},
    // Threads search two tables in turn, and one of the tables grows.
    {"map_other_table",
     [] {
         table all, other;
         insert(all, 1);
         fill(other);
         thread one{[&] {
             use(all, 1);
             check(use(other, 1), "an interface is not found");
         }};
         thread two{[&] {
             use(other, 1);
             use(all, 1);
         }};
         thread three{[&] { insert(other, 9); }};
     }},
    // One thread removes an interface while another one inserts and so replaces the array.
    {"map_grows_and_shrinks",
     [] {
         table all;
         fill(all);
         thread one{[&] {
             use(all, 8);
             use(all, 8);
         }};
         thread two{[&] { insert(all, 9); }};
         thread three{[&] {
             remove(all, 8);
             check(!use(all, 8), "an interface is found after its removal");
         }};
     }},
    // The key of a free entry looks like the key of index 0.
    {"map_no_0",
     [] {
         table all;
         insert(all, 99);
         const ULONG beside = beside_0(1);
         thread one{[&] {
             check(!use(all, 0), "an interface is found that is not there");
             check(!use(all, 0), "an interface is found that is not there");
         }};
         thread two{[&] {
             insert(all, beside);
             remove(all, beside);
             insert(all, beside);
         }};
     }},
    // The same as map_no_0, with the second entry of a bucket.
    {"map_no_0_beside",
     [] {
         table all;
         insert(all, beside_0(1));
         thread one{[&] {
             check(!use(all, 0), "an interface is found that is not there");
             check(!use(all, 0), "an interface is found that is not there");
         }};
         thread two{[&] {
             insert(all, beside_0(2));
             remove(all, beside_0(2));
             insert(all, beside_0(2));
         }};
     }},
    {"map_0_comes",
     [] {
         table all;
         insert(all, beside_0(1));
         thread one{[&] {
             use(all, 0);
             check(use(all, beside_0(1)), "an interface is not found");
         }};
         thread two{[&] {
             insert(all, 0);
             remove(all, 0);
             insert(all, 0);
         }};
     }},
    // An index whose home bucket is full is in the next bucket.
    {"map_overflows",
     [] {
         table all;
         insert(all, beside_0(1));
         insert(all, beside_0(2));
         thread one{[&] {
             use(all, beside_0(3));
             check(use(all, beside_0(2)), "an interface is not found");
         }};
         thread two{[&] {
             insert(all, beside_0(3));
             check(use(all, beside_0(3)), "an interface is not found");
             remove(all, beside_0(3));
         }};
         thread three{[&] {
             remove(all, beside_0(1));
             insert(all, beside_0(1));
         }};
     }},
};

} // namespace
