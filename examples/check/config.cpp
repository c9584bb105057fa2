#include "config.hpp"

#include "text.hpp"
#include "text_file.hpp"

#include <sstream>

std::vector<config_line> read_config(const std::string& option, const std::string& name) {
    std::vector<config_line> found;
    for (const text_line& line : read_lines(option, name)) {
        if (line.text.empty())
            continue;
        config_line one{name + ":" + std::to_string(line.number) + ": ", "", ""};
        std::istringstream words{line.text};
        words >> one.word >> std::ws;
        std::getline(words, one.value);
        found.push_back(std::move(one));
    }
    return found;
}

std::string path_beside(const std::string& name, const std::string& path) {
    return text_of(path_of(name).parent_path() / path_of(path));
}
