#include "trial.hpp"

#include "crash.hpp"
#include "dll_file.hpp"
#include "records.hpp"
#include "selection.hpp"
#include "text.hpp"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <routpact/testing/run.hpp>

#ifndef _WIN32
#include <unistd.h>
#endif

using namespace routpact::testing;

namespace {

std::optional<info_bytes> given(const info_bytes& block) {
    return block.bytes.empty() ? std::nullopt : std::optional{block};
}

subject subject_of(dll_file& dll, const options& wanted) {
    subject made{dll, wanted.protocol_id};
    made.global_info = given(wanted.global_info);
    made.interface_info = given(wanted.interface_info);
    if (!wanted.mib_question.empty())
        made.mib_question = wanted.mib_question;
    made.seed = wanted.seed;
    made.patience = std::chrono::milliseconds{wanted.timeout * 1000} / 2;
    if (wanted.functionality)
        made.functionality = *wanted.functionality;
    return made;
}

void note_call(dll_file& dll, const recorded_call& call, bool returned) {
    prepare_this_thread();
    dll.note_call(returned);
    const std::string number = std::to_string(call.number);
    if (returned)
        send_record(
            {"return", number, std::to_string(call.answer.value_or(NO_ERROR)), call.outputs});
    else
        send_record({"call", number, call.callback, call.field, call.arguments});
}

/// Whether the DLL has the protocol. What stands in the way is said to be `unusable`.
void look_at(dll_file& dll, const options& wanted) {
    transcript log{std::bind_front(note_call, std::ref(dll))};
    subject on = subject_of(dll, wanted);
    const std::string name = wanted.dll;
    scenario_context context{on, log};
    if (!context.load())
        return send_record({"unusable", "cannot use " + name + ": " + dll.reason()});
    MPR_ROUTING_CHARACTERISTICS routing = context.offer();
    MPR_SERVICE_CHARACTERISTICS service{};
    const DWORD answer = context.register_with(&routing, &service);
    if (answer != NO_ERROR)
        send_record({"unusable", name + " has no protocol " + hexadecimal(on.protocol_id) +
                                     ": RegisterProtocol answers " + code_text(answer) +
                                     " to an offer of the flags " + hexadecimal(on.functionality)});
}

void try_rule(dll_file& dll, const options& wanted) {
    transcript log{std::bind_front(note_call, std::ref(dll))};
    subject on = subject_of(dll, wanted);
    run(find_rule(wanted.child), on, log, [](const verdict& found) {
        send_record({"verdict", name(kind_of(found)), found.expected, found.observed});
    });
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
    result.calls = log.calls();
    return result;
}

void try_as_child(const options& wanted) {
    open_channel(wanted.channel);
#ifndef _WIN32
    alarm(wanted.timeout + 10); // for the case that the parent is killed
#endif
    report_crashes();
    try {
        dll_file& dll = *new dll_file{wanted.dll}; // kept: what it throws needs its code
        if (wanted.child == load_only)
            look_at(dll, wanted);
        else
            try_rule(dll, wanted);
        send_record({"done"});
    } catch (const std::exception& e) {
        send_record({"threw", e.what()});
    } catch (...) {
        send_record({"threw", "something that is no std::exception"});
    }
    std::fflush(nullptr);
    // At once: what the DLL does at the end of a process that it was not unloaded from is not
    // judged.
#ifdef _WIN32
    TerminateProcess(GetCurrentProcess(), 0);
#endif
    std::_Exit(0);
}
