#include "trial.hpp"

#include "crash.hpp"
#include "dll_file.hpp"
#include "protocol_search.hpp"
#include "records.hpp"
#include "selection.hpp"
#include "text.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <routpact/conformance/run.hpp>
#include <routpact/testing/code_text.hpp>
#include <sstream>
#include <string>

#ifndef _WIN32
#include <unistd.h>
#endif

using namespace routpact::conformance;
using namespace routpact::testing;

namespace {

std::optional<info_bytes> given(const info_bytes& block) {
    return block.bytes.empty() ? std::nullopt : std::optional{block};
}

subject subject_of(dll_file& dll, const options& wanted) {
    subject result{dll, wanted.protocol_id};
    result.global_info = given(wanted.global_info);
    result.interface_info = given(wanted.interface_info);
    if (!wanted.mib_question.empty())
        result.mib_question = wanted.mib_question;
    result.seed = wanted.seed;
    result.timeout = std::chrono::seconds{wanted.timeout};
    if (wanted.update_ms != 0)
        result.update_time = std::chrono::milliseconds{wanted.update_ms};
    result.random_time = std::chrono::seconds{wanted.random};
    result.interface_type = wanted.interface_type;
    result.index_offsets = wanted.index_offsets;
    if (wanted.functionality)
        result.functionality = *wanted.functionality;
    return result;
}

void send_call(dll_file& dll, const recorded_call& call, bool returned) {
    prepare_this_thread();
    dll.note_call(returned);
    const std::string number = std::to_string(call.number);
    if (returned)
        send_record({"return", number, std::to_string(call.answer.value_or(NO_ERROR)), call.outputs,
                     std::to_string(call.ended)});
    else
        send_record({"call", number, call.callback, call.field, call.arguments,
                     std::to_string(call.thread), std::to_string(call.begun)});
}

/// Sends the record `unusable` if the DLL cannot be loaded or does not register the protocol.
void try_to_register(dll_file& dll, const options& wanted) {
    transcript log{std::bind_front(send_call, std::ref(dll))};
    subject on = subject_of(dll, wanted);
    try_registration(on, log, [&](std::optional<DWORD> answer) {
        const std::string name = wanted.dll;
        if (!answer)
            send_record({"unusable", "cannot use " + name + ": " + dll.reason()});
        else if (*answer != NO_ERROR)
            send_record({"unusable", name + " has no protocol " + hexadecimal(on.protocol_id) +
                                         ": RegisterProtocol returns " + code_text(*answer) +
                                         " for the offered flags " +
                                         hexadecimal(on.functionality)});
    });
}

/// Ends this process without destructors: the check does not cover the end of a process that still
/// has the DLL loaded.
[[noreturn]] void end_child() {
    send_record({"done"});
    std::fflush(nullptr);
#ifdef _WIN32
    TerminateProcess(GetCurrentProcess(), 0);
#endif
    std::_Exit(0);
}

/// Sends the records of an ordinary session: what the rules may expect of this DLL.
void get_to_know(dll_file& dll, const options& wanted) {
    transcript log{std::bind_front(send_call, std::ref(dll))};
    subject on = subject_of(dll, wanted);
    get_acquainted(on, log, [](const first_session& seen) {
        const auto time = [](const std::optional<std::chrono::milliseconds>& taken) {
            return taken ? std::to_string(taken->count()) : std::string{};
        };
        send_record({"session", std::to_string(seen.started), std::to_string(seen.added),
                     time(seen.call), time(seen.update), time(seen.stop)});
    });
}

/// Tries the rule, and ends this process with the verdict if it is a finding or `alone`: what the
/// DLL does at its unloading is for the rules about that.
void try_rule(dll_file& dll, const options& wanted, const std::string& id, bool alone) {
    transcript log{std::bind_front(send_call, std::ref(dll))};
    subject on = subject_of(dll, wanted);
    on.on_sequence = [](unsigned number, std::size_t steps) {
        send_record({"sequence", std::to_string(number), std::to_string(steps)});
    };
    on.on_progress = [] { send_record({"progress"}); }; // the parent ends a child that is quiet
    on.chosen_sequence = wanted.play;
    run(find_rule(id), on, log, [alone](const verdict& found) {
        const outcome::kind kind = kind_of(found);
        send_record({"verdict", name(kind), found.expected, found.observed, found.test_case,
                     found.callback});
        if (alone || kind == outcome::kind::broken)
            end_child();
    });
}

/// Tries several rules, until the DLL stays loaded after one: its next trial would not begin anew.
void try_together(dll_file& dll, const options& wanted) {
    std::istringstream ids{wanted.child};
    for (std::string id; std::getline(ids, id, ',');) {
        const auto begin = std::chrono::steady_clock::now();
        try_rule(dll, wanted, id, false);
        const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - begin);
        send_record({"ended", std::to_string(taken.count())});
        if (dll.is_loaded() != false)
            break;
    }
}

} // namespace

outcome try_here(const options& wanted, const rule& which) {
    dll_file dll{wanted.dll};
    subject on = subject_of(dll, wanted);
    transcript log;
    const verdict found = run(which, on, log);
    outcome result;
    result.of = &which;
    result.what = kind_of(found);
    result.expected = found.expected;
    result.observed = found.observed;
    result.test_case = found.test_case;
    result.callback = found.callback;
    result.calls = log.calls();
    return result;
}

void try_as_child(const options& wanted) {
    open_channel(wanted.channel);
#ifndef _WIN32
    alarm(longest_trial(wanted.timeout) + 10); // ends this process if the parent was killed
#endif
    report_crashes();
    try {
        dll_file& dll =
            *new dll_file{wanted.dll}; // never deleted, because exceptions of the DLL need its code
        if (wanted.child == load_only)
            try_to_register(dll, wanted);
        else if (wanted.child == first_session_only)
            get_to_know(dll, wanted);
        else if (wanted.child.starts_with(search_task))
            search_protocols(dll, wanted);
        else if (wanted.child.find(',') != std::string::npos)
            try_together(dll, wanted);
        else
            try_rule(dll, wanted, wanted.child, true);
    } catch (const std::exception& e) {
        send_record({"threw", e.what()});
    } catch (...) {
        send_record({"threw", "an object that is no std::exception"});
    }
    end_child();
}
