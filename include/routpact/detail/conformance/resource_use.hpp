#pragma once
// The resources that this process uses.

#include <cstddef>
#include <routpact/abi.hpp>

#ifdef _WIN32
#include <vector>
#elif defined(__linux__)
#include <dirent.h>
#include <malloc.h>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// Holds the resources that this process uses at one moment. A number is 0 where the system does
/// not tell.
struct resource_use {
    std::size_t bytes = 0;   ///< Heap memory.
    std::size_t handles = 0; ///< Handles, or open files on other systems than Windows.

    /// Measures the process. Walks every heap on Windows.
    static resource_use now() {
        resource_use result;
#ifdef _WIN32
        DWORD count = 0;
        if (GetProcessHandleCount(GetCurrentProcess(), &count))
            result.handles = count;
        result.bytes = heap_bytes();
#elif defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 33)
        const struct mallinfo2 heap = mallinfo2();
        result.bytes = heap.uordblks + heap.hblkhd;
#endif
        if (DIR* const files = opendir("/proc/self/fd")) {
            while (readdir(files)) // NOLINT(concurrency-mt-unsafe): this thread's own stream
                ++result.handles;
            closedir(files);
        }
#endif
        return result;
    }
    /// Measures what the process uses more than `before`.
    static resource_use since(const resource_use& before) {
        const auto growth = [](std::size_t from, std::size_t to) {
            return to > from ? to - from : 0;
        };
        const resource_use current = now();
        return {growth(before.bytes, current.bytes), growth(before.handles, current.handles)};
    }

private:
#ifdef _WIN32
    static std::size_t heap_bytes() {
        std::vector<HANDLE> heaps(GetProcessHeaps(0, nullptr) + 8);
        const DWORD count = GetProcessHeaps(static_cast<DWORD>(heaps.size()), heaps.data());
        std::size_t bytes = 0;
        for (DWORD i = 0; i < count && i < heaps.size(); ++i) {
            PROCESS_HEAP_ENTRY entry{};
            HeapLock(heaps[i]);
            while (HeapWalk(heaps[i], &entry))
                if ((entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) != 0)
                    bytes += entry.cbData;
            HeapUnlock(heaps[i]);
        }
        return bytes;
    }
#endif
};

} // namespace routpact::inline ROUTPACT_ABI::detail
