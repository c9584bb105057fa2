// The usual solution on Windows: a slim reader/writer lock around a chained hash table.

#include "../contender.hpp"

namespace {

class locked_chains {
public:
    locked_chains() = default;
    locked_chains(const locked_chains&) = delete;
    locked_chains& operator=(const locked_chains&) = delete;
    ~locked_chains() {
        for (node* n : chains_)
            while (n)
                delete std::exchange(n, n->next);
    }

    void add(ULONG index) {
        node* const added = new node{index, nullptr, {}};
        AcquireSRWLockExclusive(&lock_);
        if (count_ == chains_.size())
            grow();
        put(added);
        ++count_;
        ReleaseSRWLockExclusive(&lock_);
    }
    void remove(ULONG index) {
        AcquireSRWLockExclusive(&lock_);
        node** link = &chain(index);
        while (*link && (*link)->index != index)
            link = &(*link)->next;
        if (*link) {
            delete std::exchange(*link, (*link)->next);
            --count_;
        }
        ReleaseSRWLockExclusive(&lock_);
    }
    DWORD connect(ULONG index, PVOID address) {
        AcquireSRWLockShared(&lock_);
        const node* n = chain(index);
        while (n && n->index != index)
            n = n->next;
        const DWORD answer = n ? answer_by_hand(n->line, address) : ERROR_INVALID_PARAMETER;
        ReleaseSRWLockShared(&lock_);
        return answer;
    }

private:
    struct node {
        ULONG index;
        node* next;
        dial_in line;
    };

    node*& chain(ULONG index) { return chains_[index * ULONG{0x9E3779B9} & (chains_.size() - 1)]; }
    void put(node* n) {
        node*& first = chain(n->index);
        n->next = first;
        first = n;
    }
    void grow() {
        std::vector<node*> old(chains_.size() * 2);
        old.swap(chains_);
        for (node* n : old)
            while (n)
                put(std::exchange(n, n->next));
    }

    SRWLOCK lock_ = SRWLOCK_INIT;
    std::vector<node*> chains_{16}; // a power of two
    std::size_t count_ = 0;
};

} // namespace

extern const contender srwlock_chains;
const contender srwlock_chains{
    .name = "SRWLOCK",
    .tables = tables_by_hand<locked_chains>(),
    .add_to_new = add_to_new<locked_chains>,
};
