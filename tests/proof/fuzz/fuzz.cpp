// The fuzzer's target: a sequence of bytes is a sequence of calls.

#include "player.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    player{input{bytes, count}}.play();
    return 0;
}
