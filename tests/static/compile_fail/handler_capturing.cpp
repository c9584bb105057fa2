// The compiler refuses this before it looks at any code of routpact: what is no template argument
// cannot be judged by the template. The words are the compiler's; the README says what to do.
// expect-error(gcc): is not a constant expression
// expect-error(clang): of non-type template parameter is not a structural type
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
void adopt() {
    int clients = 0;
    [[maybe_unused]] const PCONNECT_CLIENT callback =
        routpact::connect_client<interfaces, [&](dial_in&, PVOID) { ++clients; }>;
}
#else
void adopt() {
    [[maybe_unused]] const PCONNECT_CLIENT callback =
        routpact::connect_client<interfaces, [](dial_in& itf, PVOID) { ++itf.clients; }>;
}
#endif
