#pragma once
// What the host does for a protocol.

#include <routpact/abi.hpp>

/// The host's functions.
SUPPORT_FUNCTIONS host_functions();

/// How many routes were validated so far.
unsigned long validated_routes();
