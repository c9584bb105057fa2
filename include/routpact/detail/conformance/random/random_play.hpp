#pragma once
// Plays a sequence of calls and judges each answer by the model.

#include <routpact/detail/conformance/canary_buffer.hpp>
#include <routpact/detail/conformance/random/action.hpp>
#include <routpact/detail/conformance/random/contract_model.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Plays sequences on the protocol of a scenario, one after the other.
class random_play {
public:
    using judgement = contract_model::judgement;

    /// Prepares the protocol of `s`, which must be startable.
    explicit random_play(scenario_context& s) : s_{s} {}

    /// Plays the steps until one is answered wrongly, and stops the protocol. Returns the breach.
    judgement play(const std::vector<action>& steps) {
        played_ = 0;
        lines_.clear();
        judgement found;
        for (const action& step : steps) {
            ++played_;
            block_.clear();
            found = perform(step);
            if (lines_.size() < 100 &&
                (step.what != action::kind::set_info ||
                 !block_.empty())) // of a short sequence: those of a long one are not shown
                lines_.push_back(test_line(step, block_));
            if (found)
                break;
        }
        const judgement at_stop = stop();
        return found ? found : at_stop;
    }
    /// Returns the number of steps that play() has played.
    std::size_t played() const { return played_; }
    /// Returns the steps of a short sequence as expressions for a test.
    const std::vector<std::string>& lines() const { return lines_; }
    /// Whether a stop did not end. Nothing can be played then.
    bool is_stuck() const { return stuck_; }

private:
    template <auto Member>
    bool has() const {
        return s_.pointers().*Member != nullptr;
    }

    judgement perform(const action& step) {
        using kind = action::kind;
        if (step.what == kind::start)
            return start();
        if (!running_)
            return {};
        switch (step.what) {
        case kind::complete:
            if (!has<&slot_table::pfnStartComplete>())
                return {};
            if (const DWORD answer = s_.start_complete(); answer != NO_ERROR)
                return breach{code_text(NO_ERROR), code_text(answer) + " from StartComplete"};
            completed_ = true;
            return {};
        case kind::stop:
            return stop();
        case kind::add:
            return add(step);
        case kind::remove:
            return has<&slot_table::pfnDeleteInterface>()
                       ? model_.removed(step.index, s_.remove(step.index))
                       : judgement{};
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
            return completed_ ? perform_while_running(step) : judgement{};
        }
    }
    judgement perform_while_running(const action& step) {
        using kind = action::kind;
        switch (step.what) {
        case kind::connect:
            return client<&slot_table::pfnConnectClient>(step);
        case kind::disconnect:
            return client<&slot_table::pfnDisconnectClient>(step);
        case kind::update:
            // A router manager begins few updates at the same time.
            return has<&slot_table::pfnUpdateRoutes>() && model_.updates_under_way() < 8
                       ? model_.updated(step.index, s_.call<&slot_table::pfnUpdateRoutes>(
                                                        s_.arguments(step.index)))
                       : judgement{};
        case kind::get_info:
            return has<&slot_table::pfnGetInterfaceInfo>() ? get_info(step) : judgement{};
        case kind::set_info:
            return has<&slot_table::pfnSetInterfaceInfo>() ? set_info(step) : judgement{};
        case kind::get_global:
            return has<&slot_table::pfnGetGlobalInfo>() ? get_global(step) : judgement{};
        case kind::mib:
            return has<&slot_table::pfnMibGetEntry>() ? ask_mib(step) : judgement{};
        default:
            return has<&slot_table::pfnGetEventMessage>() ? model_.fetched(s_.fetch())
                                                          : judgement{};
        }
    }

    judgement start() {
        if (running_ || stuck_)
            return {};
        s_.renew_event();
        running_ = s_.start() == NO_ERROR; // RP-START-01 and RP-START-06 judge refusals
        completed_ = false;
        if (running_)
            model_.started();
        return {};
    }
    judgement stop() {
        if (!running_)
            return {};
        judgement found = completed_ ? await_updates() : judgement{};
        const judgement began = model_.stop_began(s_.stop_protocol());
        stuck_ = began || !s_.stop();
        running_ = false;
        model_.stop_ended();
        for (int i = 0; i < 1000 && s_.fetch().answer == NO_ERROR; ++i) {
        }
        if (stuck_ && !began && !found) // RP-STOP-01 waits for the whole timeout as well
            found = breach{"ROUTER_STOPPED after a pending stop",
                           "none within " + s_.text_of_time(s_.under_test.timeout)};
        return found ? found : began;
    }
    // Waits for the updates before a stop, as long as their events keep coming: a protocol may do
    // them one after the other.
    judgement await_updates() {
        if (!has<&slot_table::pfnGetEventMessage>())
            return {};
        const auto later = [this] {
            return std::chrono::steady_clock::now() + event_rules::short_wait(s_);
        };
        auto deadline = later();
        while (model_.updates_owed() != 0 && std::chrono::steady_clock::now() < deadline) {
            const fetched_event event = s_.fetch();
            if (event.answer != NO_ERROR) {
                s_.signalled_within(std::chrono::milliseconds{5});
                continue;
            }
            if (judgement wrong = model_.fetched(event))
                return wrong;
            deadline = later();
        }
        return model_.updates_lost();
    }
    judgement add(const action& step) {
        // Memory of exactly the name's size, which is overwritten after the call.
        std::vector<wchar_t> name(step.number % 256 + 2, L'x');
        name.back() = L'\0';
        call_arguments a = s_.arguments(step.index, s_.under_test.interface_info);
        a.name = name.data();
        const DWORD answer = s_.call<&slot_table::pfnAddInterface>(a);
        std::fill(name.begin(), name.end(), L'?');
        return model_.added(step.index, answer);
    }
    judgement status(const action& step, DWORD type) {
        return has<&slot_table::pfnInterfaceStatus>()
                   ? model_.changed(step.index, s_.status(step.index, type))
                   : judgement{};
    }
    judgement bind(const action& step) {
        if (!has<&slot_table::pfnInterfaceStatus>() ||
            (s_.pointers().fSupportedFunctionality & RF_ROUTINGV6) != 0) // IPv6 has other bindings
            return {};
        std::vector<IP_LOCAL_BINDING> addresses(step.number % 65);
        for (IP_LOCAL_BINDING& each : addresses)
            each = {0x0100000a + (static_cast<DWORD>(&each - addresses.data()) << 24), 0x00ffffff};
        ip_binding binding{addresses};
        return model_.changed(step.index,
                              s_.status(step.index, RIS_INTERFACE_ADDRESS_CHANGE, binding.data()));
    }
    template <auto Member>
    judgement client(const action& step) {
        return has<Member>() ? model_.client(step.index, s_.call<Member>(s_.arguments(step.index)))
                             : judgement{};
    }

    // Calls a callback that fills a buffer of 0, 3, 64 or 4096 bytes. Judges the size and the
    // bounds.
    template <auto Member>
    judgement fill(const action& step, call_arguments& a, std::vector<unsigned char>& block) {
        static constexpr ULONG capacities[] = {4096, 4096, 64, 3, 0};
        const ULONG capacity = capacities[step.number % 5];
        canary_buffer buffer{capacity};
        a.output = capacity == 0 ? nullptr : buffer.data();
        a.output_size = capacity;
        const DWORD answer = s_.call<Member>(a);
        if (!buffer.kept_inside())
            return breach{"no write outside of the buffer",
                          "a write outside of it, with " + text_of(capacity) + " bytes"};
        if (answer == NO_ERROR && a.output_size > capacity)
            return breach{"a size of at most " + text_of(capacity) + " bytes, the capacity",
                          "size " + text_of(a.output_size)};
        if (answer == ERROR_INSUFFICIENT_BUFFER && a.output_size <= capacity)
            return breach{"a size needed that is larger than " + text_of(capacity) + " bytes",
                          "size " + text_of(a.output_size)};
        if (!slot<Member>::contract.codes.contains(answer))
            return breach{text_of(slot<Member>::contract.codes), code_text(answer)};
        block = buffer.first(answer == NO_ERROR ? a.output_size : 0);
        answer_ = answer;
        return {};
    }
    judgement get_info(const action& step) {
        call_arguments a = s_.arguments(step.index);
        std::vector<unsigned char> block;
        if (judgement wrong = fill<&slot_table::pfnGetInterfaceInfo>(step, a, block))
            return wrong;
        if (answer_ == NO_ERROR)
            last_block_ = testing::info_bytes{block, a.output_version};
        return model_.info_returned(step.index, answer_, block);
    }
    judgement get_global(const action& step) {
        call_arguments a = s_.arguments(0);
        std::vector<unsigned char> block;
        return fill<&slot_table::pfnGetGlobalInfo>(step, a, block);
    }
    judgement ask_mib(const action& step) {
        call_arguments a = s_.arguments(step.index);
        std::vector<unsigned char> question(4);
        std::memcpy(question.data(), &step.index, sizeof step.index);
        if (s_.under_test.mib_question)
            question = s_.mib_question(step.index);
        a.input = question.data();
        a.input_size = static_cast<ULONG>(question.size());
        std::vector<unsigned char> block;
        return fill<&slot_table::pfnMibGetEntry>(step, a, block);
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
    judgement set_info(const action& step) {
        std::optional<testing::info_bytes> block =
            last_block_ ? last_block_ : s_.under_test.interface_info;
        if (!block)
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
        judgement wrong = set(step.index, *block);
        if (!wrong && block->bytes.size() > 4096) // a protocol may work for long on a long block
            wrong = set(step.index, usual);
        return wrong;
    }
    judgement set(ULONG index, const testing::info_bytes& block) {
        std::optional<testing::info_bytes> given{block};
        call_arguments a = s_.arguments(index, given);
        if (block.bytes.empty())
            a.input = &answer_; // an empty block, not none
        return model_.info_set(index, s_.call<&slot_table::pfnSetInterfaceInfo>(a), block.bytes);
    }

    scenario_context& s_;
    contract_model model_;
    std::optional<testing::info_bytes> last_block_;
    DWORD answer_ = NO_ERROR; // of the last fill()
    std::size_t played_ = 0;
    std::vector<std::string> lines_;
    std::string block_; // that the step has set
    bool running_ = false;
    bool completed_ = false;
    bool stuck_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
