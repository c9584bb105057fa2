#pragma once
// Goes round.

#include <routpact/arguments.hpp>
