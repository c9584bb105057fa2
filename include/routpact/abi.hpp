#pragma once
// The C interface of RRAS routing protocols: on Windows the platform's routprot.h, on other systems
// portable declarations of the same global names. Where the platform lacks the MPR60 additions,
// they are declared as well.
//
// Define MPR60 as nonzero before this header to make MPR_ROUTING_CHARACTERISTICS and
// SUPPORT_FUNCTIONS name their MPR60 forms, as Microsoft's header does. The header of mingw-w64 has
// no MPR60: there the two names always mean the MPR50 forms, and only the full names mean the MPR60
// forms.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/detail/abi/layout.hpp>
#include <routpact/detail/abi/mpr60.hpp>
#include <routpact/detail/abi/platform.hpp>
#include <routpact/version.hpp>
