#pragma once
// What the contract allows any protocol to answer, whatever the calls before were.

#include <map>
#include <routpact/detail/conformance/rules/updates.hpp>
#include <set>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Describes an answer that the contract does not allow.
struct breach {
    std::string expected;
    std::string observed;
    bool is_late = false;   ///< Something is missing, so far: the protocol may only be slow.
    std::string callback{}; ///< The field of the callback that broke the contract.
};

/// Follows the calls of a router manager and judges the answers. It knows only what the pages say:
/// which interfaces there are, and which events the protocol owes. A protocol may have limits,
/// refuse what it cannot do, and take its time.
///
/// Each function takes the answer of a call and returns a breach, or nothing.
class contract_model {
public:
    using judgement = std::optional<breach>;

    /// Begins another life, without interfaces.
    void started() {
        interfaces_.clear();
        ended_updates_.clear();
        named_.clear();
    }
    /// Whether the interface is present.
    bool has(ULONG index) const { return interfaces_.contains(index); }
    /// Returns the number of updates whose end the protocol has not announced.
    unsigned updates_owed() const {
        unsigned count = 0;
        for (const auto& [index, interface_of_it] : interfaces_)
            count += interface_of_it.updates;
        return count;
    }

    /// Returns the number of updates that may be under way, those of deleted interfaces included.
    unsigned updates_under_way() const {
        unsigned count = updates_owed();
        for (const auto& [index, updates] : ended_updates_)
            count += updates;
        return count;
    }

    /// AddInterface. A protocol may refuse a block that it does not know as `usual`.
    judgement added(ULONG index, DWORD answer, bool usual = true) {
        if (has(index))
            return judge({ERROR_INVALID_PARAMETER}, answer, "for a present index", index);
        if (answer == NO_ERROR) {
            interfaces_[index] = {};
            if (usual)
                known_.insert(index);
            named_.insert(index);
            return {};
        }
        if (answer == ERROR_INVALID_PARAMETER && usual && known_.contains(index))
            return breach{
                "NO_ERROR or " + code_text(ERROR_CAN_NOT_COMPLETE),
                text(answer, "for an index that it accepted before and that was deleted", index)};
        return judge({ERROR_CAN_NOT_COMPLETE, ERROR_INVALID_PARAMETER}, answer, "for a new index",
                     index);
    }
    judgement removed(ULONG index, DWORD answer) {
        if (has(index) && answer == NO_ERROR) {
            ended_updates_[index] += interfaces_[index].updates;
            interfaces_.erase(index);
            return {};
        }
        return of_interface(index, answer);
    }
    /// InterfaceStatus.
    judgement changed(ULONG index, DWORD answer) {
        may_change_info(index);
        return of_interface(index, answer);
    }
    judgement updated(ULONG index, DWORD answer) {
        may_change_info(index);
        if (has(index) && answer == NO_ERROR)
            ++interfaces_[index].updates;
        return of_interface(index, answer);
    }
    /// ConnectClient and DisconnectClient: a present index may get ERROR_INVALID_PARAMETER as well,
    /// for the address.
    judgement client(ULONG index, DWORD answer) {
        may_change_info(index);
        if (!has(index))
            return of_interface(index, answer);
        return judge({NO_ERROR, ERROR_INVALID_PARAMETER}, answer, "for a present index", index);
    }
    /// GetInterfaceInfo with a size pointer that is not null.
    judgement info_returned(ULONG index, DWORD answer, const std::vector<unsigned char>& block) {
        if (!has(index) || (answer != NO_ERROR && answer != ERROR_INSUFFICIENT_BUFFER))
            return of_interface(index, answer);
        if (answer == ERROR_INSUFFICIENT_BUFFER)
            return {};
        interface_model& ours = interfaces_[index];
        if (ours.info_confirmed && ours.info != block)
            for (const auto& [other, theirs] : interfaces_)
                if (other != index && theirs.info == block)
                    return breach{"the block of interface " + text_of(index),
                                  "the block that was set for interface " + text_of(other)};
        ours.info_confirmed = ours.info == block;
        return {};
    }
    judgement info_set(ULONG index, DWORD answer, const std::vector<unsigned char>& block) {
        if (!has(index))
            return of_interface(index, answer);
        if (answer == NO_ERROR)
            interfaces_[index].info = block;
        interfaces_[index].info_confirmed = false;
        return judge({NO_ERROR, ERROR_CAN_NOT_COMPLETE, ERROR_INVALID_PARAMETER}, answer,
                     "for a present index", index);
    }
    /// A question about an interface whose page has ERROR_INVALID_PARAMETER for other arguments as
    /// well.
    judgement asked(ULONG index, DWORD answer) {
        if (!has(index))
            return of_interface(index, answer);
        return judge(
            {NO_ERROR, ERROR_CAN_NOT_COMPLETE, ERROR_INVALID_PARAMETER, ERROR_INSUFFICIENT_BUFFER},
            answer, "for a present index", index);
    }
    /// A change of the configuration by SetGlobalInfo or the MIB. It may concern any interface, and
    /// the interfaces that the protocol accepts.
    void reconfigured(DWORD answer) {
        for (auto& [index, any] : interfaces_)
            any.info_confirmed = false;
        if (answer == NO_ERROR)
            known_.clear();
    }
    /// GetEventMessage.
    judgement fetched(const fetched_event& event) {
        if (event.answer != NO_ERROR)
            return judge({ERROR_NO_MORE_ITEMS}, event.answer, "from GetEventMessage", 0);
        if (event.number == UPDATE_COMPLETE)
            return update_ended(event.message.UpdateCompleteMessage);
        if (event.number == SAVE_INTERFACE_CONFIG_INFO &&
            !named_.contains(event.message.InterfaceIndex))
            return breach{"the index of an interface of this life",
                          "SAVE_INTERFACE_CONFIG_INFO for " +
                              text_of(event.message.InterfaceIndex)};
        if (event.number == SAVE_INTERFACE_CONFIG_INFO && has(event.message.InterfaceIndex))
            interfaces_[event.message.InterfaceIndex].info_confirmed = false;
        if (event.number > UPDATE_COMPLETE || (event.number == ROUTER_STOPPED && !stopping_))
            return breach{"an event that the router manager is waiting for",
                          text_of_event(event.number)};
        return {};
    }
    judgement stop_began(DWORD answer) {
        stopping_ = answer == ERROR_PROTOCOL_STOP_PENDING;
        return judge({NO_ERROR, ERROR_PROTOCOL_STOP_PENDING}, answer, "from StopProtocol", 0);
    }
    void stop_ended() { stopping_ = false; }
    /// The breach of a protocol that should have announced the end of each update by now.
    judgement updates_lost() const {
        for (const auto& [index, interface_of_it] : interfaces_)
            if (interface_of_it.updates != 0)
                return breach{"UPDATE_COMPLETE for interface " + text_of(index),
                              std::to_string(interface_of_it.updates) + " missing", true};
        return {};
    }

private:
    struct interface_model {
        unsigned updates = 0;                             // accepted, and not announced
        std::optional<std::vector<unsigned char>> info{}; // that was set
        bool info_confirmed = false; // and returned, with no call about the interface since then
    };

    // The info block of a protocol may show the state of its interface.
    void may_change_info(ULONG index) {
        if (has(index))
            interfaces_[index].info_confirmed = false;
    }
    static std::string text(DWORD answer, const std::string& when, ULONG index) {
        return code_text(answer) + " " + when + (index ? ", " + text_of(index) : "");
    }
    static judgement judge(std::initializer_list<DWORD> allowed, DWORD answer,
                           const std::string& when, ULONG index) {
        std::string expected;
        for (const DWORD code : allowed) {
            if (code == answer)
                return {};
            expected += (expected.empty() ? "" : " or ") + code_text(code);
        }
        return breach{expected, text(answer, when, index)};
    }
    // A callback whose page has ERROR_INVALID_PARAMETER for unknown indexes.
    judgement of_interface(ULONG index, DWORD answer) const {
        return has(index)
                   ? judge({NO_ERROR, ERROR_CAN_NOT_COMPLETE}, answer, "for a present index", index)
                   : judge({ERROR_INVALID_PARAMETER}, answer, "for an unknown index", index);
    }
    judgement update_ended(const UPDATE_COMPLETE_MESSAGE& message) {
        const ULONG index = message.InterfaceIndex;
        const auto here = interfaces_.find(index);
        if (here != interfaces_.end() && here->second.updates != 0)
            --here->second.updates;
        else if (ended_updates_[index] != 0)
            --ended_updates_[index];
        else
            return breach{"UPDATE_COMPLETE of an update that was accepted",
                          "one for interface " + text_of(index) + ", which has no update"};
        const verdict said = update_rules::judge(message);
        return said.outcome == verdict::kind::kept ? judgement{}
                                                   : breach{said.expected, said.observed};
    }

    std::map<ULONG, interface_model> interfaces_{};
    std::map<ULONG, unsigned> ended_updates_{}; // of interfaces that were deleted meanwhile
    std::set<ULONG> known_{};                   // accepted at any time
    std::set<ULONG> named_{};                   // accepted in this life
    bool stopping_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
