#pragma once
// The arguments of a call as text, for transcripts.

#include <cstring>
#include <iterator>
#include <routpact/result.hpp>
#include <routpact/testing/call_arguments.hpp>
#include <string>

namespace routpact::testing {

/// A number as text: indexes and sizes in decimal, what looks like flags or an id in hexadecimal.
inline std::string text_of(DWORD value) {
    if (value < 0x10000)
        return std::to_string(value);
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        text += digits[(value >> shift) & 15];
    return text;
}

/// A result code by its name and number.
inline std::string code_text(DWORD code) {
    return std::string{code_name(code)} + " (" + std::to_string(code) + ")";
}

/// A pointer to `size` bytes as text.
inline std::string text_of_bytes(const void* data, ULONG size) {
    return data ? "{" + text_of(size) + " bytes}" : "null";
}

/// A name, its ASCII characters at least.
inline std::string text_of_name(const wchar_t* name) {
    if (!name)
        return "null";
    std::string text = "\"";
    for (; *name; ++name)
        text += *name > 31 && *name < 127 ? static_cast<char>(*name) : '?';
    return text + '"';
}

/// A status type by its name.
inline std::string text_of_status(DWORD status) {
    static constexpr const char* names[] = {"ADDRESS_CHANGE", "ENABLED", "DISABLED",
                                            "MEDIA_PRESENT", "MEDIA_ABSENT"};
    return status < std::size(names) ? names[status] : text_of(status);
}

/// The number of an event, which need not be one that the enumeration names.
inline DWORD event_number(const ROUTING_PROTOCOL_EVENTS& event) {
    DWORD number = 0;
    static_assert(sizeof number == sizeof event);
    std::memcpy(&number, &event, sizeof number);
    return number;
}

/// An event by its name.
inline std::string text_of_event(DWORD number) {
    static constexpr const char* names[] = {"ROUTER_STOPPED", "SAVE_GLOBAL_CONFIG_INFO",
                                            "SAVE_INTERFACE_CONFIG_INFO", "UPDATE_COMPLETE"};
    return number < std::size(names) ? names[number] : "event " + text_of(number);
}

/// The arguments for a role as text; `earlier` of the same role stand before them.
inline std::string input_text(role what, unsigned earlier, const call_arguments& a) {
    std::string size = a.without_size ? "null" : "&" + text_of(a.output_size);
    const std::string input = text_of_bytes(a.input, a.input_size);
    switch (what) {
    case role::interface_index:
    case role::ended_index:
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
    case role::data:
        return input + ", " + text_of(a.input_size);
    case role::allocation:
        return "&address, " + size;
    case role::routing_domain:
        return "&domain";
    }
    return {};
}

/// What a call left in the arguments of a role, as text; empty where it leaves nothing.
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

} // namespace routpact::testing
