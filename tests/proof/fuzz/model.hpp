#pragma once
// What a router manager may expect of the sessions protocol, call by call: the contract of
// Microsoft's routprot reference, in the model's own words. The model repeats the rules on purpose:
// it shares only the types of the C interface with routpact.
//
// A member function takes the arguments of a call, returns the expected code, and changes the model
// to the expected state. If two codes are right, the function takes the code that the call returned
// and returns whether it is one of them. The pages name no code for a call at the wrong time: the
// model expects the code that the page documents for a failure.

#include "described_call.hpp"
#include "owed_events.hpp"

#include <map>
#include <sessions.hpp>

namespace model {

class protocol {
public:
    owed_events events;

    // Start and stop. Sources: pregister_protocol, pstart_protocol, pstart_complete,
    // pstop_protocol.

    static DWORD register_protocol(bool pointers_there, DWORD version, DWORD id, DWORD offered) {
        const bool is_for_us = id == sessions::id && version >= 0x500 && (offered & RF_ROUTING);
        return pointers_there && is_for_us ? success : not_supported;
    }
    /// The flags of a registered protocol: those of its own that the router manager offers.
    static DWORD functionality(DWORD offered) {
        return offered & (RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES);
    }
    /// A run begins with an empty queue. The pages do not say whether a start that is refused
    /// clears the queue, nor which code it gets if there are two reasons.
    bool may_start_with(DWORD code, const given<sessions::global_config>& global) {
        const bool bad_block =
            !global.is_absent() && (!global.is_info_block() || global.content.client_limit == 0);
        if (phase_ != phase::stopped)
            return code == failure || (code == bad_argument && bad_block);
        if (bad_block) {
            events.start_refused();
            return code == bad_argument;
        }
        if (code != success)
            return false;
        events.forget();
        phase_ = phase::starting;
        global_limit_ = global.there ? global.content.client_limit : 100;
        worked_ = false;
        return true;
    }
    DWORD start_complete() {
        if (phase_ == phase::starting)
            phase_ = phase::running;
        return success;
    }
    /// The stop may be pending if background work was posted: only such work can be inside.
    bool may_stop_with(DWORD code) {
        if (phase_ == phase::stopped)
            return code == success;
        if (phase_ == phase::stopping)
            return code == stop_pending;
        if (code != success && !(code == stop_pending && worked_))
            return false;
        if (code == success)
            for (const auto& [index, ended] : interfaces_)
                events.interface_ended(index);
        else
            events.stop_pending();
        interfaces_.clear();
        phase_ = code == success ? phase::stopped : phase::stopping;
        return true;
    }
    bool is_stopped() const { return phase_ == phase::stopped; }
    bool is_stopping() const { return phase_ == phase::stopping; }

    // Events. Source: pget_event_message.

    /// `type` is null if the call had no room for it.
    bool may_get_event_with(DWORD code, const ROUTING_PROTOCOL_EVENTS* type,
                            const MESSAGE* message) {
        if (code == nothing_more)
            return !type || events.may_be_empty();
        if (code != success || !type || !events.fetch(*type, message))
            return false;
        if (*type == ROUTER_STOPPED)
            phase_ = phase::stopped;
        return true;
    }

    // Configuration. Sources: pget_global_info, pset_global_info, pget_interface_info,
    // pset_interface_info.

    reply<sessions::global_config> get_global_info(const room& out) const {
        if (!started())
            return {failure};
        return fit(out, sessions::global_config{global_limit_});
    }
    DWORD set_global_info(const given<sessions::global_config>& global) {
        if (!started())
            return failure;
        if (!global.is_info_block() || global.content.client_limit == 0)
            return bad_argument;
        global_limit_ = global.content.client_limit;
        return success;
    }
    reply<sessions::interface_config> get_interface_info(ULONG index, const room& out) {
        if (!started())
            return {failure};
        const interface_model* const itf = find(index);
        return itf ? fit(out, sessions::interface_config{itf->limit})
                   : reply<sessions::interface_config>{bad_argument};
    }
    DWORD set_interface_info(ULONG index, const given<sessions::interface_config>& config) {
        if (!started())
            return failure;
        interface_model* const itf = find(index);
        if (!itf || !config.is_info_block())
            return bad_argument;
        itf->limit = config.content.client_limit;
        return success;
    }

    // Interfaces. Sources: padd_interface, pdelete_interface, pinterface_status, pdo_update_routes,
    // pconnect_client, pdisconnect_client.

    DWORD add_interface(ULONG index, const given<sessions::interface_config>& config) {
        if (!started())
            return failure;
        if (find(index) || (!config.is_absent() && !config.is_info_block()))
            return bad_argument;
        interfaces_[index].limit = config.there ? config.content.client_limit : 0;
        return success;
    }
    DWORD delete_interface(ULONG index) {
        if (!started())
            return failure;
        if (interfaces_.erase(index) == 0)
            return bad_argument;
        events.interface_ended(index);
        return success;
    }
    /// The page uses ERROR_INVALID_PARAMETER only for the index. StatusInfo may be null.
    DWORD interface_status(ULONG index, DWORD type, bool info_aligned) {
        if (!started())
            return failure;
        interface_model* const itf = find(index);
        if (!itf)
            return bad_argument;
        if (type > RIS_INTERFACE_MEDIA_ABSENT || !info_aligned)
            return failure;
        if (type == RIS_INTERFACE_ENABLED)
            itf->enabled = true;
        if (type == RIS_INTERFACE_DISABLED) {
            itf->enabled = false;
            itf->clients.clear();
        }
        return success;
    }
    /// Allows one update at a time, until its event was fetched.
    DWORD update_routes(ULONG index) {
        if (phase_ != phase::running)
            return failure;
        const interface_model* const itf = find(index);
        if (!itf)
            return bad_argument;
        if (!itf->enabled || events.updating(index))
            return failure;
        events.update_accepted(index);
        worked_ = true;
        return success;
    }
    DWORD connect_client(ULONG index, const given<IP_LOCAL_BINDING>& client) {
        interface_model* const itf = find(index);
        if (phase_ != phase::running || !itf || !client.is_address() || !itf->enabled ||
            itf->clients.size() >= (itf->limit ? itf->limit : global_limit_))
            return bad_argument;
        itf->clients.push_back(client.content.Address);
        return success;
    }
    DWORD disconnect_client(ULONG index, const given<IP_LOCAL_BINDING>& client) {
        interface_model* const itf = find(index);
        if (phase_ != phase::running || !itf || !client.is_address())
            return bad_argument;
        auto& clients = itf->clients;
        const auto found = std::find(clients.begin(), clients.end(), client.content.Address);
        if (found == clients.end())
            return bad_argument;
        clients.erase(found);
        return success;
    }

    // The MIB. Sources: pmib_create, pmib_delete, pmib_set, pmib_get, pmib_get_first,
    // pmib_get_next, pmib_set_trap_info, pmib_get_trap_info.

    /// MibCreate, MibDelete: the protocol has no handler.
    DWORD create_or_delete_entry(bool data_there) const {
        return phase_ == phase::running && !data_there ? bad_argument : failure;
    }
    DWORD set_entry(const given<sessions::mib_change>& change) {
        if (phase_ != phase::running)
            return failure;
        if (!change.is_mib_entry())
            return bad_argument;
        interface_model* const itf = find(change.content.interface_index);
        if (!itf)
            return failure;
        itf->limit = change.content.client_limit;
        events.save(change.content.interface_index);
        return success;
    }
    reply<sessions::mib_answer> get_entry(const given<sessions::mib_question>& asked,
                                          const room& out) const {
        return look_up(asked, out, interfaces_.find(asked.content.interface_index));
    }
    reply<sessions::mib_answer> get_first_entry(const given<sessions::mib_question>& asked,
                                                const room& out) const {
        return look_up(asked, out, interfaces_.begin());
    }
    reply<sessions::mib_answer> get_next_entry(const given<sessions::mib_question>& asked,
                                               const room& out) const {
        return look_up(asked, out, interfaces_.upper_bound(asked.content.interface_index));
    }
    /// MibSetTrapInfo, MibGetTrapInfo: the protocol has no handler, and the pages have no better
    /// code.
    static DWORD trap_info() { return no_memory; }

private:
    enum class phase { stopped, starting, running, stopping };
    struct interface_model {
        bool enabled = false;
        ULONG limit = 0;
        std::vector<DWORD> clients;
    };
    using interface_map = std::map<ULONG, interface_model>;

    bool started() const { return phase_ == phase::starting || phase_ == phase::running; }
    interface_model* find(ULONG index) {
        const auto found = interfaces_.find(index);
        return found == interfaces_.end() ? nullptr : &found->second;
    }
    template <class T>
    static reply<T> fit(const room& out, const T& content) {
        if (!out.size_there)
            return {bad_argument};
        if (!out.buffer_there || out.capacity < sizeof(T))
            return {too_small};
        return {success, content};
    }
    reply<sessions::mib_answer> look_up(const given<sessions::mib_question>& asked, const room& out,
                                        interface_map::const_iterator found) const {
        if (phase_ != phase::running)
            return {failure};
        if (!asked.is_mib_entry() || !out.size_there)
            return {bad_argument};
        if (found == interfaces_.end())
            return {failure};
        const auto& [index, itf] = *found;
        return fit(out, sessions::mib_answer{index, itf.enabled ? 1u : 0u,
                                             static_cast<ULONG>(itf.clients.size()), itf.limit});
    }

    phase phase_ = phase::stopped;
    interface_map interfaces_;
    ULONG global_limit_ = 100;
    bool worked_ = false;
};

} // namespace model
