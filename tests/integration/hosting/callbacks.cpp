// Prints each callback of the contract, and whether the contract allows it to refuse a call.

#include <cstdio>
#include <routpact/contract.hpp>

namespace {

void print(const routpact::callback& row, bool answers) {
    const bool refuses = answers && row.fallback != NO_ERROR; // the contract has a failure code
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
    print(routpact::registration_contract, true);
    routpact::detail::for_each(routpact::callbacks<table>, []<class Row>(const Row& row) {
        print(row, answers(table{}.*Row::member));
    });
}
