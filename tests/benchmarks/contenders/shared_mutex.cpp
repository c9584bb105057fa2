// The usual solution: a hash map with a std::shared_mutex.

#include "../contender.hpp"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace {

class locked_map {
public:
    void add(ULONG index) {
        const std::lock_guard locked{mutex_};
        lines_.try_emplace(index);
    }
    void remove(ULONG index) {
        const std::lock_guard locked{mutex_};
        lines_.erase(index);
    }
    DWORD connect(ULONG index, PVOID address) {
        const std::shared_lock locked{mutex_};
        const auto found = lines_.find(index);
        return found != lines_.end() ? answer_by_hand(found->second, address)
                                     : ERROR_INVALID_PARAMETER;
    }

private:
    std::shared_mutex mutex_;
    std::unordered_map<ULONG, dial_in> lines_;
};

} // namespace

extern const contender shared_mutex_map;
const contender shared_mutex_map{
    .name = "shared_mutex",
    .tables = tables_by_hand<locked_map>(),
    .add_to_new = add_to_new<locked_map>,
};
