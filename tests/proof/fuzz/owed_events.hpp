#pragma once
// The events that GetEventMessage has to return: which, in which order, how often.
//
// Background threads post some events at a moment that the fuzzer cannot observe. So each event has
// the earliest and the latest moment at which it can have been posted, counted in calls. The queue
// is first in, first out: an event must not come out before one that was certainly posted earlier.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <routpact/abi.hpp>
#include <vector>

namespace model {

/// The events that were posted, or may have been, and were not fetched yet.
class owed_events {
public:
    /// Advances the time to the next call.
    void next_moment() { ++now_; }
    /// Empties the queue, because a new run of the protocol begins.
    void forget() { owed_.clear(); }
    /// Records that a start was refused: it may have removed events of the previous run.
    void start_refused() {
        for (event& each : owed_)
            each.may_vanish = true;
    }

    /// Posts SAVE_INTERFACE_CONFIG_INFO, unless the same event was not fetched yet.
    void save(ULONG index) {
        if (!holds(SAVE_INTERFACE_CONFIG_INFO, index))
            post({SAVE_INTERFACE_CONFIG_INFO, index, now_, now_});
    }
    /// Records that an update was accepted: a background thread posts UPDATE_COMPLETE with
    /// NO_ERROR.
    void update_accepted(ULONG index) {
        event update{UPDATE_COMPLETE, index, now_, never};
        update.may_succeed = update.of_present_interface = true;
        owed_.push_back(update);
    }
    /// Records that the running update has posted its event by now.
    void update_posted() {
        for (event& each : owed_)
            each.latest = (std::min)(each.latest, now_);
    }
    /// Records that an interface has ended: its update has posted its event by now, a failure if it
    /// had not completed, and no event asks to save the interface.
    void interface_ended(ULONG index) {
        drop_saves(index);
        for (event& each : owed_)
            if (each.type == UPDATE_COMPLETE && each.index == index && each.of_present_interface) {
                each.may_fail = each.may_fail || each.latest == never;
                each.latest = (std::min)(each.latest, now_);
                each.of_present_interface = false;
            }
    }
    /// Records that a stop is pending in the background. ROUTER_STOPPED will be the last event;
    /// until then the interfaces end at unknown moments.
    void stop_pending() {
        for (event& each : owed_) {
            each.may_vanish = each.type == SAVE_INTERFACE_CONFIG_INFO;
            each.may_fail = each.may_fail || each.latest == never;
        }
        owed_.push_back({ROUTER_STOPPED, 0, now_, never});
    }

    /// Whether an update of this interface runs, or its event was not fetched yet.
    bool updating(ULONG index) const {
        return std::any_of(owed_.begin(), owed_.end(), [&](const event& e) {
            return e.type == UPDATE_COMPLETE && e.index == index && e.of_present_interface;
        });
    }
    /// The number of events that a background thread posts, or has posted already.
    std::size_t in_background() const {
        return static_cast<std::size_t>(std::count_if(
            owed_.begin(), owed_.end(), [](const event& e) { return e.latest == never; }));
    }
    /// Whether a fetched event can be identified without its message.
    bool identifiable_without_message() const {
        return owed_.size() == 1 || std::all_of(owed_.begin(), owed_.end(), [](const event& e) {
                   return e.earliest == e.latest;
               });
    }
    /// The number of events that were posted during calls, not in the background.
    std::uint64_t posted_in_calls() const { return posted_in_calls_; }

    /// Whether the queue may be empty now.
    bool may_be_empty() const {
        return std::all_of(owed_.begin(), owed_.end(),
                           [](const event& e) { return e.latest == never || e.may_vanish; });
    }
    /// Removes a fetched event. Returns whether it may come out now. `message` may be null.
    bool fetch(ROUTING_PROTOCOL_EVENTS type, const MESSAGE* message) {
        const auto fetched = std::find_if(owed_.begin(), owed_.end(), [&](const event& e) {
            return e.type == type &&
                   (!message || type == ROUTER_STOPPED || e.index == message->InterfaceIndex);
        });
        if (fetched == owed_.end())
            return false;
        const event it = *fetched;
        owed_.erase(fetched);
        const auto before = [&](const event& e) {
            return it.type == ROUTER_STOPPED || e.latest < it.earliest;
        };
        const auto missed = [&](const event& e) { return before(e) && !e.may_vanish; };
        if (std::any_of(owed_.begin(), owed_.end(), missed))
            return false;
        owed_.erase(std::remove_if(owed_.begin(), owed_.end(), before), owed_.end());
        return type != UPDATE_COMPLETE || !message || may_say(it, message->UpdateCompleteMessage);
    }

private:
    static constexpr std::uint64_t never = ~std::uint64_t{0};

    struct event {
        ROUTING_PROTOCOL_EVENTS type;
        ULONG index;
        std::uint64_t earliest;
        std::uint64_t latest; // never: a background thread may still post it
        bool may_succeed = false;
        bool may_fail = false;
        bool may_vanish = false;
        bool of_present_interface = false;
    };

    // Source: update_complete_message.
    static bool may_say(const event& update, const UPDATE_COMPLETE_MESSAGE& message) {
        return message.UpdateType == RF_DEMAND_UPDATE_ROUTES &&
               ((message.UpdateStatus == NO_ERROR && update.may_succeed) ||
                (message.UpdateStatus == ERROR_CAN_NOT_COMPLETE && update.may_fail));
    }
    bool holds(ROUTING_PROTOCOL_EVENTS type, ULONG index) const {
        return std::any_of(owed_.begin(), owed_.end(),
                           [&](const event& e) { return e.type == type && e.index == index; });
    }
    void post(const event& added) {
        owed_.push_back(added);
        ++posted_in_calls_;
    }
    void drop_saves(ULONG index) {
        owed_.erase(std::remove_if(owed_.begin(), owed_.end(),
                                   [&](const event& e) {
                                       return e.type == SAVE_INTERFACE_CONFIG_INFO &&
                                              e.index == index;
                                   }),
                    owed_.end());
    }

    std::vector<event> owed_;
    std::uint64_t now_ = 0;
    std::uint64_t posted_in_calls_ = 0;
};

} // namespace model
