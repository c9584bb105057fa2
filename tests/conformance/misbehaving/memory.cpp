// Protocols that leak memory, or use it after they have freed it.

#include "deviation.hpp"

#include <memory>

namespace misbehaving {
namespace memory {

using t = table;

// Memory that is never freed. It stays reachable, so that no sanitizer reports it.
std::mutex mutex;
std::vector<std::unique_ptr<char[]>> kept;

// Keeps 64 bytes for each successful call.
struct leaks {
    template <auto Member, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        bool counts = answer == NO_ERROR;
        if constexpr (is<Member, &t::pfnGetEventMessage>)
            counts = counts && *argument<0>(a...) == UPDATE_COMPLETE;
        const std::lock_guard locked{mutex};
        if (counts)
            kept.push_back(std::make_unique<char[]>(64));
        return answer;
    }
};

// An update that still uses its interface when that is deleted.
struct line {
    void (*use)() = [] {};
    char more[120]{};
};
std::unique_ptr<line> of_interface;

struct adds {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        if (answer == NO_ERROR)
            of_interface = std::make_unique<line>();
        return answer;
    }
};
struct deletes {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        of_interface.reset();
        return obey(a...);
    }
};
struct updates {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        line* const used = of_interface.get();
        if (answer == NO_ERROR && used)
            std::thread{[used] {
                static_cast<void>(obedient::manager.load()->router_id());
                used->use();
            }}.detach();
        return answer;
    }
};

constexpr deviation all[] = {
    {"RP-MEMORY-01", replace<&t::pfnDeleteInterface, leaks>},
    {"RP-MEMORY-02", replace<&t::pfnDisconnectClient, leaks>},
    {"RP-MEMORY-03", replace<&t::pfnGetEventMessage, leaks>},
    {"RP-MEMORY-04", replace<&t::pfnStartProtocol, leaks>},
    {"RP-MEMORY-05",
     [](t& tricky) {
         replace<&t::pfnAddInterface, adds>(tricky);
         replace<&t::pfnDeleteInterface, deletes>(tricky);
         replace<&t::pfnUpdateRoutes, updates>(tricky);
     }},
};

} // namespace memory

std::span<const deviation> from_memory() {
    return memory::all;
}

} // namespace misbehaving
