#pragma once
// What GetEventMessage owes the router manager: which events, in which order, how often.
//
// Some events are told by a background thread, at a moment that nobody outside knows. So each is
// expected with the earliest and the latest moment at which it can have been told; moments are
// counted in calls. The queue is first in, first out: an event must not come out before another one
// that was told earlier for sure.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <routpact/abi.hpp>
#include <vector>

namespace model {

/// The events that were told, or may have been, and were not fetched yet.
class owed_events {
public:
    /// Time goes on: the next call.
    void next_moment() { ++now_; }
    /// A new life of the protocol begins with an empty queue.
    void forget() { owed_.clear(); }
    /// None begins, but what is left of the one before may be forgotten.
    void start_refused() {
        for (event& each : owed_)
            each.may_vanish = true;
    }

    /// SAVE_INTERFACE_CONFIG_INFO is told, unless the same still waits to be fetched.
    void save(ULONG index) {
        if (!holds(SAVE_INTERFACE_CONFIG_INFO, index))
            tell({SAVE_INTERFACE_CONFIG_INFO, index, now_, now_});
    }
    /// An update was accepted: its UPDATE_COMPLETE comes from the background, and is NO_ERROR.
    void update_accepted(ULONG index) {
        event update{UPDATE_COMPLETE, index, now_, never};
        update.may_succeed = update.of_present_interface = true;
        owed_.push_back(update);
    }
    /// The update that runs has been told by now.
    void update_told() {
        for (event& each : owed_)
            each.latest = std::min(each.latest, now_);
    }
    /// The interface has ended: its update is told by now, failed if it had not completed, and
    /// nothing of it is to be saved.
    void interface_ended(ULONG index) {
        drop_saves(index);
        for (event& each : owed_)
            if (each.type == UPDATE_COMPLETE && each.index == index && each.of_present_interface) {
                each.may_fail = each.may_fail || each.latest == never;
                each.latest = std::min(each.latest, now_);
                each.of_present_interface = false;
            }
    }
    /// The stop goes on in the background; ROUTER_STOPPED will be the last event. Until then the
    /// interfaces end, at moments unknown.
    void stop_pending() {
        for (event& each : owed_) {
            each.may_vanish = each.type == SAVE_INTERFACE_CONFIG_INFO;
            each.may_fail = each.may_fail || each.latest == never;
        }
        owed_.push_back({ROUTER_STOPPED, 0, now_, never});
    }

    /// Whether an update of this interface is not over, or its end not fetched.
    bool updating(ULONG index) const {
        return std::any_of(owed_.begin(), owed_.end(), [&](const event& e) {
            return e.type == UPDATE_COMPLETE && e.index == index && e.of_present_interface;
        });
    }
    /// How many events a background thread tells, or has told already.
    std::size_t in_background() const {
        return static_cast<std::size_t>(std::count_if(
            owed_.begin(), owed_.end(), [](const event& e) { return e.latest == never; }));
    }
    /// Whether it shows which event was fetched even without its message.
    bool told_apart_without_message() const {
        return owed_.size() == 1 || std::all_of(owed_.begin(), owed_.end(), [](const event& e) {
                   return e.earliest == e.latest;
               });
    }
    /// How many events were told during a call, not in the background.
    std::uint64_t told_in_calls() const { return told_in_calls_; }

    /// Whether the queue may be empty now.
    bool may_be_empty() const {
        return std::all_of(owed_.begin(), owed_.end(),
                           [](const event& e) { return e.latest == never || e.may_vanish; });
    }
    /// Whether this event may come out now; it is not owed any more. `message` may be null.
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
        std::uint64_t latest; // never: a background thread has not been seen to tell it
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
    void tell(const event& told) {
        owed_.push_back(told);
        ++told_in_calls_;
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
    std::uint64_t told_in_calls_ = 0;
};

} // namespace model
