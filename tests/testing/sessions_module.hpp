#pragma once
// The sessions class, compiled elsewhere, as something to register.

#include <routpact/abi.hpp>
#include <sessions.hpp>

inline constexpr DWORD sessions_id = sessions::id;

/// RegisterProtocol for the class in this process.
DWORD WINAPI sessions_entry_point(PMPR_ROUTING_CHARACTERISTICS routing,
                                  PMPR_SERVICE_CHARACTERISTICS service);
