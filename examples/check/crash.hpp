#pragma once
// Reports of crashes from a child process to its parent.

/// Installs handlers that send the record `crash`, with the kind and place of the crash, and a
/// record `frame` for each function on the stack.
void report_crashes();

/// Notes the module that contains an address, so that a crash in its code is reported as one of
/// this module even after it was unloaded.
void remember_module(const void* inside);

/// Prepares this thread for the report of a stack overflow. Cheap when called again.
void prepare_this_thread();

/// Lives while the loader runs code of the DLL, so that a crash or an exception
/// there is reported as one while the DLL is loaded. No effect without report_crashes().
class load_watch {
public:
    load_watch();
    ~load_watch();
    load_watch(const load_watch&) = delete;
    load_watch& operator=(const load_watch&) = delete;

    /// Must be called when the load has failed. Windows' loader turns a crash or an exception of an
    /// initialiser into an error code; this function reports it as the crash that it is, and ends
    /// the process.
    void failed() const;
};
