#include "child_process.hpp"

#include "failure.hpp"
#include "handle_windows.hpp"
#include "text.hpp"

#include <chrono>
#include <fstream>
#include <iterator>
#include <mutex>
#include <windows.h>

namespace {

[[noreturn]] void fail(const char* what) {
    throw cannot_run{std::string{what} + ": Windows error " + std::to_string(GetLastError())};
}

/// A temporary file that a child writes. It is deleted with its last handle. A pipe would need a
/// thread that reads it.
class scratch_file {
public:
    scratch_file() : file_{create()} {
        if (file_.get() == INVALID_HANDLE_VALUE)
            fail("cannot create a temporary file");
    }
    HANDLE get() const { return file_.get(); }
    std::string contents() const {
        std::string text;
        char bytes[65536];
        DWORD count = 0;
        SetFilePointer(file_.get(), 0, nullptr, FILE_BEGIN);
        while (ReadFile(file_.get(), bytes, sizeof bytes, &count, nullptr) && count != 0)
            text.append(bytes, count);
        return text;
    }

private:
    static HANDLE create() {
        wchar_t directory[MAX_PATH + 1];
        wchar_t name[MAX_PATH + 1];
        if (GetTempPathW(MAX_PATH, directory) == 0 ||
            GetTempFileNameW(directory, L"rpc", 0, name) == 0)
            return INVALID_HANDLE_VALUE;
        SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
        return CreateFileW(name, GENERIC_READ | GENERIC_WRITE,
                           FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, &inherited,
                           CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE,
                           nullptr);
    }
    handle file_;
};

/// Quotes an argument for CommandLineToArgvW.
std::wstring quoted(const std::wstring& argument) {
    std::wstring text = L"\"";
    std::size_t backslashes = 0;
    for (const wchar_t c : argument) {
        if (c == L'"')
            text.append(backslashes + 1, L'\\');
        backslashes = c == L'\\' ? backslashes + 1 : 0;
        text += c;
    }
    return text.append(backslashes, L'\\') + L'"';
}

/// Returns the job of all child processes. The job ends them, and the processes that they start,
/// when this process ends.
HANDLE children() {
    static const HANDLE job = [] {
        const HANDLE created = CreateJobObjectW(nullptr, nullptr);
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
        SetInformationJobObject(created, JobObjectExtendedLimitInformation, &limits, sizeof limits);
        return created;
    }();
    return job;
}

HANDLE start(std::vector<std::string> arguments, const scratch_file& records,
             const scratch_file& output) {
    arguments.insert(arguments.end(),
                     {"--channel", std::to_string(reinterpret_cast<std::intptr_t>(records.get()))});
    wchar_t program[4096];
    GetModuleFileNameW(nullptr, program, 4096);
    std::wstring line = quoted(program);
    for (const std::string& argument : arguments)
        line += L' ' + quoted(path_of(argument).wstring());

    STARTUPINFOW startup{};
    startup.cb = sizeof startup;
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdOutput = startup.hStdError = output.get();
    PROCESS_INFORMATION process{};
    for (int left = 10; !CreateProcessW(program, line.data(), nullptr, nullptr, TRUE,
                                        CREATE_SUSPENDED, nullptr, nullptr, &startup, &process);
         Sleep(100))
        if (--left == 0) // a busy system may refuse for a moment
            fail("cannot start a child process");
    SetHandleInformation(records.get(), HANDLE_FLAG_INHERIT,
                         0); // the next child must not inherit it
    SetHandleInformation(output.get(), HANDLE_FLAG_INHERIT, 0);
    AssignProcessToJobObject(children(), process.hProcess);
    ResumeThread(process.hThread);
    CloseHandle(process.hThread);
    return process.hProcess;
}

/// Waits for the end of the child. Returns false if it exceeds a limit.
bool ends_within(const time_limits& limits, const handle& child, const scratch_file& records) {
    time_for_child time{limits};
    DWORD size = 0;
    constexpr auto step = static_cast<DWORD>(time_for_child::step.count());
    while (WaitForSingleObject(child.get(), step) != WAIT_OBJECT_0) {
        const DWORD before = std::exchange(size, GetFileSize(records.get(), nullptr));
        if (time.is_over(size != before))
            return false;
    }
    return true;
}

std::string death(DWORD code) {
    const char* const meaning = code == 3            ? ", the code of abort()"
                                : code == 0xC0000005 ? ", an access violation"
                                : code == 0xC00000FD ? ", a stack overflow"
                                : code == 0xC0000374 ? ", heap corruption"
                                : code == 0xC0000409 ? ", a fail-fast exception, as of abort()"
                                                     : "";
    return "it ended with exit code " +
           (code < 0x10000 ? std::to_string(code) : hexadecimal(code)) + meaning;
}

} // namespace

child_end run_child(std::vector<std::string> arguments, const time_limits& limits) {
    const auto begin = std::chrono::steady_clock::now();
    static std::mutex starting; // another child would inherit the files
    std::unique_lock locked{starting};
    const scratch_file records;
    const scratch_file output;
    const handle child{start(std::move(arguments), records, output)};
    locked.unlock();

    child_end end;
    end.timed_out = !ends_within(limits, child, records);
    if (end.timed_out) {
        TerminateProcess(child.get(), 1);
        WaitForSingleObject(child.get(), INFINITE);
    }
    DWORD code = 0;
    GetExitCodeProcess(child.get(), &code);
    end.records = records.contents();
    end.printed = tail(output.contents());
    end.died = death(code);
    end.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return end;
}
