#pragma once
// Goes up.

#include <routpact/callbacks.hpp>
