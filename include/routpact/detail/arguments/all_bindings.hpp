#pragma once
// All bindings and deliveries. Without the header of a binding, a correct handler is refused.

#include <routpact/detail/arguments/event_bindings.hpp>
#include <routpact/detail/arguments/info_block_bindings.hpp>
#include <routpact/detail/arguments/interface_bindings.hpp>
#include <routpact/detail/arguments/mib_bindings.hpp>
#include <routpact/detail/arguments/mpr60_bindings.hpp>
#include <routpact/detail/arguments/multicast_bindings.hpp>
#include <routpact/detail/arguments/query_bindings.hpp>
