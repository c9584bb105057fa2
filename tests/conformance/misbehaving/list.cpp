// Prints the rules, and the id of the protocol in the misbehaving DLL that breaks each.

#include "protocols.hpp"

#include <cstdio>

int main() {
    const auto rules = known_rules();
    for (std::size_t i = 0; i < rules.size(); ++i)
        std::printf("%s 0x%08lx\n", rules[i].id,
                    static_cast<unsigned long>(misbehaving::protocol_id(i)));
}
