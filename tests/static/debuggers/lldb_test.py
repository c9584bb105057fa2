"""lldb -b -o "command script import lldb_test.py", with the environment variables ROUTPACT_LLDB, the printers' file,
ROUTPACT_CALLS and ROUTPACT_DLL: checks what lldb shows in handlers, and where step-into-handler leads."""

import os
import sys
import traceback

import lldb

debugger = lldb.SBDebugger.Create()
debugger.SetAsync(False)
failures = 0


def expect(what, actual, expected):
    global failures
    if actual != expected:
        failures += 1
        print(f"FAILED: {what}: {actual}; expected {expected}", file=sys.stderr)


def run(command):
    done = lldb.SBCommandReturnObject()
    debugger.GetCommandInterpreter().HandleCommand(command, done)
    if not done.Succeeded():
        raise RuntimeError(f"{command}: {done.GetError()}")
    return done.GetOutput()


def shown(value):
    return " ".join(str(value).split())


def function():
    return thread.GetFrameAtIndex(0).GetFunctionName().split("(")[0].removeprefix("::")


def to_line(text):
    """Runs to the line of the present function that has the text."""
    for _ in range(9):
        line = thread.GetFrameAtIndex(0).GetLineEntry()
        with open(line.GetFileSpec().fullpath, encoding="utf-8") as source:
            if text in source.readlines()[line.GetLine() - 1]:
                return
        thread.StepOver()
    raise RuntimeError(f"{function()} has no line with {text}")


def global_variable(name):
    return process.GetTarget().FindFirstGlobalVariable(f"routpact::v0::detail::instance<counter>::{name}")


def test():
    global process, thread
    run("settings set target.disable-aslr false")  # containers forbid it
    run(f"command script import {os.environ['ROUTPACT_LLDB']}")
    target = debugger.CreateTarget(os.environ["ROUTPACT_CALLS"])
    for name in ("add_interface", "set_interface_info", "connect_client"):
        target.BreakpointCreateByName(name, target.GetExecutable().GetFilename())
    process = target.LaunchSimple([os.environ["ROUTPACT_DLL"]], None, None)
    thread = process.GetSelectedThread()

    to_line("return routing.")
    expect("the phase before StartComplete", shown(global_variable("life").GetSummary()), "starting")
    run("step-into-handler")
    expect("AddInterface leads to", function(), "counter::interface_type::interface_type")
    process.Continue()  # add_interface(7)
    process.Continue()

    to_line("return routing.")
    run("step-into-handler")
    expect("SetInterfaceInfo leads to", function(), "counter::set_interface_info")
    block = thread.GetFrameAtIndex(0).FindVariable("block")
    expect("a block", shown(block.GetSummary()), "version 1, 3 of 2 bytes")
    expect("its bytes", [each.GetValueAsUnsigned() for each in block.GetChildMemberWithName("bytes")], [1, 2, 3, 4, 5, 6])

    process.Continue()
    to_line("return routing.")
    run("step-into-handler")
    expect("ConnectClient leads to", function(), "counter::connect_client")
    to_line("return answer")
    expect("a code", shown(thread.GetFrameAtIndex(0).FindVariable("answer").GetSummary()), "ERROR_INVALID_PARAMETER (87)")
    table = global_variable("interfaces")
    expect("the table", shown(table.GetSummary()), "2 interfaces")
    expect("its interfaces", {each.GetName(): each.GetChildMemberWithName("clients").GetValueAsUnsigned() for each in table},
           {"[8]": 0, "[7]": 4})
    expect("the phase", shown(global_variable("life").GetSummary()), "running")

    process.Continue()
    to_line("return routing.")
    run("step-into-handler")  # refused
    expect("a refused call leads to", function(), "connect_client")
    process.Continue()
    expect("the exit code", process.GetExitStatus(), 0)


def end(status):
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # lldb has no command that ends it from here


try:
    test()
    end(failures != 0)
except Exception:
    traceback.print_exc()
    end(1)
