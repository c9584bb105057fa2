// The example protocols, included as sources without their RegisterProtocol, since a program can
// have only one.

#include "subject.hpp"

#ifdef __cpp_exceptions // the examples throw

#undef ROUTPACT_EXPORT_PROTOCOLS
#define ROUTPACT_EXPORT_PROTOCOLS(...)

#include "../../../examples/neighbors/neighbors.cpp"
#include "../../../examples/pair/pair.cpp"
#include "../../../examples/sessions/sessions.cpp"

subject example_sessions() {
    return subject_of<sessions::protocol>("sessions", 4, false);
}
subject example_neighbors() {
    return subject_of<neighbors::protocol>("neighbors", 4, false);
}
subject example_counter() {
    return subject_of<pair::counter>("counter", 4, false);
}
subject example_dialler() {
    return subject_of<pair::dialler>("dialler", 4, false);
}

#endif
