#pragma once
// What keeps a DLL loaded after it was unloaded.

#include <set>
#include <string>

/// Identifies threads of this process.
using thread_ids = std::set<unsigned long>;

/// Returns the threads of this process that may run code of a DLL; none where the system does not
/// tell.
thread_ids running_threads();

/// Returns what keeps a DLL loaded from its first loading on, and how to avoid it. `path` is that
/// of its file, in UTF-8.
std::string holder_since_loading(const std::string& path);

/// Returns what keeps a DLL loaded since its calls, if no thread of it does.
std::string holder_without_thread();
