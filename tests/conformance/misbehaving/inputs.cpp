// Protocols that are careless with their inputs.

#include "deviation.hpp"

#include <cstdint>
#include <routpact/detail/conformance/rules/info_blocks.hpp>

namespace misbehaving {
namespace inputs {

using t = table;
namespace rd = routpact::detail;

struct takes_null {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        constexpr unsigned place =
            takes<Member>(role::object) ? place_of<Member>(role::object) : input_place<Member>;
        return argument<place>(a...) ? obey(a...) : DWORD{NO_ERROR};
    }
};

struct reads_more {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        if (const void* const input = argument<input_place<Member>>(a...))
            look_at(input, argument<input_size_place<Member>>(a...));
        return obey(a...);
    }
};

// Reads the arguments again during the stop. Reads only those at the offsets within a page that the
// rule uses, because the memory of others may be released.
struct keeps {
    static inline std::mutex mutex;
    static inline std::set<const void*> kept;

    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        if constexpr (is<Member, &t::pfnStopProtocol>) {
            const std::lock_guard locked{mutex};
            for (const void* const each : kept)
                look_at(each, 0);
            kept.clear();
        } else {
            (keep(a), ...);
        }
        return obey(a...);
    }
    template <auto Member>
    static void apply(t& tricky) {
        replace<Member, keeps>(tricky);
        replace<&t::pfnStopProtocol, keeps>(tricky);
    }

private:
    template <class T>
    static void keep(T&) {}
    static void keep(PVOID& argument) { keep_address(argument); }
    static void keep(LPWSTR& argument) { keep_address(argument); }
    static void keep_address(const void* address) {
        const auto within = reinterpret_cast<std::uintptr_t>(address) & 0xfff;
        const std::lock_guard locked{mutex};
        if (within == 0xc00 || within == 0xe00 || within == 0xf00 || within == 0xf80)
            kept.insert(address);
    }
};

struct refuses_its_own {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        return answer == NO_ERROR ? DWORD{ERROR_INVALID_PARAMETER} : answer;
    }
};

struct saves_what_was_set {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR) {
            if constexpr (slot<Member>::contract.index_position != 0)
                obedient::manager.load()->save_interface_config(index_of<Member>(a...));
            else
                obedient::manager.load()->save_global_config();
        }
        return answer;
    }
};

// The info block that slot `Member` changes.
template <auto Member>
using info_of = std::conditional_t<is<Member, &t::pfnSetGlobalInfo>, global_info, interface_info>;

// Reads the info block of the obedient protocol.
template <auto Member, class Info, class... A>
bool read_info(Info& info, [[maybe_unused]] A&... a) {
    ULONG size = sizeof info, version = 0, item_size = 0, count = 0;
    if constexpr (is<Member, &t::pfnSetGlobalInfo>)
        return good.pfnGetGlobalInfo(&info, &size, &version, &item_size, &count) == NO_ERROR;
    else
        return good.pfnGetInterfaceInfo(index_of<Member>(a...), &info, &size, &version, &item_size,
                                        &count) == NO_ERROR;
}
// Passes another info block to the obedient protocol.
template <auto Member, class Pointer, class Info, class... A>
void set_info(Pointer obey, Info& info, A&... a) {
    argument<input_place<Member>>(a...) = &info;
    argument<input_size_place<Member>>(a...) = sizeof info;
    argument<input_size_place<Member> + 1>(a...) = 1;
    obey(a...);
}

struct stores_nothing {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        info_of<Member> before{};
        const bool known = read_info<Member>(before, a...);
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR && known)
            set_info<Member>(obey, before, a...);
        return answer;
    }
};

struct shares_one_block {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        info_of<Member> shared{};
        if (answer != NO_ERROR || !read_info<Member>(shared, a...))
            return answer;
        std::set<ULONG> present;
        {
            const std::lock_guard locked{life.mutex};
            present = life.present;
        }
        for (const ULONG index : present)
            good.pfnSetInterfaceInfo(index, &shared, 1, sizeof shared, 1);
        return answer;
    }
};

struct clears_what_it_has {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        info_of<Member> defaults{};
        if (answer == ERROR_INVALID_PARAMETER && argument<input_place<Member>>(a...))
            set_info<Member>(obey, defaults, a...);
        return answer;
    }
};

struct saves_what_was_changed {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        info_of<Member> before{};
        info_of<Member> after{};
        const bool known = read_info<Member>(before, a...);
        const DWORD answer = obey(a...);
        if (answer != NO_ERROR || !known || !read_info<Member>(after, a...) ||
            std::memcmp(&before, &after, sizeof before) == 0)
            return answer;
        if constexpr (slot<Member>::contract.index_position != 0)
            obedient::manager.load()->save_interface_config(index_of<Member>(a...));
        else
            obedient::manager.load()->save_global_config();
        return answer;
    }
};

constexpr auto all = together(
    deviations_of<rd::null_info, takes_null>, deviations_of<rd::null_data, takes_null>,
    deviations_of<rd::input_bounds, reads_more>, deviations_of<rd::borrowed_memory, keeps>,
    deviations_of<rd::round_trip, refuses_its_own>, deviations_of<rd::stored_info, stores_nothing>,
    deviations_of<rd::refused_info, clears_what_it_has>,
    deviations_of<rd::separate_info, shares_one_block>,
    deviations_of<rd::quiet_setting, saves_what_was_set>,
    deviations_of<rd::quiet_setting, saves_what_was_changed>);

} // namespace inputs

std::span<const deviation> from_inputs() {
    return inputs::all;
}

} // namespace misbehaving
