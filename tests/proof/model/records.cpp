// hazard_records, where records run short: a thread has more hazards at the same time than hazard
// pointers in its record, or there are more threads than records.

#include "interfaces.hpp"

namespace {

// Uses an interface `depth` times at the same time, and calls `inside` in the innermost use.
template <class Inside>
void nest(table& all, ULONG index, unsigned depth, Inside inside) {
    const table::guard found = all.find(index);
    if (depth > 1)
        nest(all, index, depth - 1, inside);
    else
        inside();
    if (found)
        found->use(index);
}
void nest(table& all, ULONG index, unsigned depth) {
    nest(all, index, depth, [] {});
}
using storage = routpact::detail::hazard_storage;
constexpr unsigned per_record =
    sizeof(storage::record::hazards) / sizeof(routpact::detail::hazard_pointer);

// Starts threads that use the interface and end, until each record of the first block has an owner.
void use_up(table& all) {
    for (unsigned number = 1; number < storage::block_size; ++number) {
        const model::identity one{0x100000 + number * std::uintptr_t{0x1000}};
        use(all, 7);
    }
}
// The same with `number` threads that have not ended when `meanwhile` is called.
template <class Meanwhile>
void crowd(table& all, unsigned number, Meanwhile meanwhile) {
    if (number == 0)
        return meanwhile();
    const model::identity one{0x100000 + number * std::uintptr_t{0x1000}};
    use(all, 7);
    crowd(all, number - 1, meanwhile);
}
constexpr std::uintptr_t reused = 0x101000; // the identity of two threads, one after the other

const scenario scenarios[] = {
    {"records_many_hazards",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         thread one{[&] {
             nest(all, 7, per_record + 1);
             use(all, 8);
         }};
         thread two{[&] {
             remove(all, 7);
             remove(all, 8);
         }};
     }},
    // Threads without records take shared records.
    {"records_shared",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         model::without_room();
         thread one{[&] { use(all, 7); }};
         thread two{[&] {
             use(all, 8);
             use(all, 7);
         }};
         thread three{[&] { remove(all, 7); }};
     }},
    // A shared record passes from the thread that removes an interface to a thread that uses it.
    {"records_shared_again",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         thread one{[&] { nest(all, 8, per_record, [&] { use(all, 7); }); }};
         thread two{[&] {
             nest(all, 8, per_record + 1);
             remove(all, 7);
         }};
     }},
    // New threads take over the records of ended threads, and then more records are allocated.
    {"records_taken_over",
     [] {
         table all;
         insert(all, 7);
         use(all, 7);
         use_up(all);
         const auto user = [&] {
             use(all, 7);
             use(all, 7);
         };
         thread one{user};
         thread two{user};
         thread three{[&] {
             remove(all, 7);
             insert(all, 7);
             remove(all, 7);
         }};
     }},
    // A thread ends and its record is taken over while another thread scans for users.
    {"records_of_the_dead",
     [] {
         table all;
         insert(all, 7);
         insert(all, 8);
         crowd(all, storage::block_size - 1, [&] {
             thread remover{[&] { remove(all, 7); }};
             {
                 thread one{[&] { use(all, 7); }};
             }
             thread two{[&] { use(all, 8); }};
         });
     }},
    // More objects are watched than there are slots.
    {"records_many_watches",
     [] {
         table all;
         insert(all, 7);
         const char others[8] = {};
         for (const char& each : others)
             routpact::detail::hazard_watch::begin(&each);
         {
             thread one{[&] { use(all, 7); }};
             thread two{[&] {
                 const table::guard found = all.find(7);
                 if (found)
                     found->use(7);
             }};
             thread three{[&] { remove(all, 7); }};
         }
         for (const char& each : others)
             routpact::detail::hazard_watch::end(&each);
     }},
    // An array is freed that an ended thread has pinned.
    {"records_pinned",
     [] {
         table all;
         for (ULONG index = 1; index <= 8; ++index)
             insert(all, index);
         thread one{[&] { use(all, 7); }};
         thread two{[&] {
             insert(all, 9);
             remove(all, 9);
         }};
         thread three{[&] {
             check(use(all, 8), "an interface is not found");
             remove(all, 7);
         }};
     }},
    // The same with threads that pin the array with a shared record.
    {"records_pinned_shared",
     [] {
         table all;
         for (ULONG index = 1; index <= 8; ++index)
             insert(all, index);
         thread one{[&] {
             nest(all, 7, per_record, [&] {
                 check(!use(all, 99), "an interface is found that is not there");
                 check(use(all, 8), "an interface is not found");
             });
         }};
         thread two{[&] { insert(all, 9); }};
     }},
    // More threads than records in the first block.
    {"records_more",
     [] {
         table all;
         insert(all, 7);
         crowd(all, storage::block_size, [&] {
             const auto user = [&] {
                 use(all, 7);
                 use(all, 7);
             };
             thread one{user};
             thread two{user};
             thread three{[&] {
                 remove(all, 7);
                 insert(all, 7);
             }};
         });
     }},
    {"records_more_pinned",
     [] {
         table all, other;
         insert(other, 7);
         for (ULONG index = 1; index <= 8; ++index)
             insert(all, index);
         crowd(other, storage::block_size, [&] {
             const auto user = [&] { use(all, 8); };
             thread one{user};
             thread two{user};
             thread three{[&] { insert(all, 9); }};
         });
     }},
    // More hazards than shared records in the first block.
    {"records_more_shared",
     [] {
         table all, other;
         insert(other, 7);
         for (ULONG index = 1; index <= 8; ++index)
             insert(all, index);
         nest(other, 7, per_record + storage::block_size, [&] {
             const auto user = [&] { nest(all, 8, per_record + 1); };
             thread one{user};
             thread two{user};
             thread three{[&] {
                 insert(all, 9);
                 remove(all, 8);
             }};
         });
     }},
    // A new thread gets the identity of an ended one.
    {"records_again",
     [] {
         table all;
         insert(all, 7);
         const auto user = [&] { use(all, 7); };
         thread remover{[&] {
             remove(all, 7);
             insert(all, 7);
         }};
         {
             thread one{user, reused};
         }
         thread two{user, reused};
     }},
};

} // namespace
