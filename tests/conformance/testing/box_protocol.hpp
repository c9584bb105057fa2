#pragma once
// A protocol whose entries age: for tests in this process, and for the DLL of box_module.cpp.

#include <chrono>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <routpact/testing.hpp>
#include <string>

namespace box {

/// What the protocol receives from a neighbor: an entry and its time to live in seconds.
struct packet {
    ULONG entry;
    ULONG seconds;
};
enum class trap : ULONG { none, aged };

// The actions of the protocol's test build.
inline constexpr DWORD deliver = 1; ///< A packet.
inline constexpr DWORD advance = 2; ///< A packet: moves the manual clock by its seconds.

/// Keeps entries until their time is over. The MIB returns their number.
class protocol {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0ffd, 3);
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;

    explicit protocol(routpact::router_manager& manager) : manager_{manager} {}
    protocol(routpact::router_manager& manager, std::string& log, std::optional<ULONG> info)
        : manager_{manager} {
#ifdef __cpp_exceptions
        if (log == "throw")
            throw 1;
#endif
        log += info ? std::to_string(*info) + " " : "constructed ";
    }
    protocol(routpact::router_manager& manager, std::string& log,
             std::unique_ptr<std::string>& text)
        : manager_{manager} {
        log += *text;
    }

    void receive(const packet& p) {
        const std::lock_guard locked{mutex_};
        routpact::timer& age = entries_[p.entry];
        age.cancel(); // its work takes the mutex
        age = manager_.post_after(std::chrono::seconds{p.seconds},
                                  [this, entry = p.entry] { remove(entry); });
    }

    routpact::code protocol_action(DWORD type, const packet& action) {
        if (type == deliver)
            receive(action);
        else if (type == advance && move_clock)
            move_clock(std::chrono::seconds{action.seconds});
        else
            return routpact::code::not_supported;
        return routpact::code::no_error;
    }
    static inline void (*move_clock)(std::chrono::seconds) = nullptr; ///< Set by the DLL.

    std::optional<ULONG> mib_get_entry(ULONG) {
        const std::lock_guard locked{mutex_};
        return static_cast<ULONG>(entries_.size());
    }
    routpact::code mib_set_trap_info(HANDLE event, trap asked, routpact::trap_output output) {
        if (asked != trap::aged)
            return routpact::code::access_denied;
        const std::lock_guard locked{mutex_};
        event_ = event;
        write(output, 2);
        return routpact::code::no_error;
    }
    routpact::code mib_get_trap_info(trap asked, routpact::trap_output output) {
        if (asked != trap::aged)
            return routpact::code::access_denied;
        const std::lock_guard locked{mutex_};
        write(output, aged_);
        return routpact::code::no_error;
    }

private:
    static void write(const routpact::trap_output& output, ULONG value) {
        if (output.data && output.size && *output.size >= sizeof value)
            std::memcpy(output.data, &value, *output.size = sizeof value);
    }
    void remove(ULONG entry) {
        const std::lock_guard locked{mutex_};
        const auto found = entries_.find(entry);
        if (found == entries_.end() || found->second.is_pending())
            return; // refreshed meanwhile
        found->second.cancel();
        entries_.erase(found);
        ++aged_;
        if (event_)
            SetEvent(event_);
    }

    routpact::router_manager& manager_;
    std::mutex mutex_;
    std::map<ULONG, routpact::timer> entries_;
    HANDLE event_ = nullptr;
    ULONG aged_ = 0;
};

} // namespace box
