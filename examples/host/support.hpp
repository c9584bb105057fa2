#pragma once
// The support functions that the host provides.

#include <routpact/abi.hpp>

/// Returns the host's support functions.
SUPPORT_FUNCTIONS host_functions();

/// Returns the number of routes that protocols have passed to ValidateRoute.
unsigned long validated_routes();
