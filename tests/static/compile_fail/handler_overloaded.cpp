// The compiler refuses this before it looks at any code of routpact: what is no template argument
// cannot be judged by the template. The words are the compiler's; the README says what to do.
// expect-error(gcc): unable to deduce
// expect-error(clang): has incompatible initializer of type '<overloaded function type>'
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

void handler(dial_in&, const IP_LOCAL_BINDING&) {}
void handler(dial_in&, const IP_LOCAL_BINDING*) {}
#ifdef BAD
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
const PCONNECT_CLIENT callback =
    routpact::connect_client<interfaces,
                             [](dial_in& itf, const IP_LOCAL_BINDING& c) { handler(itf, c); }>;
#endif
