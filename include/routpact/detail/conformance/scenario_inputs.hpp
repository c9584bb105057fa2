#pragma once
// The arguments of the calls in a scenario.

#include <array>
#include <cstring>
#include <optional>
#include <routpact/detail/conformance/random_numbers.hpp>
#include <routpact/detail/testing/call_arguments.hpp>
#include <routpact/detail/testing/ip_binding.hpp>
#include <routpact/testing/info_bytes.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Provides interface indexes, random numbers and arguments for the calls of a scenario.
class scenario_inputs {
public:
    /// Chooses the indexes from `seed`. `functions` are the support functions for StartProtocol,
    /// `type` is the type of interfaces.
    scenario_inputs(std::uint64_t seed, const SUPPORT_FUNCTIONS& functions, NET_INTERFACE_TYPE type)
        : random_{seed}, functions_{functions}, type_{type} {
        while (present_ == other_ || present_ == absent_ || other_ == absent_) {
            present_ = below(1000) + 1;
            other_ = below(1000) + 1;
            absent_ = below(1000) + 1;
        }
        const IP_LOCAL_BINDING address{0x0200000a, 0xffffffff}; // 10.0.0.2, in network order
        std::memcpy(client_.data(), &address, sizeof address);
    }
    scenario_inputs(const scenario_inputs&) = delete;
    scenario_inputs& operator=(const scenario_inputs&) = delete;

    /// Returns a random number below `limit`, which the seed determines.
    ULONG below(ULONG limit) { return random_.below(limit); }
    /// Returns the index of the interface that with_interface() adds.
    ULONG present() const { return present_; }
    /// Returns the index of a second interface, for scenarios that add two.
    ULONG other() const { return other_; }
    /// Returns an index that is never added.
    ULONG absent() const { return absent_; }

    /// Returns arguments for any callback. The layouts of the protocol's blocks are unknown, so the
    /// input is zeroes.
    call_arguments arguments(ULONG index) {
        call_arguments a;
        a.index = index;
        a.name =
            L"{4D36E972-E325-11CE-BFC1-08002BE10318}"; // of the form and length of RRAS's names
        a.type = type_;
        a.client = client_.data();
        a.event_handle = event();
        a.support = &functions_;
        a.input = placeholder_.data();
        a.input_size = static_cast<ULONG>(placeholder_.size());
        a.output = buffer_.data();
        a.output_size = static_cast<ULONG>(buffer_.size());
        return a;
    }
    /// Returns arguments with `block` as the input, or without an input if `block` is empty.
    call_arguments arguments(ULONG index, std::optional<testing::info_bytes>& block) {
        call_arguments a = arguments(index);
        a.input = block ? block->bytes.data() : nullptr;
        a.input_size = block ? static_cast<ULONG>(block->bytes.size()) : 0;
        a.input_version = block ? block->version : 0;
        a.input_count = block ? 1 : 0;
        return a;
    }

    /// Returns the support functions that StartProtocol receives.
    SUPPORT_FUNCTIONS& functions() { return functions_; }
    /// Returns a binding with one IPv4 address.
    PVOID binding() { return binding_.data(); }

    /// Returns the notification event of the next start, or of the current one.
    HANDLE event() const { return events_.back(); }
    /// Creates another notification event for the next start. Returns the previous one.
    HANDLE renew_event() {
        HANDLE const previous = event();
        events_.push_back(CreateEventW(nullptr, FALSE, FALSE, nullptr));
        return previous;
    }

protected:
    /// Closes all notification events.
    void close_events() {
        for (HANDLE const each : events_)
            CloseHandle(each);
        events_.clear();
    }

private:
    static ip_binding one_address() {
        const IP_LOCAL_BINDING address{0x0100000a, 0x00ffffff}; // 10.0.0.1/24
        return ip_binding{{&address, 1}};
    }

    random_numbers random_;
    ULONG present_ = 0;
    ULONG other_ = 0;
    ULONG absent_ = 0;
    std::vector<HANDLE> events_{CreateEventW(nullptr, FALSE, FALSE, nullptr)};
    SUPPORT_FUNCTIONS functions_;
    NET_INTERFACE_TYPE type_;
    alignas(16) std::array<unsigned char, 64> client_{};
    alignas(16) std::array<unsigned char, 16> placeholder_{};
    std::vector<unsigned char> buffer_ = std::vector<unsigned char>(4096);
    ip_binding binding_ = one_address();
};

} // namespace routpact::inline ROUTPACT_ABI::detail
