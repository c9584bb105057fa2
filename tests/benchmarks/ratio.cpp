// Runs two commands alternately and compares their times:
//   ratio NAME ROUNDS COMMAND_A COMMAND_B
// Prints the median time of each, and the median of the rounds' ratios A/B.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

double milliseconds(const char* command) {
    const auto start = std::chrono::steady_clock::now();
    if (std::system(command) != 0) {
        std::fprintf(stderr, "failed: %s\n", command);
        std::exit(1);
    }
    return std::chrono::duration<double, std::milli>{std::chrono::steady_clock::now() - start}
        .count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

int main(int count, char** arguments) {
    const int rounds = count == 5 ? std::atoi(arguments[2]) : 0;
    if (rounds < 1) {
        std::fputs("usage: ratio NAME ROUNDS COMMAND_A COMMAND_B\n", stderr);
        return 2;
    }
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> ratios;
    milliseconds(arguments[3]); // warm-up
    milliseconds(arguments[4]);
    for (int round = 0; round < rounds; ++round) {
        a.push_back(milliseconds(arguments[3]));
        b.push_back(milliseconds(arguments[4]));
        ratios.push_back(a.back() / b.back());
    }
    std::printf("%-44s %7.1f ms %7.1f ms  ratio %.2f (median of %d rounds)\n", arguments[1],
                median(a), median(b), median(ratios), rounds);
    return 0;
}
