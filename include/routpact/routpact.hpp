#pragma once
// Everything. Whoever adopts a single callback with a table of their own includes callbacks.hpp
// instead, which compiles faster.

#include <routpact/abi.hpp>
#include <routpact/adapt.hpp>
#include <routpact/callbacks.hpp>
#include <routpact/contract.hpp>
#include <routpact/interface_table.hpp>
#include <routpact/lifecycle_callbacks.hpp>
#include <routpact/mpr60_callbacks.hpp>
#include <routpact/observer.hpp>
#include <routpact/registration.hpp>
#include <routpact/result.hpp>
