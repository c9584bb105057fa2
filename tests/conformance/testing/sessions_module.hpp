#pragma once
// RegisterProtocol of the sessions class, which router_manager_test.cpp compiles.

#include <routpact/abi.hpp>
#include <sessions.hpp>

inline constexpr DWORD sessions_id = sessions::id;

/// Registers the class in this process.
DWORD WINAPI sessions_entry_point(PMPR_ROUTING_CHARACTERISTICS routing,
                                  PMPR_SERVICE_CHARACTERISTICS service);
