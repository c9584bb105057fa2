#pragma once
// Includes all of routpact but its testing and conformance headers, for a protocol class. A
// hand-written DLL that adapts single callbacks includes callbacks.hpp instead, which compiles
// faster.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/abi.hpp>
#include <routpact/adapt.hpp>
#include <routpact/arguments.hpp>
#include <routpact/autostatic_update.hpp>
#include <routpact/callbacks.hpp>
#include <routpact/contract.hpp>
#include <routpact/interface_state.hpp>
#include <routpact/interface_table.hpp>
#include <routpact/interfaces.hpp>
#include <routpact/mib_table.hpp>
#include <routpact/observer.hpp>
#include <routpact/observers.hpp>
#include <routpact/protocol.hpp>
#include <routpact/result.hpp>
#include <routpact/router_manager.hpp>
#include <routpact/support_functions.hpp>
