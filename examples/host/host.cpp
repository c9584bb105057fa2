// A miniature router manager: loads a protocol DLL, registers it, plays a session through the C
// pointers it gave, and prints each call with its answer and what the contract says.
//
//   host DLL [PROTOCOL_ID]
//
// Exit code: 0 the contract was kept, 1 it was not, 2 the DLL could not be used.

#include "protocol_dll.hpp"
#include "session.hpp"
#include "support.hpp"

#include <cstdlib>

namespace {

// Loads the DLL, plays with it, and unloads it; the exit code if that cannot be or go on, else 0.
int load_and_play(const char* path, DWORD protocol_id, transcript& log,
                  bool (session::*play)(PREGISTER_PROTOCOL)) {
    const protocol_dll dll{path};
    if (!dll) {
        std::fprintf(stderr, "cannot load %s: %s\n", path, last_dll_error().c_str());
        return 2;
    }
    const PREGISTER_PROTOCOL entry_point = dll.register_protocol();
    if (!entry_point) {
        std::fprintf(stderr, "%s exports no plain %s: %s\n", path,
                     REGISTER_PROTOCOL_ENTRY_POINT_STRING, last_dll_error().c_str());
        return 2;
    }
    std::printf("%s, routing protocol %s\n", path, hexadecimal(protocol_id).c_str());
    session with_it{log, protocol_id};
    if (!(with_it.*play)(entry_point))
        return 2;
    if (with_it.is_stuck()) { // its threads run on: it must not be unloaded
        log.finish();
        std::fflush(stdout);
        std::_Exit(1);
    }
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2 || count > 3) {
        std::fputs("usage: host DLL [PROTOCOL_ID]\n", stderr);
        return 2;
    }
    DWORD protocol_id = sessions::id;
    if (count == 3) {
        char* end = nullptr;
        protocol_id = static_cast<DWORD>(std::strtoul(arguments[2], &end, 0));
        if (end == arguments[2] || *end != '\0') {
            std::fprintf(stderr, "not a protocol id: %s\n", arguments[2]);
            return 2;
        }
    }

    transcript log;
    for (const auto play : {&session::play, &session::play_again})
        if (const int failed = load_and_play(arguments[1], protocol_id, log, play))
            return failed;
    if (const unsigned long routes = validated_routes())
        std::printf("The DLL had %lu routes validated.\n", routes);
    return log.finish();
}
