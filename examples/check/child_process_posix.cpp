#include "child_process.hpp"

#include "failure.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX does not declare it

namespace {

using std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
    throw cannot_run{std::string{what} + ": " +
                     std::strerror(errno)}; // NOLINT(concurrency-mt-unsafe)
}

/// One end of a pipe.
class descriptor {
public:
    explicit descriptor(int number) : number_{number} { fcntl(number, F_SETFD, FD_CLOEXEC); }
    descriptor(descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    ~descriptor() { close(); }
    descriptor& operator=(descriptor&&) = delete;

    int number() const { return number_; }
    void close() {
        if (number_ >= 0)
            ::close(std::exchange(number_, -1));
    }

private:
    int number_;
};

struct pipe_ends {
    descriptor read, write;
};

pipe_ends make_pipe() {
    int ends[2];
    if (pipe(ends) != 0)
        fail("cannot create a pipe");
    return {descriptor{ends[0]}, descriptor{ends[1]}};
}

constexpr int channel_number = 3; // the descriptor of the channel in the child

pid_t spawn(const std::vector<std::string>& arguments, const pipe_ends& records,
            const pipe_ends& output) {
    std::vector<char*> words{const_cast<char*>("routpact-check")};
    for (const std::string& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.write.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.write.number(), STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions, records.write.number(), channel_number);
    pid_t child = 0;
    const int error =
        posix_spawn(&child, "/proc/self/exe", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    errno = error;
    if (error != 0)
        fail("cannot start a child process");
    return child;
}

struct child_process {
    pid_t id;
    descriptor records, output; ///< The pipes that it writes to.
};

child_process start(const std::vector<std::string>& arguments) {
    static std::mutex mutex; // another child would inherit the ends of the pipes
    const std::lock_guard locked{mutex};
    pipe_ends records = make_pipe();
    pipe_ends output = make_pipe();
    const pid_t id = spawn(arguments, records, output);
    return {id, std::move(records.read), std::move(output.read)};
}

/// Appends the bytes that can be read to `to`. Returns false at the end of the pipe.
bool drain(const descriptor& from, std::string& to) {
    char bytes[65536];
    const ssize_t count = read(from.number(), bytes, sizeof bytes);
    if (count > 0)
        to.append(bytes, static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && errno == EINTR);
}

/// Reads both pipes until the child has ended. Returns false if it exceeds a limit.
bool drain_within(const time_limits& limits, const descriptor& records, const descriptor& output,
                  child_end& end) {
    time_for_child time{limits};
    pollfd polled[2] = {{records.number(), POLLIN, 0}, {output.number(), POLLIN, 0}};
    while (polled[0].fd >= 0) { // only the end of the child closes the first pipe
        poll(polled, 2, static_cast<int>(time_for_child::step.count()));
        const bool has_record = polled[0].revents != 0;
        if (has_record && !drain(records, end.records))
            polled[0].fd = -1;
        if (time.is_over(has_record))
            return false;
        if (polled[1].revents != 0 && !drain(output, end.printed))
            polled[1].fd = -1;
        if (end.printed.size() > 1 << 20)
            end.printed = tail(std::move(end.printed));
    }
    return true;
}

std::string death(int status) {
    if (WIFSIGNALED(status))
        return "it was ended by signal " + std::to_string(WTERMSIG(status));
    return "it ended with exit code " + std::to_string(WEXITSTATUS(status));
}

} // namespace

child_end run_child(std::vector<std::string> arguments, const time_limits& limits) {
    arguments.insert(arguments.end(), {"--channel", std::to_string(channel_number)});
    const auto begin = steady_clock::now();
    const child_process child = start(arguments);

    child_end end;
    end.timed_out = !drain_within(limits, child.records, child.output, end);
    if (end.timed_out)
        kill(child.id, SIGKILL);
    int status = 0;
    while (waitpid(child.id, &status, 0) < 0 && errno == EINTR)
        ;
    fcntl(child.output.number(), F_SETFL,
          O_NONBLOCK); // a process that the DLL started may keep it open
    while (drain(child.output, end.printed))
        ;
    end.printed = tail(std::move(end.printed));
    end.died = death(status);
    end.seconds = std::chrono::duration<double>(steady_clock::now() - begin).count();
    return end;
}
