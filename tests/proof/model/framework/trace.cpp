// Prints the steps of a failed execution, with the names that nm and addr2line find.

#include "engine.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>
#include <vector>

namespace model {
namespace {

std::vector<std::string> lines_of(const std::string& command) {
    std::vector<std::string> lines;
    if (FILE* const from = popen((command + " 2>/dev/null").c_str(), "r")) {
        char line[4096];
        while (std::fgets(line, sizeof line, from)) {
            line[std::strcspn(line, "\n")] = 0;
            lines.emplace_back(line);
        }
        pclose(from);
    }
    return lines;
}
std::string program() {
    return "/proc/" + std::to_string(getpid()) + "/exe";
}

// Returns the file and line of a call outside of the checker.
std::string place_of(const void* code) {
    if (!code)
        return "";
    char number[32];
    std::snprintf(number, sizeof number, "%zx", reinterpret_cast<std::uintptr_t>(code) - 1);
    for (const std::string& line : lines_of("addr2line -i -e " + program() + " " + number)) {
        if (line.find("/framework/") != line.npos || line.find("/shadow/") != line.npos ||
            line[0] == '?')
            continue;
        const std::string rest = line.substr(line.rfind('/') + 1);
        return rest.substr(0, rest.find(' '));
    }
    return std::string{"0x"} + number;
}

struct symbol {
    std::uintptr_t begin;
    std::string name;
};
std::string name_of(const void* object) {
    if (!object)
        return "";
    engine& e = the();
    char text[64];
    const auto at = reinterpret_cast<std::uintptr_t>(object);
    for (std::size_t n = 0; n < e.blocks.size(); ++n)
        if (const auto offset = at - reinterpret_cast<std::uintptr_t>(e.blocks[n].memory);
            offset < e.blocks[n].size) {
            std::snprintf(text, sizeof text, "block %zu + %zu", n, offset);
            return text;
        }
    for (unsigned t = 0; t < e.count; ++t)
        if (e.threads[t].stack.has(object)) {
            std::snprintf(text, sizeof text, "stack of T%u, ...%04zx", t, at & 0xFFFF);
            return text;
        }
    static const std::vector<symbol> symbols = [] {
        std::vector<symbol> found;
        for (const std::string& line : lines_of("nm -nC " + program()))
            if (line.size() > 19 && line[16] == ' ')
                found.push_back({std::strtoull(line.c_str(), nullptr, 16), line.substr(19)});
        return found;
    }();
    const symbol* best = nullptr;
    for (const symbol& each : symbols)
        if (each.begin <= at)
            best = &each;
    if (!best)
        return "";
    std::string name = best->name;
    for (const char* const prefix : {"routpact::v0::detail::", "routpact::v0::", "routpact::"})
        if (name.rfind(prefix, 0) == 0)
            name.erase(0, std::strlen(prefix));
    return name + (at == best->begin ? "" : " + " + std::to_string(at - best->begin));
}

const char* name_of(action what) {
    constexpr const char* names[] = {"makes",           "loads",   "stores",      "changes",
                                     "fails to change", "fence",   "light fence", "heavy fence",
                                     "locks",           "unlocks", "waits",       "notifies",
                                     "pauses",          "starts",  "joins",       "ends",
                                     "allocates",       "frees",   "notes"};
    return names[static_cast<unsigned>(what)];
}
const char* name_of_order(unsigned order) {
    constexpr const char* names[] = {"relaxed", "consume", "acquire",
                                     "release", "acq_rel", "seq_cst"};
    return names[order % 6];
}
std::string value_of(word value) {
    const auto* const pointer = reinterpret_cast<const void*>(value);
    if (value > 0x10000 && (value >> 47) == 0)
        if (const std::string name = name_of(pointer); !name.empty())
            return "&(" + name + ")";
    char text[32];
    std::snprintf(text, sizeof text, value < 10 ? "%zu" : "0x%zx", value);
    return text;
}

void print_step(const step& s) {
    std::printf("  T%u %*s%s", s.thread, s.thread * 2, "", name_of(s.what));
    switch (s.what) {
    case action::construct:
    case action::load:
    case action::store:
    case action::compare_failed:
        std::printf(" %s: %s", name_of(s.object).c_str(), value_of(s.value).c_str());
        break;
    case action::modify:
        std::printf(" %s: %s -> %s", name_of(s.object).c_str(), value_of(s.before).c_str(),
                    value_of(s.value).c_str());
        break;
    case action::spawn:
    case action::join:
        std::printf(" T%zu", static_cast<std::size_t>(s.value));
        break;
    case action::note:
        std::printf(" %s", s.text);
        break;
    default:
        if (s.object)
            std::printf(" %s", name_of(s.object).c_str());
        break;
    }
    if (s.what != action::construct && s.what <= action::fence)
        std::printf(", %s", name_of_order(s.order));
    if (s.behind)
        std::printf(", OLD by %u", s.behind);
    if (s.code)
        std::printf("   [%s]", place_of(s.code).c_str());
    std::printf("\n");
}

} // namespace

void trace::print() const {
    const std::size_t from = count_ > printed ? count_ - printed : 0;
    if (from)
        std::printf("  ... %zu steps before\n", from);
    for (std::size_t n = from; n < count_; ++n)
        print_step(steps_[n % room]);
}

void engine::fail(const char* what, const void* object, const void* code) {
    active_ = false;
    std::printf("%s%s: %s\n", scenario, fenced ? " (fenced)" : "", what);
    if (fails_on_purpose) {
        failed = true;
        running().stack.go_to(outside); // forever
    }
    if (object)
        std::printf("  it is %s", name_of(object).c_str());
    if (code)
        std::printf("  at %s", place_of(code).c_str());
    std::printf("\n  by thread T%u, seed %llu%s, after these steps:\n", current,
                static_cast<unsigned long long>(seed), choices.exhaustive() ? " (exhaustive)" : "");
    steps.print();
    using phase = thread_state::phase;
    for (unsigned t = 0; t < count; ++t)
        if (threads[t].now == phase::locking || threads[t].now == phase::waiting)
            std::printf("  T%u %s %s\n", t,
                        threads[t].now == phase::locking ? "is about to lock" : "waits for",
                        name_of(monitors[threads[t].awaits - 1].address).c_str());
        else if (threads[t].now == phase::joining)
            std::printf("  T%u waits for the end of T%u\n", t, threads[t].awaits);
    std::fflush(stdout);
    std::_Exit(1);
}

} // namespace model
