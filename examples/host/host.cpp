// A miniature router manager. It loads a protocol DLL, registers it, and calls its callbacks in a
// fixed session. It prints each call with the returned code and the contract's requirement.
//
//   host DLL [PROTOCOL_ID]
//
// Exit codes: 0: the DLL kept the contract; 1: it broke the contract; 2: the DLL is unusable.

#include "protocol_dll.hpp"
#include "session.hpp"
#include "support.hpp"

#include <cstdlib>

namespace {

// Loads the DLL, plays a session, and unloads the DLL. Returns 0, or an exit code if the host
// cannot continue.
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
    session current{log, protocol_id};
    if (!(current.*play)(entry_point))
        return 2;
    if (current.is_stuck()) { // the DLL's threads still run: unloading it would crash
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
            std::fprintf(stderr, "not a protocol id: %s; use a number, such as 0x0fff0007\n",
                         arguments[2]);
            return 2;
        }
    }

    transcript log;
    for (const auto play : {&session::play, &session::play_again})
        if (const int failed = load_and_play(arguments[1], protocol_id, log, play))
            return failed;
    if (const unsigned long routes = validated_routes())
        std::printf("The host validated %lu routes for the DLL.\n", routes);
    return log.finish();
}
