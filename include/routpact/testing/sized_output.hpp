#pragma once
// Callbacks that fill a buffer whose size they are told: their buffer protocol.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// Whether slot `Member` fills a buffer of some size.
template <auto Member>
constexpr bool fills_buffer() {
    return slot<Member>::contract.codes.count != 0 &&
           (takes<Member>(role::info_buffer) || takes<Member>(role::entry_buffer) ||
            takes<Member>(role::neighbors_buffer));
}

/// A callback of a running protocol that has something to give.
template <auto Member>
class sized_output {
public:
    static constexpr const callback& contract = slot<Member>::contract;

    /// Runs the protocol, and finds out what to ask.
    explicit sized_output(scenario_context& s) : s_{s} {}

    /// Whether it gives something; `why_not()` says why not.
    bool ready() {
        if (!s_.registered() || !s_.has<Member>() || !s_.running()) {
            why_not_ = s_.blocked();
            return false;
        }
        if (!takes<Member>(role::entry))
            return gives_something();
        for (std::vector<unsigned char>& question : questions()) {
            question_ = std::move(question);
            if (gives_something())
                return true;
        }
        return false;
    }
    verdict why_not() const { return why_not_; }

    /// The bytes that it needs.
    ULONG needed() const { return needed_; }

    /// Asks with a buffer of `capacity` bytes, which may be null.
    call_arguments ask(PVOID buffer, ULONG capacity, bool without_size = false) {
        call_arguments a = s_.arguments(s_.present());
        if (takes<Member>(role::entry)) {
            a.input = question_.data();
            a.input_size = static_cast<ULONG>(question_.size());
        }
        a.output = buffer;
        a.output_size = capacity;
        a.without_size = without_size;
        a.output_version = a.output_item_size = a.output_count = unset;
        answer_ = s_.call<Member>(a);
        return a;
    }
    /// What the last call answered.
    DWORD answer() const { return answer_; }

    /// What version, item size and count are before a call.
    static constexpr ULONG unset = 0xDDDDDDDD;

private:
    // Layouts are private; these are the ones that protocols begin with.
    std::vector<std::vector<unsigned char>> questions() const {
        if (s_.under_test.mib_question)
            return {*s_.under_test.mib_question};
        std::vector<std::vector<unsigned char>> tried;
        const ULONG index = s_.present();
        for (const unsigned size : {4u, 8u, 12u, 16u, 20u, 24u, 32u, 64u})
            for (unsigned at = 0; at <= 4 && at + sizeof index <= size; at += 4) {
                tried.emplace_back(size);
                std::memcpy(tried.back().data() + at, &index, sizeof index);
            }
        tried.emplace_back(4); // zeroes: before the first
        tried.emplace_back(8);
        return tried;
    }

    bool gives_something() {
        ULONG room = 4096;
        for (int i = 0; i < 8; ++i) {
            std::vector<unsigned char> buffer(room);
            const call_arguments a = ask(buffer.data(), room);
            if (answer_ == NO_ERROR) {
                needed_ = a.output_size;
                why_not_ = verdict::not_applicable("it gives 0 bytes");
                return needed_ > 0 && needed_ <= room;
            }
            if (answer_ != ERROR_INSUFFICIENT_BUFFER || a.output_size <= room ||
                a.output_size > 0x100000)
                break;
            room = a.output_size;
        }
        why_not_ =
            verdict::not_applicable("it answers " + code_text(answer_) + " to what was tried");
        return false;
    }

    scenario_context& s_;
    std::vector<unsigned char> question_;
    ULONG needed_ = 0;
    DWORD answer_ = NO_ERROR;
    verdict why_not_;
};

} // namespace routpact::testing
