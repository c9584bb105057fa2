#pragma once
// Goes through a wall.

#include <routpact/detail/interface_table/index_map.hpp>
