// Plays files of the fuzzer's corpus: replay [--trace] FILE OR DIRECTORY ...

#include "player.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace {
unsigned played = 0;

void play(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    const std::vector<char> content{std::istreambuf_iterator<char>{in}, {}};
    const std::vector<std::uint8_t> bytes(content.begin(), content.end());
    trace("%s\n", file.string().c_str());
    player{input{bytes.data(), bytes.size()}}.play();
    ++played;
}
} // namespace

int main(int count, char** arguments) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    for (int i = 1; i < count; ++i) {
        const fs::path each = arguments[i];
        if (std::string_view{arguments[i]} == "--trace")
            tracing = true;
        else if (fs::is_directory(each))
            std::copy(fs::directory_iterator{each}, {}, std::back_inserter(files));
        else
            files.push_back(each);
    }
    std::sort(files.begin(), files.end());
    std::for_each(files.begin(), files.end(), play);
    std::printf("figure: %u sequences of the corpus, %llu calls, as the model says\n", played,
                player::calls);
    return played == 0; // nothing was tested
}
