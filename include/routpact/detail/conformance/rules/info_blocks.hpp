#pragma once
// Rules about info blocks that differ from the one that a protocol has.

#include <routpact/detail/conformance/rules/inputs.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Sets info blocks by slot `Member` of a running protocol, or of one of its interfaces, and reads
/// them.
template <auto Member>
class info_setting {
public:
    using block = testing::info_bytes;

    /// Prepares calls of the protocol of `s`.
    info_setting(scenario_context& s, ULONG index) : s_{s}, index_{index} {}
    explicit info_setting(scenario_context& s) : info_setting{s, s.present()} {}

    /// Sets the block that the protocol has. Returns false unless the protocol accepts that, and
    /// returns the same block as often as it is asked.
    bool ready() {
        const std::optional<block> known = known_info<Member>(s_, index_);
        reason_ = verdict::not_applicable("no valid info block is known");
        if (!known || known->bytes.empty())
            return false;
        original_ = *known;
        reason_ = verdict::not_applicable("it refuses its own info block");
        if (set(original_) != NO_ERROR)
            return false;
        reason_ = verdict::not_applicable("it does not return the info block that it has");
        return returns(original_) && returns(original_);
    }
    /// Returns the verdict if ready() was false.
    verdict reason() const { return reason_; }
    /// Returns the block that the protocol has.
    const block& original() const { return original_; }
    /// Makes another block the original, if the protocol accepts one: its own may be its default.
    void replace_original() {
        for (const block& each : changed())
            if (set(each) == NO_ERROR && returns(each)) {
                original_ = each;
                return;
            }
        set(original_);
    }

    /// Sets a block. Returns the code.
    DWORD set(const block& changed) {
        std::optional<block> given{changed};
        return s_.call<Member>(s_.arguments(index_, given));
    }
    /// Whether the protocol returns a block with these bytes.
    bool returns(const block& expected) {
        const std::optional<block> now = get();
        return now && now->bytes == expected.bytes;
    }
    /// Returns the block of the protocol, or nothing.
    std::optional<block> get() { return current_info<Member>(s_, index_); }
    /// Returns blocks like the original, each with another value in one place. The layout is
    /// private to the protocol: it may refuse any of them, and need not keep all bytes.
    std::vector<block> changed() const {
        std::vector<block> all;
        const std::size_t size = original_.bytes.size();
        for (std::size_t at = 0; at < size && all.size() < 24; at += size > 16 ? 4 : 1)
            all.push_back(with(at, static_cast<unsigned char>(original_.bytes[at] ^ 1)));
        return all;
    }
    /// Returns blocks that hardly any protocol accepts: of another size, or with large numbers.
    std::vector<block> unlikely() const {
        std::vector<block> all(5, original_);
        all[0].bytes.pop_back();
        all[1].bytes.push_back(0);
        all[2].bytes.resize(1);
        all[3].bytes.assign(original_.bytes.size(), 0);
        all[4].bytes.assign(original_.bytes.size(), 0xFF);
        return all;
    }

private:
    block with(std::size_t at, unsigned char value) const {
        block one = original_;
        one.bytes[at] = value;
        return one;
    }

    scenario_context& s_;
    ULONG index_;
    block original_{};
    verdict reason_{};
};

/// The base of the families about info blocks that are set.
struct setting_rule {
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return null_info::applies<Member>();
    }
    /// Calls `judge(context, info)` when `info`, the block that Member sets, is ready.
    template <auto Member, class Judge>
    static verdict judged(scenario_context& s, Judge judge) {
        if (!callable<Member>(s))
            return s.blocked();
        info_setting<Member> info{s};
        return info.ready() ? judge(s, info) : info.reason();
    }
};

/// Detects a protocol that accepts every block and stores none.
struct stored_info : setting_rule {
    static constexpr const char* id = "RP-STORE";
    static constexpr const char* statement = "stores the info block that it accepts";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        return judged<Member>(s, judge<Member>);
    }
    template <auto Member>
    static verdict judge(scenario_context&, info_setting<Member>& info) {
        unsigned accepted = 0;
        for (const testing::info_bytes& each : info.changed()) {
            if (info.set(each) != NO_ERROR)
                continue;
            ++accepted;
            if (!info.returns(info.original())) // perhaps in a form of its own
                return verdict::kept();
        }
        if (accepted == 0)
            return verdict::not_applicable("it refuses the info blocks that were tried");
        std::this_thread::sleep_for(std::chrono::milliseconds{50}); // it may store in background
        return info.returns(info.original())
                   ? verdict::broken("an effect of an info block that it accepted",
                                     "the block from before, after " + std::to_string(accepted) +
                                         " others were accepted")
                   : verdict::kept();
    }
};

/// Detects a protocol that changes its configuration although it refuses the block.
struct refused_info : setting_rule {
    static constexpr const char* id = "RP-INTACT";
    static constexpr const char* statement = "keeps its info block if it refuses another";
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        return judged<Member>(s, judge<Member>);
    }
    template <auto Member>
    static verdict judge(scenario_context&, info_setting<Member>& info) {
        info.replace_original();
        unsigned refused = 0;
        for (const testing::info_bytes& each : info.unlikely()) {
            if (info.set(each) == NO_ERROR) {
                if (info.set(info.original()) != NO_ERROR || !info.returns(info.original()))
                    return verdict::kept(); // what it accepts may change it
                continue;
            }
            ++refused;
            if (info.get() && !info.returns(info.original()) && changes_it(info, each))
                return verdict::broken("the info block from before",
                                       "another one, after a block of " +
                                           std::to_string(each.bytes.size()) +
                                           " bytes was refused");
        }
        return refused != 0 ? verdict::kept()
                            : verdict::not_applicable("it accepts the info blocks that were tried");
    }

private:
    // Tries a block again, because the protocol may change its own block at any time.
    template <auto Member>
    static bool changes_it(info_setting<Member>& info, const testing::info_bytes& refused) {
        return info.set(info.original()) == NO_ERROR && info.returns(info.original()) &&
               info.set(refused) != NO_ERROR && info.get() && !info.returns(info.original());
    }
};

/// Detects interfaces that share one info block.
struct separate_info : setting_rule {
    static constexpr const char* id = "RP-APART";
    static constexpr const char* statement = "changes the info block of one interface only";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return setting_rule::applies<Member>() && slot<Member>::contract.index_position != 0;
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        return judged<Member>(s, judge<Member>);
    }
    template <auto Member>
    static verdict judge(scenario_context& s, info_setting<Member>& info) {
        if (s.add(s.other()) != NO_ERROR)
            return verdict::not_applicable("it refuses a second interface");
        info_setting<Member> other{s, s.other()};
        for (const testing::info_bytes& each : info.changed()) {
            if (!info.returns(info.original()) || other.set(each) != NO_ERROR ||
                !other.returns(each))
                continue;
            return info.returns(each)
                       ? verdict::broken("the info block from before",
                                         "the one that was set for another interface")
                       : verdict::kept();
        }
        return verdict::not_applicable("it returns none of the info blocks that were tried");
    }
};

/// Detects SAVE_* events after the router manager has set an info block.
struct quiet_setting : setting_rule {
    static constexpr const char* id = "RP-SAVE";
    static constexpr const char* statement =
        "sends no SAVE_* event for an info block that the router manager has set";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        const std::optional<testing::info_bytes> known = known_info<Member>(s, s.present());
        if (!known)
            return verdict::not_applicable("no valid info block is known");
        if (saves<Member>(s))
            return verdict::not_applicable("it sends such events without a cause");
        info_setting<Member> info{s};
        if (info.set(*known) != NO_ERROR)
            return verdict::not_applicable("it refuses its own info block");
        if (saves<Member>(s))
            return one_too_many<Member>();
        if (!info.ready() || saves<Member>(s))
            return verdict::kept();
        // Only a block that the protocol has as it was set: another one may be worth saving.
        for (const testing::info_bytes& each : info.changed()) {
            const bool stored = info.set(each) == NO_ERROR && info.returns(each);
            if (saves<Member>(s) && stored && info.returns(each))
                return one_too_many<Member>();
        }
        return verdict::kept();
    }

private:
    template <auto Member>
    static constexpr bool of_interface = slot<Member>::contract.index_position != 0;
    template <auto Member>
    static constexpr DWORD save =
        of_interface<Member> ? SAVE_INTERFACE_CONFIG_INFO : SAVE_GLOBAL_CONFIG_INFO;

    // Empties the queue. Returns whether there was, or soon is, an event of the kind.
    template <auto Member>
    static bool saves(scenario_context& s) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        bool found = false;
        fetched_event e = s.fetch();
        for (int i = 0; i < 100 && e.answer == NO_ERROR; ++i, e = s.fetch())
            found = found || (e.number == save<Member> &&
                              (!of_interface<Member> || e.message.InterfaceIndex == s.present()));
        return found;
    }
    template <auto Member>
    static verdict one_too_many() {
        return verdict::broken("no event: SAVE_* events are for changes by other means",
                               text_of_event(save<Member>));
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
