// The lower limit: a plain array without protection, called with the slot instead of the index.

#include "../contender.hpp"

namespace {

class array {
public:
    void add(ULONG) { lines_.emplace_back(); }
    DWORD connect(ULONG slot, PVOID address) const noexcept {
        return slot < lines_.size() ? answer_by_hand(lines_[slot], address)
                                    : ERROR_INVALID_PARAMETER;
    }

private:
    std::vector<dial_in> lines_;
};

} // namespace

extern const contender plain_array;
const contender plain_array{
    .name = "array",
    .by_slot = true,
    .tables = tables_by_hand<array>(),
    .add_to_new = add_to_new<array>,
};
