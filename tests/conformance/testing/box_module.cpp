// A DLL of the box's protocol: the test build of a protocol DLL, with a clock that the test moves
// through ProtocolAction. With BOX_REAL_CLOCK, it has the real clock.

#include "box_protocol.hpp"

#ifndef BOX_REAL_CLOCK
namespace {
routpact::testing::manual_clock<box::protocol> test_clock;
const bool ready = [] {
    box::protocol::move_clock = [](std::chrono::seconds time) { test_clock.advance(time); };
    return true;
}();
} // namespace
#endif

ROUTPACT_EXPORT_PROTOCOLS(box::protocol)
