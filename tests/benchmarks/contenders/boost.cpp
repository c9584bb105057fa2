#include "../contender.hpp"

#include <boost/unordered/concurrent_flat_map.hpp>

namespace {

class concurrent_map {
public:
    void add(ULONG index) { lines_.try_emplace(index); }
    void remove(ULONG index) { lines_.erase(index); }
    DWORD connect(ULONG index, PVOID address) {
        DWORD answer = ERROR_INVALID_PARAMETER;
        lines_.cvisit(index, [&](const auto& line) { // holds a shared lock of several interfaces
            answer = answer_by_hand(line.second, address);
        });
        return answer;
    }

private:
    boost::concurrent_flat_map<ULONG, dial_in> lines_;
};

} // namespace

extern const contender boost_map;
const contender boost_map{
    .name = "boost",
    .tables = tables_by_hand<concurrent_map>(),
    .add_to_new = add_to_new<concurrent_map>,
};
