// expect-error: routpact::observers: one of these is no observer
#include <routpact/routpact.hpp>

#ifdef BAD
void note(routpact::report*) {}
#else
void note(const routpact::report&) {}
#endif
const routpact::observer both = routpact::observers<routpact::debugger_output, note>;
