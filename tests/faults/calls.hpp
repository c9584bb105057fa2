#pragma once
// One call of every slot of the contract, with arguments that suit it.

#include "subject.hpp"

#include <routpact/testing/call_arguments.hpp>
#include <span>

using characteristics = MPR60_ROUTING_CHARACTERISTICS;
using routpact::testing::call_arguments;

/// How far the life of a protocol has come.
enum class stage { stopped, starting, running };

/// A slot, as its row in the contract describes it.
struct slot_of_contract {
    const routpact::callback& contract;
    bool (*there)(const characteristics&);
    DWORD (*call)(const characteristics&, call_arguments&);
    stage when; ///< The first stage at which it succeeds.
    bool once;  ///< It succeeds at no other: it begins the next one.
    bool stops; ///< It is StopProtocol.
    bool tells; ///< It tells something of the protocol's state, and changes nothing.

    bool has(routpact::role what) const { return contract.roles.contains(what); }
};

/// All of them, but for those that are to stay null.
std::span<const slot_of_contract> slots_of_contract();
/// The one that the contract gives this name.
const slot_of_contract& slot_named(const char* name);

/// Arguments with all that they point to. They stay where they are.
class prepared_call {
public:
    prepared_call(const subject& whose, const slot_of_contract& slot, ULONG index);
    prepared_call(const prepared_call&) = delete;

    call_arguments& arguments() { return arguments_; }
    /// A number for what a call may have written, but for addresses.
    ULONGLONG written() const;

private:
    DWORD info_[2] = {5, 5};
    DWORD entry_[2] = {1, 9};
    IP_LOCAL_BINDING client_{};
    BYTE output_[64];
    call_arguments arguments_;
};
