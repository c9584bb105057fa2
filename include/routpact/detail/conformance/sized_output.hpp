#pragma once
// Calls of callbacks that fill an output buffer.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Whether slot `Member` fills a buffer whose capacity the caller passes.
template <auto Member>
constexpr bool fills_buffer() {
    return slot<Member>::contract.codes.count != 0 &&
           (takes<Member>(role::info_buffer) || takes<Member>(role::entry_buffer) ||
            takes<Member>(role::neighbors_buffer));
}

/// Finds arguments for which slot `Member` of a running protocol has an output, and calls it.
template <auto Member>
class sized_output {
public:
    static constexpr const callback& contract = slot<Member>::contract;

    /// Prepares calls of the protocol of `s`.
    explicit sized_output(scenario_context& s) : s_{s} {}

    /// Brings the protocol to the running state and looks for arguments. Returns false if there are
    /// none; see reason().
    bool ready() {
        if (!s_.registered() || !s_.has<Member>() || !s_.running()) {
            reason_ = s_.blocked();
            return false;
        }
        if (!takes<Member>(role::entry))
            return has_output();
        for (std::vector<unsigned char>& question : questions()) {
            question_ = std::move(question);
            if (has_output())
                return true;
        }
        return false;
    }
    /// Returns the verdict if ready() was false.
    verdict reason() const { return reason_; }

    /// Returns the size of the output in bytes.
    ULONG needed() const { return needed_; }

    /// Calls with a buffer of `capacity` bytes. `buffer` may be null.
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
    /// Returns the code of the last call.
    DWORD answer() const { return answer_; }

    /// The initial value of version, item size and count.
    static constexpr ULONG unset = 0xDDDDDDDD;

private:
    // Returns inputs to try. The layouts are private to the protocol; many begin with an index.
    std::vector<std::vector<unsigned char>> questions() const {
        if (s_.under_test.mib_question)
            return {s_.mib_question(s_.present())};
        std::vector<std::vector<unsigned char>> tried;
        const ULONG index = s_.present();
        for (const unsigned size : {4u, 8u, 12u, 16u, 20u, 24u, 32u, 64u})
            for (unsigned at = 0; at <= 4 && at + sizeof index <= size; at += 4) {
                tried.emplace_back(size);
                std::memcpy(tried.back().data() + at, &index, sizeof index);
            }
        tried.emplace_back(4); // zeroes: before the first entry
        tried.emplace_back(8);
        return tried;
    }

    bool has_output() {
        ULONG capacity = 4096;
        for (int i = 0; i < 8; ++i) {
            std::vector<unsigned char> buffer(capacity);
            const call_arguments a = ask(buffer.data(), capacity);
            if (answer_ == NO_ERROR) {
                needed_ = a.output_size;
                reason_ = verdict::not_applicable("it returns 0 bytes");
                return needed_ > 0 && needed_ <= capacity;
            }
            if (answer_ != ERROR_INSUFFICIENT_BUFFER || a.output_size <= capacity ||
                a.output_size > 0x100000)
                break;
            capacity = a.output_size;
        }
        reason_ = verdict::not_applicable("it returns " + code_text(answer_) +
                                          " for the inputs that were tried");
        return false;
    }

    scenario_context& s_;
    std::vector<unsigned char> question_{};
    ULONG needed_ = 0;
    DWORD answer_ = NO_ERROR;
    verdict reason_{};
};

} // namespace routpact::inline ROUTPACT_ABI::detail
