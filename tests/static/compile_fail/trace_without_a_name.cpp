// expect-error: routpact::rras_trace: the name cannot be that of a registry key
#include <routpact/routpact.hpp>

#ifdef BAD
const routpact::observer trace = routpact::rras_trace<"vendor\\sessions">;
#else
const routpact::observer trace = routpact::rras_trace<"sessions">;
#endif
void use(const routpact::report& report) {
    trace(report);
}
