#pragma once
// Calls every slot of the contract with valid arguments.

#include "subject.hpp"

#include <routpact/detail/testing/call_arguments.hpp>
#include <span>

using characteristics = MPR60_ROUTING_CHARACTERISTICS;
using routpact::detail::call_arguments;

/// The stages of a protocol's life.
enum class stage { stopped, starting, running };

/// A slot, described by its row in the contract.
struct slot_of_contract {
    const routpact::callback& contract;
    bool (*is_filled)(const characteristics&);
    DWORD (*call)(const characteristics&, call_arguments&);
    stage when; ///< The first stage in which a call succeeds.
    bool once;  ///< Whether a call succeeds only in this stage, and begins the next.
    bool stops; ///< Whether this is StopProtocol.
    /// Whether a call returns a part of the protocol's state and changes nothing.
    bool reads_state;

    bool has(routpact::detail::role what) const { return contract.roles.contains(what); }
};

/// Returns all slots except those that have to be null.
std::span<const slot_of_contract> slots_of_contract();
/// Returns the slot with this name in the contract.
const slot_of_contract& slot_named(const char* name);

/// The arguments of a call, with the memory that they point to. Not copyable: the pointers point
/// into the object.
class prepared_call {
public:
    prepared_call(const subject& target, const slot_of_contract& slot, ULONG index);
    prepared_call(const prepared_call&) = delete;

    call_arguments& arguments() { return arguments_; }
    /// Returns a hash of the outputs of a call, without addresses.
    ULONGLONG written() const;

private:
    DWORD info_[2] = {5, 5};
    DWORD entry_[2] = {1, 9};
    IP_LOCAL_BINDING client_{};
    BYTE output_[64];
    call_arguments arguments_;
};
