#pragma once
// A client of RRAS's tracing, rtutils.dll, which is loaded when it is first needed.

#include <atomic>
#include <cstddef>
#include <routpact/abi.hpp>
#include <routpact/detail/abi/dll_function.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The name of a client, as a template argument.
template <std::size_t Size>
struct ROUTPACT_HIDDEN trace_name {
    char text[Size]{}; ///< The name, and a zero.

    /// Not explicit, so that a literal is a name.
    consteval trace_name(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i)
            text[i] = literal[i];
    }
    /// Whether the name can be that of a registry key.
    constexpr bool is_key() const noexcept {
        for (const char each : text)
            if (each == '\\')
                return false;
        return Size > 1;
    }
};

/// Functions of rtutils.dll. Source: the pages of TraceRegisterEx and TracePutsEx.
struct ROUTPACT_HIDDEN trace_functions {
    DWORD(WINAPI* register_client)(const char* name, DWORD flags) = nullptr; ///< TraceRegisterExA.
    DWORD(WINAPI* put)(DWORD id, DWORD flags, const char* text) = nullptr;   ///< TracePutsExA.
};

/// Returns the functions; null pointers where there is no rtutils.dll.
ROUTPACT_HIDDEN inline trace_functions load_trace_functions() noexcept {
    trace_functions found;
#ifdef _WIN32
    constexpr DWORD system_folder_only = 0x800; // LOAD_LIBRARY_SEARCH_SYSTEM32
    const HMODULE dll = LoadLibraryExW(L"rtutils.dll", nullptr, system_folder_only);
    find_function(dll, "TraceRegisterExA", found.register_client);
    find_function(dll, "TracePutsExA", found.put);
#endif
    return found;
}

/// Registers itself with its first text and is never deregistered: that must not happen while its
/// DLL is unloaded. Thread-safe; waits for no thread, because the caller may hold the loader lock.
class ROUTPACT_HIDDEN trace_client {
public:
    constexpr trace_client() noexcept = default;
    trace_client(const trace_client&) = delete;
    trace_client& operator=(const trace_client&) = delete;

    /// Writes a text to the trace. It is lost while another thread registers the client.
    void put(const char* name, const char* text,
             trace_functions (*load)() noexcept = load_trace_functions) noexcept {
        phase expected = phase::fresh;
        if (phase_.compare_exchange_strong(expected, phase::registering)) {
            functions_ = load();
            if (functions_.register_client && functions_.put)
                id_ = functions_.register_client(name, 0);
            phase_.store(phase::registered);
        }
        if (phase_.load() == phase::registered && id_ != no_id)
            functions_.put(id_, 0, text);
    }

private:
    enum class phase : unsigned char { fresh, registering, registered };
    static constexpr DWORD no_id = 0xFFFFFFFF; // INVALID_TRACEID

    trace_functions functions_{};
    DWORD id_ = no_id;
    std::atomic<phase> phase_ = phase::fresh;
};

/// The text of a name: a copy, because clang 14 does not hide a template argument that is an
/// object.
template <trace_name Name>
ROUTPACT_HIDDEN inline constexpr trace_name trace_name_of{Name};

/// The client of a name.
template <trace_name Name>
ROUTPACT_HIDDEN inline constinit trace_client trace_client_of{};

} // namespace routpact::inline ROUTPACT_ABI::detail
