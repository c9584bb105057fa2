// Protocols that accept unknown indexes.

#include "deviation.hpp"

#include <routpact/detail/conformance/rules/index.hpp>

namespace misbehaving {
namespace index {

struct takes_unknown {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{life.mutex};
        const bool unknown = life.started && !life.ever.contains(index_of<Member>(a...));
        return answer == ERROR_INVALID_PARAMETER && unknown ? DWORD{NO_ERROR} : answer;
    }
};

struct takes_deleted {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{life.mutex};
        const ULONG index = index_of<Member>(a...);
        const bool deleted = life.deleted.contains(index) && !life.present.contains(index);
        return answer == ERROR_INVALID_PARAMETER && deleted ? DWORD{NO_ERROR} : answer;
    }
};

constexpr auto all = together(deviations_of<routpact::detail::unknown_index, takes_unknown>,
                              deviations_of<routpact::detail::deleted_index, takes_deleted>);

} // namespace index

std::span<const deviation> from_index() {
    return index::all;
}

} // namespace misbehaving
