// Prints each callback that a protocol may have, and whether the contract lets it refuse anything.

#include <cstdio>
#include <routpact/contract.hpp>

namespace {

void print(const routpact::callback& row, bool answers) {
    const bool refuses = answers && row.fallback != NO_ERROR; // there is a code for failures
    if (row.presence != routpact::presence::must_be_null)
        std::printf("%s %s\n", row.field, refuses ? "refuses" : "succeeds");
}

template <class... A>
constexpr bool answers(DWORD(WINAPI*)(A...)) {
    return true;
}
constexpr bool answers(VOID(WINAPI*)(PVOID)) {
    return false;
}

} // namespace

int main() {
    using table = MPR60_ROUTING_CHARACTERISTICS;
    print(routpact::register_protocol, true);
    routpact::for_each(routpact::callbacks<table>, []<class Row>(const Row& row) {
        print(row, answers(table{}.*Row::member));
    });
}
