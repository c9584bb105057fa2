// The compiler refuses this before it looks at any code of routpact: what is no template argument
// cannot be judged by the template. The words are the compiler's; the README says what to do.
// expect-error(gcc): it does not have static storage duration
// expect-error(clang): non-type template argument is not a constant expression
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
    table lines;
    [[maybe_unused]] const PCONNECT_CLIENT callback =
        routpact::connect_client<lines, [](dial_in&, PVOID) {}>;
}
#else
void adopt() {
    static table lines;
    [[maybe_unused]] const PCONNECT_CLIENT callback =
        routpact::connect_client<lines, [](dial_in&, PVOID) {}>;
}
#endif
