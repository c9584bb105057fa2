// A long time of calls, right or hostile, with interfaces, updates and whole lives of the protocol
// that come and go; each answer is held against the model, and memory has to stay flat:
// soak [--calls N] [--seed N].

#include "random.hpp"

#include <fstream>
#include <player.hpp>
#include <random>
#include <string_view>

namespace {

/// What the process has in memory now, in KiB.
unsigned long long resident() {
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            unsigned long long kib = 0;
            status >> kib;
            return kib;
        }
    violated("the system does not tell how much memory is used");
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
    play_until(calls / 10, random); // until every table and every arena is as large as it gets
    const unsigned long long at_start = resident();
    play_until(calls, random);
    const unsigned long long at_end = resident();
    std::printf("figure: soak: %llu calls, no wrong answer; %llu KiB in memory at the start, %llu "
                "KiB at the end (--seed %llu)\n",
                player::calls, at_start, at_end, seed);
    if (at_end > at_start + allowed)
        violated("memory grew");
}
