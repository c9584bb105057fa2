// The lower limit with protection: the hash table of user-space RCU. Its threads have to register,
// so a DLL could not use it: the router manager's threads are not registered.

#include "../contender.hpp"

#define _LGPL_SOURCE // makes the functions of readers inline
#include <urcu/urcu-memb.h>

#include <urcu/rculfhash.h>

namespace {

struct node : cds_lfht_node {
    ULONG index = 0;
    dial_in line;
};

thread_local bool registered = false;

void enter_thread() {
    if (!std::exchange(registered, true))
        urcu_memb_register_thread();
}
void leave_thread() {
    if (std::exchange(registered, false))
        urcu_memb_unregister_thread();
}

class reading_section {
public:
    reading_section() { urcu_memb_read_lock(); }
    ~reading_section() { urcu_memb_read_unlock(); }
    reading_section(const reading_section&) = delete;
    reading_section& operator=(const reading_section&) = delete;
};

class rcu_table {
public:
    rcu_table() {
        enter_thread();
        table_ = cds_lfht_new_flavor(buckets_, 1, 0, 0, &urcu_memb_flavor, nullptr);
    }
    rcu_table(const rcu_table&) = delete;
    rcu_table& operator=(const rcu_table&) = delete;
    ~rcu_table() {
        enter_thread();
        std::vector<std::unique_ptr<node>> left;
        {
            const reading_section reading;
            cds_lfht_iter at;
            for (cds_lfht_first(table_, &at); node* const n = get(at); cds_lfht_next(table_, &at)) {
                cds_lfht_del(table_, n);
                left.emplace_back(n);
            }
        }
        cds_lfht_destroy(table_, nullptr);
    }

    void add(ULONG index) {
        if (count_++ == buckets_) // the library's own resizing thread would be too slow
            cds_lfht_resize(table_, buckets_ *= 2);
        auto added = std::make_unique<node>();
        added->index = index;
        cds_lfht_node_init(added.get());
        const reading_section reading;
        if (cds_lfht_add_unique(table_, hash(index), matches, &index, added.get()) == added.get())
            static_cast<void>(added.release());
    }
    void remove(ULONG index) {
        std::unique_ptr<node> removed;
        {
            const reading_section reading;
            node* const found = find(index);
            if (found && cds_lfht_del(table_, found) == 0) {
                removed.reset(found);
                --count_;
            }
        }
        urcu_memb_synchronize_rcu();
    }
    DWORD connect(ULONG index, PVOID address) {
        const reading_section reading;
        const node* const found = find(index);
        return found ? answer_by_hand(found->line, address) : ERROR_INVALID_PARAMETER;
    }

private:
    static unsigned long hash(ULONG index) { return index * ULONG{0x9E3779B9}; }
    static int matches(cds_lfht_node* n, const void* index) {
        return static_cast<node*>(n)->index == *static_cast<const ULONG*>(index);
    }
    static node* get(cds_lfht_iter& at) { return static_cast<node*>(cds_lfht_iter_get_node(&at)); }
    node* find(ULONG index) {
        cds_lfht_iter at;
        cds_lfht_lookup(table_, hash(index), matches, &index, &at);
        return get(at);
    }

    unsigned long buckets_ = 16;
    unsigned long count_ = 0; // only one thread changes the table
    cds_lfht* table_;
};

} // namespace

extern const contender rcu;
const contender rcu{
    .name = "urcu",
    .tables = tables_by_hand<rcu_table>(),
    .add_to_new = add_to_new<rcu_table>,
    .enter_thread = enter_thread,
    .leave_thread = leave_thread,
};
