// Many calls, right or hostile, with interfaces, updates, and starts and stops of the protocol. The
// model checks each answer, and the memory use must stay constant: soak [--calls N] [--seed N].

#include "random.hpp"

#include <fstream>
#include <player.hpp>
#include <random>
#include <string_view>

namespace {

/// The memory use of the process, in KiB.
unsigned long long resident() {
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            unsigned long long kib = 0;
            status >> kib;
            return kib;
        }
    violated("the memory use of the process cannot be read");
}

void play_until(unsigned long long calls, random_numbers& random) {
    std::uint8_t bytes[2000];
    while (player::calls < calls) {
        for (std::uint8_t& each : bytes)
            each = static_cast<std::uint8_t>(random.below(256));
        player{input{bytes, sizeof bytes}}.play();
    }
}

} // namespace

int main(int count, char** arguments) {
    unsigned long long calls = 10000000;
    unsigned long long seed = std::random_device{}();
    for (int i = 1; i + 1 < count; i += 2)
        (std::string_view{arguments[i]} == "--calls" ? calls : seed) =
            std::strtoull(arguments[i + 1], nullptr, 0);
    std::printf("--calls %llu --seed %llu\n", calls, seed);
    std::fflush(stdout);

    constexpr unsigned long long allowed = 1024; // KiB; a leak of one byte in ten calls would show
    random_numbers random{seed};
    play_until(calls / 10, random); // until every table and arena has its final size
    const unsigned long long at_start = resident();
    play_until(calls, random);
    const unsigned long long at_end = resident();
    std::printf("figure: soak: %llu calls, no wrong answer; %llu KiB in memory at the start, %llu "
                "KiB at the end (--seed %llu)\n",
                player::calls, at_start, at_end, seed);
    if (at_end > at_start + allowed)
        violated("memory grew");
}
