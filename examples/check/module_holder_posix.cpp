#include "module_holder.hpp"

#include "text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#ifdef __linux__
#include <cxxabi.h>
#include <iterator>
#include <link.h>
#include <memory>
#include <vector>

namespace {

using section = ElfW(Shdr);

/// Reads the parts of an ELF file that say whether the loader may unload it.
class elf_file {
public:
    explicit elf_file(const std::string& path) : file_{path_of(path), std::ios::binary} {
        const auto headers = read<ElfW(Ehdr)>(0, 1);
        if (!headers.empty() && headers[0].e_shentsize == sizeof(section))
            sections_ = read<section>(headers[0].e_shoff, headers[0].e_shnum);
    }

    /// Whether the linker's flag -z nodelete is set.
    bool is_never_deleted() {
        for (const section& each : sections_)
            if (each.sh_type == SHT_DYNAMIC)
                for (const auto& entry : entries<ElfW(Dyn)>(each))
                    if (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_NODELETE) != 0)
                        return true;
        return false;
    }
    /// Returns the name of the first unique symbol that the file defines, or "".
    std::string unique_symbol() {
        for (const section& each : sections_) {
            if (each.sh_type != SHT_DYNSYM || each.sh_link >= sections_.size())
                continue;
            const std::vector<char> names = entries<char>(sections_[each.sh_link]);
            for (const auto& symbol : entries<ElfW(Sym)>(each))
                if (symbol.st_info >> 4 == STB_GNU_UNIQUE && symbol.st_shndx != SHN_UNDEF &&
                    symbol.st_name < names.size())
                    return {names.begin() + symbol.st_name,
                            std::find(names.begin() + symbol.st_name, names.end(), '\0')};
        }
        return {};
    }

private:
    static constexpr std::size_t largest = std::size_t{1} << 26; // a damaged header names any size

    template <class T>
    std::vector<T> read(std::size_t offset, std::size_t count) {
        std::vector<T> items((std::min)(count, largest / sizeof(T)));
        file_.clear();
        file_.seekg(static_cast<std::streamoff>(offset));
        if (!file_.read(reinterpret_cast<char*>(items.data()),
                        static_cast<std::streamsize>(items.size() * sizeof(T))))
            items.clear();
        return items;
    }
    template <class T>
    std::vector<T> entries(const section& of) {
        return read<T>(of.sh_offset, of.sh_size / sizeof(T));
    }

    std::ifstream file_;
    std::vector<section> sections_;
};

std::string readable(const std::string& symbol) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> name{
        abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status), std::free};
    return name ? name.get() : symbol;
}

} // namespace

std::string holder_since_loading(const std::string& path) {
    elf_file file{path};
    if (const std::string symbol = file.unique_symbol(); !symbol.empty())
        return "its unique symbol " + readable(symbol) +
               " keeps it loaded; compile it with -fno-gnu-unique";
    if (file.is_never_deleted())
        return "it is linked with -z nodelete";
    return "its initialisation keeps a reference to it";
}

thread_ids running_threads() {
    thread_ids found;
    std::error_code error;
    for (const auto& task : std::filesystem::directory_iterator{"/proc/self/task", error})
        found.insert(std::stoul(task.path().filename().string()));
    return found;
}

#else

std::string holder_since_loading(const std::string&) {
    return "its initialisation keeps a reference to it";
}

thread_ids running_threads() {
    return {};
}

#endif

std::string holder_without_thread() {
    return "it has loaded itself and keeps that reference, or a thread_local object of it waits "
           "for the end of its thread";
}
