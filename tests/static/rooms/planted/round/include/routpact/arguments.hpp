#pragma once
#include <routpact/arguments/neighbors.hpp>
