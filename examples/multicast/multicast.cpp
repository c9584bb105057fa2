// A multicast protocol DLL. The class is in the header, where its test finds it.

#include "multicast.hpp"

ROUTPACT_EXPORT_PROTOCOLS(multicast::protocol)
