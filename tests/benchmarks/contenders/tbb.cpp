#include "../contender.hpp"

#include <tbb/concurrent_hash_map.h>

namespace {

class concurrent_map {
public:
    void add(ULONG index) { lines_.insert({index, dial_in{}}); }
    void remove(ULONG index) { lines_.erase(index); }
    DWORD connect(ULONG index, PVOID address) {
        map::const_accessor found; // holds a shared lock of the interface
        return lines_.find(found, index) ? answer_by_hand(found->second, address)
                                         : ERROR_INVALID_PARAMETER;
    }

private:
    // std::allocator, because TBB's scalable allocator may be missing at run time
    using map = tbb::concurrent_hash_map<ULONG, dial_in, tbb::tbb_hash_compare<ULONG>,
                                         std::allocator<std::pair<const ULONG, dial_in>>>;
    map lines_;
};

} // namespace

extern const contender tbb_map;
const contender tbb_map{
    .name = "tbb",
    .tables = tables_by_hand<concurrent_map>(),
    .add_to_new = add_to_new<concurrent_map>,
};
