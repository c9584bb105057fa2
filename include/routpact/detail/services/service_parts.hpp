#pragma once
// What the services of a protocol class share.

#include <routpact/detail/lifecycle/lifecycle.hpp>
#include <routpact/detail/result/outcome.hpp>
#include <routpact/detail/services/background.hpp>
#include <routpact/detail/services/event_queue.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

class timer_queue;

/// The state of a protocol class, as far as the services need it. Members of the class template
/// `instance` are reached through function pointers: two modules may have protocol classes of the
/// same name, and each must run its own code.
struct ROUTPACT_HIDDEN service_parts {
    lifecycle& life;
    event_queue& events;
    background& threads;
    timer_queue& timers;
    void (*leave)() noexcept; ///< Leaves the protocol after a counted entry.
    bool (*save_interface)(ULONG index) noexcept;
    routpact::observer observe;
    exception_translator translate_exception = nullptr;
};

/// Stands for the contract of a callback in reports about posted work.
ROUTPACT_HIDDEN inline constexpr callback work_contract{.name = "posted work",
                                                        .field = nullptr,
                                                        .type = nullptr,
                                                        .page = nullptr,
                                                        .fallback = NO_ERROR,
                                                        .presence = presence::optional};

/// Reports a fault of posted work or of a timer.
ROUTPACT_HIDDEN inline void report_work(observer observe, violation kind) noexcept {
    notify(observe, {work_contract.name, kind, blame::protocol, 0, 0, NO_ERROR, NO_ERROR});
}

} // namespace routpact::inline ROUTPACT_ABI::detail
