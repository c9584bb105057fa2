#pragma once
// The calls of the MIB callbacks in a test.

#include <algorithm>
#include <routpact/detail/testing/blocks.hpp>
#include <routpact/testing/protocol_session.hpp>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Calls the MIB callbacks of a protocol: a part of testing::router_manager.
template <class Protocol>
class mib_calls : public protocol_session<Protocol> {
    using table = MPR_ROUTING_CHARACTERISTICS;

public:
    /// Calls MibCreateEntry.
    template <class Entry>
    DWORD mib_create_entry(const Entry& entry) {
        return set<&table::pfnMibCreateEntry>(0, entry, 0);
    }
    /// Calls MibDeleteEntry.
    template <class Entry>
    DWORD mib_delete_entry(const Entry& entry) {
        return set<&table::pfnMibDeleteEntry>(0, entry, 0);
    }
    /// Calls MibSetEntry.
    template <class Entry>
    DWORD mib_set_entry(const Entry& entry) {
        return set<&table::pfnMibSetEntry>(0, entry, 0);
    }
    /// Calls MibGetEntry, first for the size.
    template <class Answer, class Question>
    reply<Answer> mib_get_entry(const Question& question) {
        return this->template ask_about<&table::pfnMibGetEntry, Answer>(question);
    }
    /// Calls MibGetFirstEntry, first for the size.
    template <class Answer, class Question>
    reply<Answer> mib_get_first_entry(const Question& question) {
        return this->template ask_about<&table::pfnMibGetFirstEntry, Answer>(question);
    }
    /// Calls MibGetNextEntry, first for the size.
    template <class Answer, class Question>
    reply<Answer> mib_get_next_entry(const Question& question) {
        return this->template ask_about<&table::pfnMibGetNextEntry, Answer>(question);
    }
    /// Calls MibSetTrapInfo: `event` is the event that the protocol has to signal, or null. The
    /// protocol keeps the handle. Passes no output buffer.
    template <class Trap>
    DWORD mib_set_trap_info(HANDLE event, const Trap& trap) {
        detail::call_arguments a = trap_arguments(event);
        return call_about<&table::pfnMibSetTrapInfo>(trap, a);
    }
    /// Calls MibSetTrapInfo, with a buffer for an Answer. The pages contradict each other about the
    /// output: this passes the address of the buffer and its size.
    template <class Answer, class Trap>
    reply<Answer> mib_set_trap_info(HANDLE event, const Trap& trap) {
        return trap_answer<&table::pfnMibSetTrapInfo, Answer>(trap_arguments(event), trap);
    }
    /// Calls MibGetTrapInfo, with a buffer for an Answer, as mib_set_trap_info does.
    template <class Answer, class Trap>
    reply<Answer> mib_get_trap_info(const Trap& trap) {
        return trap_answer<&table::pfnMibGetTrapInfo, Answer>({}, trap);
    }

    /// Reads a whole table: calls MibGetFirstEntry, then MibGetNextEntry with `question_of(entry)`
    /// until a call fails. Throws usage_error if the table has more than `limit` entries.
    template <class Answer, class Question, class QuestionOf>
    std::vector<Answer> mib_walk(const Question& first, QuestionOf question_of,
                                 unsigned limit = 1000) {
        std::vector<Answer> all;
        for (auto r = mib_get_first_entry<Answer>(first); r;
             r = mib_get_next_entry<Answer>(question_of(all.back()))) {
            if (all.size() == limit)
                registered_protocol::refuse(
                    "mib_walk: the table has more than " + std::to_string(limit) +
                    " entries, but the walk must end: check that question_of leads "
                    "to the next entry, or pass a larger limit");
            all.push_back(r.value);
        }
        return all;
    }

protected:
    using protocol_session<Protocol>::protocol_session;
    ROUTPACT_HIDDEN ~mib_calls() = default;

    /// Calls a pointer with a block, or none for nullptr.
    template <auto Member, class Info>
    DWORD set(ULONG index, const Info& info, ULONG version) {
        detail::call_arguments a = this->about(index);
        std::optional<info_bytes> block;
        if constexpr (!std::is_null_pointer_v<Info>)
            block = detail::to_bytes(info, version);
        detail::set_input(a, block);
        return this->template call<Member>(a);
    }

private:
    static detail::call_arguments trap_arguments(HANDLE event) {
        detail::call_arguments a;
        a.event_handle = event;
        return a;
    }
    template <auto Member, class Question>
    DWORD call_about(const Question& question, detail::call_arguments& a) {
        const std::optional<info_bytes> block = detail::to_bytes(question);
        detail::set_input(a, block);
        return this->template call<Member>(a);
    }
    template <auto Member, class Answer, class Trap>
    reply<Answer> trap_answer(detail::call_arguments a, const Trap& trap) {
        std::vector<unsigned char> buffer(sizeof(Answer));
        a.output = buffer.data();
        a.output_size = sizeof(Answer);
        const DWORD answer = call_about<Member>(trap, a);
        if (answer != NO_ERROR)
            return {answer, {}, 0};
        buffer.resize((std::min)(buffer.size(), std::size_t{a.output_size}));
        return {answer, detail::from_bytes<Answer>(buffer, detail::slot<Member>::contract.name)};
    }
};

} // namespace routpact::inline ROUTPACT_ABI::testing
