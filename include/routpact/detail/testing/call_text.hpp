#pragma once
// Converts the arguments of a call to text for transcripts.

#include <cstring>
#include <iterator>
#include <routpact/detail/testing/call_arguments.hpp>
#include <string>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Formats a number: in decimal below 0x10000, as indexes and sizes are; else in hexadecimal, as
/// flags and ids are.
ROUTPACT_HIDDEN inline std::string text_of(DWORD value) {
    if (value < 0x10000)
        return std::to_string(value);
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        text += digits[(value >> shift) & 15];
    return text;
}

/// Formats a pointer to `size` bytes.
inline std::string text_of_bytes(const void* data, ULONG size) {
    return data ? "{" + text_of(size) + " bytes}" : "null";
}

/// Formats a name. Characters outside of printable ASCII become '?'.
inline std::string text_of_name(const wchar_t* name) {
    if (!name)
        return "null";
    std::string text = "\"";
    for (; *name; ++name)
        text += *name > 31 && *name < 127 ? static_cast<char>(*name) : '?';
    return text + '"';
}

/// Formats a status type by its name, without the prefix RIS_INTERFACE_.
ROUTPACT_HIDDEN inline std::string text_of_status(DWORD status) {
    static constexpr const char* names[] = {"ADDRESS_CHANGE", "ENABLED", "DISABLED",
                                            "MEDIA_PRESENT", "MEDIA_ABSENT"};
    return status < std::size(names) ? names[status] : text_of(status);
}

/// Returns the number of an event. It may be no enumerator, so it is copied as bytes.
inline DWORD event_number(const ROUTING_PROTOCOL_EVENTS& event) {
    DWORD number = 0;
    static_assert(sizeof number == sizeof event);
    std::memcpy(&number, &event, sizeof number);
    return number;
}

/// Formats an event by its name.
ROUTPACT_HIDDEN inline std::string text_of_event(DWORD number) {
    static constexpr const char* names[] = {"ROUTER_STOPPED", "SAVE_GLOBAL_CONFIG_INFO",
                                            "SAVE_INTERFACE_CONFIG_INFO", "UPDATE_COMPLETE"};
    return number < std::size(names) ? names[number] : "event " + text_of(number);
}

/// Formats the arguments of a role. `earlier` counts the groups of this role before it.
inline std::string input_text(role what, unsigned earlier, const call_arguments& a) {
    std::string size = a.without_size ? "null" : "&" + text_of(a.output_size);
    const std::string input = text_of_bytes(a.input, a.input_size);
    switch (what) {
    case role::interface_index:
    case role::removed_index:
        return text_of(a.index);
    case role::description:
        return text_of_name(a.name) + ", " + text_of(a.index) + ", type " +
               text_of(static_cast<DWORD>(a.type)) + ", " + text_of(a.media) + ", " +
               text_of(a.access) + ", " + text_of(a.connection);
    case role::value:
        return a.event_handle ? (earlier == 0 ? "event" : "functions") : text_of(a.number);
    case role::object:
        return a.client ? "address" : "null";
    case role::info:
    case role::optional_info:
        return input + ", " + text_of(a.input_version) + ", " + text_of(a.input_size) + ", " +
               text_of(a.input_count);
    case role::info_buffer:
        return text_of_bytes(a.output, a.output_size) + ", " + size + ", &version, &size, &count";
    case role::entry:
        return text_of(a.input_size) + ", " + input;
    case role::entry_buffer:
    case role::trap_output:
        return size + ", " + text_of_bytes(a.output, a.output_size);
    case role::status_change:
        return std::string{a.active ? "TRUE" : "FALSE"} + ", " + text_of_status(a.status) + ", " +
               (a.status_info ? "binding" : "null");
    case role::ipv4_address:
        return text_of(earlier == 0 ? a.group : a.source);
    case role::neighbors_buffer:
        return text_of_bytes(a.output, a.output_size) + ", " + size + ", &flags";
    case role::mfe_status_buffer:
        return "&status";
    case role::event_buffer:
        return a.without_message ? "&event, null" : "&event, &message";
    case role::entry_then_size:
        return input + ", " + text_of(a.input_size);
    case role::allocation:
        return "&address, " + size;
    case role::routing_domain:
        return "&domain";
    case role::source_group: // these belong to mgm.h, whose callbacks no router manager calls
    case role::packet:
    case role::outgoing_interfaces:
    case role::timeout_buffer:
    case role::rpf_path_buffer:
        break;
    }
    return {};
}

/// Formats the outputs of a role after the call; empty if the role has none.
inline std::string output_text(role what, const call_arguments& a) {
    std::string size = a.without_size ? "" : "size " + text_of(a.output_size);
    switch (what) {
    case role::info_buffer:
        return size + (size.empty() ? "" : ", ") + "version " + text_of(a.output_version) +
               ", item size " + text_of(a.output_item_size) + ", count " + text_of(a.output_count);
    case role::entry_buffer:
    case role::allocation:
        return size;
    case role::neighbors_buffer:
        return size + (size.empty() ? "" : ", ") + "flags " + text_of(a.output_byte);
    case role::mfe_status_buffer:
        return "status " + text_of(a.output_byte);
    case role::event_buffer:
        return text_of_event(event_number(a.event));
    default:
        return {};
    }
}

} // namespace routpact::inline ROUTPACT_ABI::detail
