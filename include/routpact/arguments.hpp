#pragma once
// All types that handlers take and return besides those of the C interface.

#include <routpact/arguments/counted_block.hpp>
#include <routpact/arguments/info_block.hpp>
#include <routpact/arguments/interface_description.hpp>
#include <routpact/arguments/ipv4_address.hpp>
#include <routpact/arguments/mfe_status.hpp>
#include <routpact/arguments/mib_entry.hpp>
#include <routpact/arguments/neighbors.hpp>
#include <routpact/arguments/router_event.hpp>
#include <routpact/arguments/status_change.hpp>
#include <routpact/arguments/trap_output.hpp>
