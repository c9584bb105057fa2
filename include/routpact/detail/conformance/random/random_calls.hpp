#pragma once
// The calls of random sequences, each judged by the model.

#include <routpact/detail/conformance/canary_buffer.hpp>
#include <routpact/detail/conformance/random/action.hpp>
#include <routpact/detail/conformance/random/contract_model.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Calls a running protocol. A callback that the protocol has not is not called.
class random_calls {
public:
    using judgement = contract_model::judgement;

    /// Prepares calls of the protocol of `s`, judged by `model`.
    random_calls(scenario_context& s, contract_model& model) : s_{s}, model_{model} {}

    /// Names the callback that `found`, if anything, is about.
    template <auto Member>
    static judgement of(judgement found) {
        if (found)
            found->callback = slot<Member>::contract.field;
        return found;
    }
    template <auto Member>
    bool has() const {
        return s_.pointers().*Member != nullptr;
    }
    /// Returns the block or the MIB entry of the last step as an expression; empty if it had none.
    const std::string& block() const { return block_; }

    /// Makes the call of `step`, which is none of the protocol's start and stop. Some calls happen
    /// only if the start is `completed`.
    judgement make(const action& step, bool completed) {
        using kind = action::kind;
        block_.clear();
        switch (step.what) {
        case kind::add:
        case kind::add_with:
            return add(step);
        case kind::remove:
            return with_index<&slot_table::pfnDeleteInterface>(step, &contract_model::removed);
        case kind::enable:
            return status(step, RIS_INTERFACE_ENABLED);
        case kind::disable:
            return status(step, RIS_INTERFACE_DISABLED);
        case kind::media:
            return status(step, step.number % 2 ? RIS_INTERFACE_MEDIA_PRESENT
                                                : RIS_INTERFACE_MEDIA_ABSENT);
        case kind::bind:
            return bind(step);
        default:
            return completed ? make_while_running(step) : judgement{};
        }
    }
    /// Fetches an event.
    fetched_event fetch() { return s_.fetch(); }
    /// Judges an event.
    judgement judge(const fetched_event& event) {
        return of<&slot_table::pfnGetEventMessage>(model_.fetched(event));
    }

private:
    judgement make_while_running(const action& step) {
        using kind = action::kind;
        switch (step.what) {
        case kind::connect:
            return with_index<&slot_table::pfnConnectClient>(step, &contract_model::client);
        case kind::disconnect:
            return with_index<&slot_table::pfnDisconnectClient>(step, &contract_model::client);
        case kind::update: // a router manager begins few updates at the same time
            return model_.updates_under_way() < 8
                       ? with_index<&slot_table::pfnUpdateRoutes>(step, &contract_model::updated)
                       : judgement{};
        case kind::get_info:
            return fill<&slot_table::pfnGetInterfaceInfo>(step);
        case kind::set_info:
            return set_info<&slot_table::pfnSetInterfaceInfo>(step);
        case kind::get_global:
            return fill<&slot_table::pfnGetGlobalInfo>(step);
        case kind::set_global:
            return set_info<&slot_table::pfnSetGlobalInfo>(step);
        case kind::neighbors:
            return fill<&slot_table::pfnGetNeighbors>(step);
        case kind::mfe_status:
            return with_index<&slot_table::pfnGetMfeStatus>(step, &contract_model::asked);
        case kind::mib_create:
            return change_entry<&slot_table::pfnMibCreateEntry>(step);
        case kind::mib_delete:
            return change_entry<&slot_table::pfnMibDeleteEntry>(step);
        case kind::mib_set:
            return change_entry<&slot_table::pfnMibSetEntry>(step);
        case kind::mib_get:
            return fill<&slot_table::pfnMibGetEntry>(step);
        case kind::mib_first:
            return fill<&slot_table::pfnMibGetFirstEntry>(step);
        case kind::mib_next:
            return fill<&slot_table::pfnMibGetNextEntry>(step);
        default:
            return has<&slot_table::pfnGetEventMessage>() ? judge(fetch()) : judgement{};
        }
    }

    template <auto Member>
    judgement with_index(const action& step, judgement (contract_model::*judges)(ULONG, DWORD)) {
        if (!has<Member>())
            return {};
        return of<Member>((model_.*judges)(step.index, s_.call<Member>(s_.arguments(step.index))));
    }
    judgement add(const action& step) {
        // Memory of exactly the name's size, which is overwritten after the call.
        std::vector<wchar_t> name(step.number % 256 + 2, L'x');
        name.back() = L'\0';
        const bool usual = step.what == action::kind::add;
        std::optional<testing::info_bytes> block =
            usual ? s_.under_test.interface_info : odd_block(step);
        call_arguments a = s_.arguments(step.index, block);
        a.name = name.data();
        const DWORD answer = s_.call<&slot_table::pfnAddInterface>(a);
        std::fill(name.begin(), name.end(), L'?');
        return of<&slot_table::pfnAddInterface>(model_.added(step.index, answer, usual));
    }
    // Returns a block that is shorter or longer than a usual one.
    std::optional<testing::info_bytes> odd_block(const action& step) {
        testing::info_bytes block = known_[1].value_or(testing::info_bytes{});
        block.bytes.resize(step.number % 2 ? block.bytes.size() / 2 + 1
                                           : block.bytes.size() + 1 + step.number % 64);
        block_ = source_of(block);
        return block;
    }
    judgement status(const action& step, DWORD type, PVOID info = nullptr) {
        if (!has<&slot_table::pfnInterfaceStatus>())
            return {};
        return of<&slot_table::pfnInterfaceStatus>(
            model_.changed(step.index, s_.status(step.index, type, info)));
    }
    judgement bind(const action& step) {
        if ((s_.pointers().fSupportedFunctionality & RF_ROUTINGV6) != 0) // it has other bindings
            return {};
        std::vector<IP_LOCAL_BINDING> addresses(step.number % 65);
        for (IP_LOCAL_BINDING& each : addresses)
            each = {0x0100000a + (static_cast<DWORD>(&each - addresses.data()) << 24), 0x00ffffff};
        ip_binding binding{addresses};
        return status(step, RIS_INTERFACE_ADDRESS_CHANGE, binding.data());
    }

    // Calls a callback that fills a buffer of 0, 3, 64 or 4096 bytes. Judges the size and the
    // bounds.
    template <auto Member>
    judgement fill(const action& step) {
        static constexpr ULONG capacities[] = {4096, 4096, 64, 3, 0};
        if (!has<Member>())
            return {};
        const ULONG capacity = capacities[step.number % 5];
        canary_buffer buffer{capacity};
        call_arguments a = s_.arguments(step.index);
        std::vector<unsigned char> entry;
        if constexpr (takes<Member>(role::entry))
            pass(a, entry = s_.under_test.mib_question ? s_.mib_question(step.index)
                                                       : entry_about(step));
        a.output = capacity == 0 ? nullptr : buffer.data();
        a.output_size = capacity;
        const DWORD answer = s_.call<Member>(a);
        if (!buffer.kept_inside())
            return of<Member>(
                breach{"no write outside of the buffer",
                       "a write outside of it, with " + text_of(capacity) + " bytes"});
        if (answer == NO_ERROR && a.output_size > capacity)
            return of<Member>(
                breach{"a size of at most " + text_of(capacity) + " bytes, the capacity",
                       "size " + text_of(a.output_size)});
        if (answer == ERROR_INSUFFICIENT_BUFFER && a.output_size <= capacity)
            return of<Member>(
                breach{"a size needed that is larger than " + text_of(capacity) + " bytes",
                       "size " + text_of(a.output_size)});
        const std::vector<unsigned char> bytes = buffer.first(answer ? 0 : a.output_size);
        constexpr bool of_interface = slot<Member>::contract.index_position != 0;
        if constexpr (takes<Member>(role::info_buffer))
            if (answer == NO_ERROR)
                known_[of_interface] = testing::info_bytes{bytes, a.output_version};
        if constexpr (std::is_same_v<slot<Member>, slot<&slot_table::pfnGetInterfaceInfo>>)
            return of<Member>(model_.info_returned(step.index, answer, bytes));
        else if constexpr (of_interface)
            return of<Member>(model_.asked(step.index, answer));
        else
            return documented<Member>(answer);
    }
    template <auto Member>
    static judgement documented(DWORD answer) {
        const code_set& codes = slot<Member>::contract.codes;
        return codes.contains(answer) ? judgement{}
                                      : of<Member>(breach{text_of(codes), code_text(answer)});
    }

    // The layouts are private to the protocol; many hold an index, and then small numbers.
    static std::vector<unsigned char> entry_about(const action& step) {
        std::vector<ULONG> words(1 + step.number % 7, step.number / 64 % 8);
        words[step.number / 8 % 8 == 0 ? words.size() / 2 : 0] = step.index;
        std::vector<unsigned char> entry(words.size() * sizeof(ULONG));
        std::memcpy(entry.data(), words.data(), entry.size());
        return entry;
    }
    void pass(call_arguments& a, std::vector<unsigned char>& entry) {
        a.input = entry.data();
        a.input_size = static_cast<ULONG>(entry.size());
        block_ = source_of({entry, 1});
    }
    template <auto Member>
    judgement change_entry(const action& step) {
        if (!has<Member>())
            return {};
        call_arguments a = s_.arguments(step.index);
        std::vector<unsigned char> entry = entry_about(step);
        pass(a, entry);
        const DWORD answer = s_.call<Member>(a);
        model_.reconfigured(answer);
        return documented<Member>(answer);
    }

    static std::string source_of(const testing::info_bytes& block) {
        std::string bytes;
        if (block.bytes.size() <= 64)
            for (const unsigned char each : block.bytes)
                bytes += (bytes.empty() ? "" : ", ") + std::to_string(each);
        else
            bytes = "std::vector<unsigned char>(" + std::to_string(block.bytes.size()) + ")";
        return "routpact::testing::info_bytes{{" + bytes + "}, " + std::to_string(block.version) +
               "}";
    }
    // Sets a block of the kind that the protocol has returned: the same, or with another first
    // byte; or none of that kind: empty, or of 1 MB.
    template <auto Member>
    judgement set_info(const action& step) {
        constexpr bool of_interface = slot<Member>::contract.index_position != 0;
        std::optional<testing::info_bytes> block = known_[of_interface];
        if (!block)
            block = of_interface ? s_.under_test.interface_info : s_.under_test.global_info;
        if (!has<Member>() || !block)
            return {};
        const testing::info_bytes usual = *block;
        switch (step.number % 4) {
        case 0:
        case 1:
            if (!block->bytes.empty())
                block->bytes[0] = static_cast<unsigned char>(1 + step.number / 4 % 200);
            break;
        case 2:
            if (step.number % 32 == 2)
                block->bytes.assign(std::size_t{1} << 20, 0x5A);
            break;
        default:
            block->bytes.clear();
        }
        block_ = source_of(*block);
        judgement wrong = set<Member>(step.index, *block);
        if (!wrong && block->bytes.size() > 4096) // a protocol may work for long on a long block
            wrong = set<Member>(step.index, usual);
        return wrong;
    }
    template <auto Member>
    judgement set(ULONG index, const testing::info_bytes& block) {
        std::optional<testing::info_bytes> given{block};
        call_arguments a = s_.arguments(index, given);
        if (block.bytes.empty())
            a.input = &given; // an empty block, not none
        const DWORD answer = s_.call<Member>(a);
        if constexpr (slot<Member>::contract.index_position != 0)
            return of<Member>(model_.info_set(index, answer, block.bytes));
        model_.reconfigured(answer);
        return documented<Member>(answer);
    }

    scenario_context& s_;
    contract_model& model_;
    std::optional<testing::info_bytes> known_[2]; // the global info, and that of any interface
    std::string block_{};
};

} // namespace routpact::inline ROUTPACT_ABI::detail
