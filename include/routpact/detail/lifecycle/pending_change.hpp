#pragma once
// Applies one call of InterfaceStatus to the state of its interface.

#include <routpact/interface_state.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Changes the state of an interface for the time of one call. The change is visible from the
/// constructor on. The destructor settles it if keep() was called, and otherwise undoes it.
class ROUTPACT_HIDDEN pending_change {
public:
    /// Begins the change of `state`. A null `state` is not changed.
    pending_change(interface_state* state, const status_change& change) noexcept
        : state_{state}, change_{change_of(change)} {
        if (!change_.any)
            state_ = nullptr;
        if (state_)
            update([this](status_word& word) { place_ = word.begin(change_); });
    }
    pending_change(const pending_change&) = delete;
    pending_change& operator=(const pending_change&) = delete;
    ~pending_change() {
        if (state_)
            update([this](status_word& word) { word.end(place_, change_, kept_); });
    }

    /// Records that the call has succeeded.
    void keep() noexcept { kept_ = true; }

private:
    // Lock-free: the loop repeats only if another thread has changed the word.
    template <class Change>
    void update(Change change) noexcept {
        std::uint64_t before = state_->bits_;
        status_word after;
        do {
            after = status_word{before};
            change(after);
        } while (!state_->bits_.compare_exchange_weak(before, after.bits()));
    }

    interface_state* state_;
    const property_change change_;
    unsigned place_ = status_word::no_place;
    bool kept_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
