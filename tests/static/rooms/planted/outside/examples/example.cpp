// Enters the house from outside.
#include <routpact/detail/adapt/slot.hpp>
