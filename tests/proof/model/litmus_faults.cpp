// Faults that the checker has to find, and a correct program in which it must find none.

#include "framework/model.hpp"
#include <atomic>
#include <new>

namespace {

using order = std::memory_order;
using model::scenario;
using number = std::atomic<int>;

constexpr order relaxed = order::relaxed, acquire = order::acquire, release = order::release;

void publish_plain(order stores, order loads) {
    number flag = 0;
    int data = 0;
    model::thread one{[&] {
        data = 1;
        flag.store(1, stores);
    }};
    model::thread two{[&] {
        if (flag.load(loads))
            model::check(data == 1, "old data");
    }};
}
const scenario published{"plain_published", [] { publish_plain(release, acquire); }};
const scenario found[] = {
    {"finds_race", [] { publish_plain(relaxed, acquire); }, model::fails},
    {"finds_unpublished_atomic",
     [] {
         std::atomic<number*> where = nullptr;
         number* created = nullptr;
         {
             model::thread one{[&] { where.store(new number{1}, relaxed); }};
             model::thread two{[&] {
                 if ((created = where.load(acquire)))
                     created->load(relaxed);
             }};
         }
         delete created;
     },
     model::fails},
    {"finds_use_after_free",
     [] {
         std::atomic<int*> where = new int{1};
         model::thread one{[&] { delete where.exchange(nullptr); }};
         model::thread two{[&] {
             if (int* const it = where.load())
                 *it = 2;
         }};
     },
     model::fails},
    {"finds_atomic_use_after_free",
     [] {
         std::atomic<number*> where = new number{1};
         model::thread one{[&] { delete where.exchange(nullptr); }};
         model::thread two{[&] {
             if (number* const it = where.load())
                 it->load();
         }};
     },
     model::fails},
    {"finds_deadlock",
     [] {
         unsigned one_lock = 0, other_lock = 0;
         const auto both = [](unsigned& first, unsigned& second) {
             model::hooks::lock(first);
             model::hooks::lock(second);
             model::hooks::unlock(second);
             model::hooks::unlock(first);
         };
         model::thread one{[&] { both(one_lock, other_lock); }};
         model::thread two{[&] { both(other_lock, one_lock); }};
     },
     model::fails},
    {"finds_lost_wake_up",
     [] {
         unsigned monitor = 0;
         number done = 0;
         model::thread one{[&] {
             if (!done.load()) {
                 model::hooks::lock(monitor);
                 model::hooks::wait(monitor);
                 model::hooks::unlock(monitor);
             }
         }};
         model::thread two{[&] {
             done = 1;
             model::hooks::notify_all(monitor);
         }};
     },
     model::fails},
    {"finds_livelock",
     [] {
         number x = 0;
         model::thread one{[&] {
             while (x.load(relaxed) == 0)
                 model::hooks::pause();
         }};
     },
     model::fails},
};

} // namespace
