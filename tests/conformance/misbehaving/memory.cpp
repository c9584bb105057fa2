// Protocols that leak memory, or use it after they have freed it.

#include "deviation.hpp"

#include <deque>
#include <memory>

#if !defined(_WIN32)
#include <unistd.h>
#endif

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

// A handle of Windows, or an open file of another system.
class handle {
public:
    handle() = default;
    handle(const handle&) = delete;
    handle& operator=(const handle&) = delete;
#if defined(_WIN32)
    ~handle() { CloseHandle(event_); }

private:
    HANDLE event_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
#else
    ~handle() { close(file_); }

private:
    int file_ = dup(STDOUT_FILENO);
#endif
};
std::deque<handle> open_handles; // until the DLL is unloaded

// Keeps a handle for each successful call.
struct leaks_handles {
    template <auto, class Pointer, class... A>
    static DWORD call(Pointer obey, A&... a) {
        const DWORD answer = obey(a...);
        const std::lock_guard locked{mutex};
        if (answer == NO_ERROR)
            open_handles.emplace_back();
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
    {"RP-MEMORY-01", replace<&t::pfnDeleteInterface, leaks_handles>},
    {"RP-MEMORY-02", replace<&t::pfnDisconnectClient, leaks>},
    {"RP-MEMORY-03", replace<&t::pfnGetEventMessage, leaks>},
    {"RP-MEMORY-04", replace<&t::pfnStartProtocol, leaks>},
    {"RP-MEMORY-04", replace<&t::pfnStartProtocol, leaks_handles>},
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
