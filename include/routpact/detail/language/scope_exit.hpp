#pragma once
// A scope guard (std::experimental::scope_exit of the library fundamentals TS): runs an action when
// a scope ends, for example to undo a step if a later step fails. Works without exceptions as well.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Calls `action()` in its destructor, unless release() was called before.
template <class Action>
class ROUTPACT_HIDDEN scope_exit {
public:
    /// Stores the action.
    explicit scope_exit(Action action) : action_{action} {}
    scope_exit(const scope_exit&) = delete;
    scope_exit& operator=(const scope_exit&) = delete;
    ~scope_exit() {
        if (active_)
            action_();
    }

    /// Cancels the action.
    void release() noexcept { active_ = false; }

private:
    Action action_;
    bool active_ = true;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
